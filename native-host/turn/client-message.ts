import { VIRTUAL } from './allocation.ts';
import {
  channelOf,
  channelPayload,
  lengthOf,
  offsetOf,
  SEND_INDICATION,
  sendPayload,
} from './datagrams.ts';
import { xorAddress } from './message.ts';
import type { Relay } from './relay.ts';
import { ATTRIBUTE } from './words.ts';

/**
 * Takes what the page of a call sent to its peer: `length` bytes of `bytes` from `offset` on. They and the 4 bytes before them
 * may be written over.
 */
export type OnPayload = (call: number, bytes: Uint8Array, offset: number, length: number) => void;

const PEER = xorAddress(ATTRIBUTE.xorPeerAddress, VIRTUAL.peer, VIRTUAL.port).value;

/** Takes one message of a client, whose address was looked at already: its payload goes on; gives the answer to a request. */
export function takeMessage(
  relay: Relay,
  bytes: Uint8Array,
  address: string,
  port: number,
  time: number,
  onPayload: OnPayload,
): Uint8Array | undefined {
  const kind = channelOf(bytes);
  if (kind < 0x4000 && kind !== SEND_INDICATION) return relay.answer(bytes, address, port);
  const allocation = relay.ofClient(address, port, time);
  if (!allocation) return undefined;
  let found = -1;
  if (kind === SEND_INDICATION) {
    if (time < allocation.permittedUntil) found = sendPayload(bytes, PEER);
  } else if (kind === allocation.channel && time < allocation.channelUntil) {
    found = channelPayload(bytes);
  }
  if (found < 0) return undefined;
  allocation.activeAt = time;
  onPayload(allocation.call, bytes, offsetOf(found), lengthOf(found));
  return undefined;
}
