import { randomBytes } from 'node:crypto';
import type { RemoteInfo, Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Result } from '../../lib/result.ts';
import { bindSocket, createDatagramSocket } from '../datagram.node.ts';
import type { Ipv4 } from '../ipv4.ts';
import { IDLE_AFTER, VIRTUAL } from './allocation.ts';
import type { Credential } from './credentials.ts';
import {
  channelOf,
  channelPayload,
  dataHeaderMaker,
  lengthOf,
  offsetOf,
  SEND_INDICATION,
  sendPayload,
  writeChannelHeader,
} from './datagrams.ts';
import { padding, xorAddress } from './message.ts';
import { Relay } from './relay.ts';
import { ATTRIBUTE } from './words.ts';

/** Takes what the page of a call sent to its peer: `length` bytes of `bytes` from `offset` on, which may be written over. */
export type OnPayload = (call: number, bytes: Buffer, offset: number, length: number) => void;

const PEER = xorAddress(ATTRIBUTE.xorPeerAddress, VIRTUAL.peer, VIRTUAL.port).value;
const dataHeader = dataHeaderMaker(VIRTUAL.peer, VIRTUAL.port);
/** How old the list of this machine's addresses may be, in milliseconds. */
const ADDRESSES_TTL = 500;
const FILLING = [0, 1, 2, 3].map((length) => Buffer.alloc(length));

/** The TURN relay: one UDP socket on this node's own overlay address, for programs of this machine only. */
export class TurnServer {
  readonly #relay: Relay;
  readonly #socket: Socket;
  readonly #onPayload: OnPayload;
  #ownAddresses: ReadonlySet<string> = new Set();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #serial = 0;

  constructor(onPayload: OnPayload, idleAfter: number = IDLE_AFTER) {
    this.#onPayload = onPayload;
    this.#relay = new Relay({
      now,
      random: randomBytes,
      isOwn: (address) => this.#isOwn(address),
      idleAfter,
    });
    this.#socket = createDatagramSocket();
    this.#socket.on('message', (bytes, from) => this.#take(bytes, from));
    this.#socket.on('error', () => undefined); // of a single datagram; TURN's clients repeat what gets lost
  }

  /** Starts to listen on a port of this address that the system chooses; gives the port. */
  listen(address: Ipv4): Promise<Result<number, string>> {
    return bindSocket(this.#socket, address, 0);
  }

  /** Lets the page of a call in, and nobody by an older credential of that call. */
  admit(call: number): Credential {
    return this.#relay.admit(call);
  }

  dismiss(call: number): void {
    this.#relay.dismiss(call);
  }

  /**
   * Gives the page of a call what its peer sent: the bytes of `packet` from `at` to `end`, then `rest`. The 4 bytes of
   * `packet` before `at` are written over.
   */
  deliver(
    call: number,
    packet: Buffer,
    at: number,
    end: number,
    rest: Uint8Array | undefined,
  ): void {
    const time = now();
    const allocation = this.#relay.ofCall(call, time);
    if (!allocation || time >= allocation.permittedUntil) return;
    const { address, port, channel, channelUntil } = allocation;
    const length = end - at + (rest?.length ?? 0);
    if (time < channelUntil) {
      writeChannelHeader(packet, at, channel, length);
      const framed = packet.subarray(at - 4, end);
      this.#socket.send(rest ? [framed, rest] : framed, port, address);
      return;
    }
    this.#serial = (this.#serial + 1) >>> 0;
    const parts = [dataHeader(length, this.#serial), packet.subarray(at, end)];
    if (rest) parts.push(rest);
    const filling = FILLING[padding(length)];
    if (filling && filling.length > 0) parts.push(filling);
    this.#socket.send(parts, port, address);
  }

  close(): void {
    this.#socket.close();
  }

  #take(bytes: Buffer, from: RemoteInfo): void {
    if (!this.#isOwn(from.address)) return;
    const kind = channelOf(bytes);
    if (kind < 0x4000 && kind !== SEND_INDICATION) {
      const answer = this.#relay.answer(bytes, from.address, from.port);
      if (answer) this.#socket.send(answer, from.port, from.address);
      return;
    }
    const time = now();
    const allocation = this.#relay.ofClient(from.address, from.port, time);
    if (!allocation) return;
    let found = -1;
    if (kind === SEND_INDICATION) {
      if (time < allocation.permittedUntil) found = sendPayload(bytes, PEER);
    } else if (kind === allocation.channel && time < allocation.channelUntil) {
      found = channelPayload(bytes);
    }
    if (found < 0) return;
    allocation.activeAt = time;
    this.#onPayload(allocation.call, bytes, offsetOf(found), lengthOf(found));
  }

  #isOwn(address: string): boolean {
    const time = now();
    if (time - this.#lookedAt >= ADDRESSES_TTL) {
      this.#lookedAt = time;
      const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
      this.#ownAddresses = new Set(all.map((entry) => entry.address));
    }
    // No packet from loopback addresses ever comes in from a network, and interfaces list only one of them.
    return this.#ownAddresses.has(address) || address.startsWith('127.');
  }
}

function now(): number {
  return performance.now();
}
