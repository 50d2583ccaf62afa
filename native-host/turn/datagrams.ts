import type { Ipv4 } from '../ipv4.ts';
import { encodeMessage, HEADER, messageType, padding, xorAddress } from './message.ts';
import { ATTRIBUTE, CLASS, METHOD } from './words.ts';

/**
 * The way of the payload, many times a second: found and framed where it lies, without a value for each packet. A place is
 * given as one number, `offset * 65536 + length`; -1 is none.
 */

/** Where the payload of something lies. */
function place(offset: number, length: number): number {
  return offset * 0x10000 + length;
}
export function offsetOf(found: number): number {
  return Math.floor(found / 0x10000);
}
export function lengthOf(found: number): number {
  return found % 0x10000;
}

/** The channel number of a ChannelData message, or of whatever else these bytes are. */
export function channelOf(bytes: Uint8Array): number {
  return ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
}

/** Where the payload of a ChannelData message lies (RFC 8656, section 12.4); over UDP it need not be padded. */
export function channelPayload(bytes: Uint8Array): number {
  const length = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  return bytes.length < 4 || length > bytes.length - 4 ? -1 : place(4, length);
}

/** Writes the header of a ChannelData message into the 4 bytes before a payload. */
export function writeChannelHeader(
  bytes: Uint8Array,
  at: number,
  channel: number,
  length: number,
): void {
  bytes[at - 4] = channel >> 8;
  bytes[at - 3] = channel & 0xff;
  bytes[at - 2] = length >> 8;
  bytes[at - 1] = length & 0xff;
}

/**
 * Where the payload of a Send indication to `peer` lies (RFC 8656, section 11.1), `peer` being the value of its
 * XOR-PEER-ADDRESS. Indications carry no integrity; the type was looked at already.
 */
export function sendPayload(bytes: Uint8Array, peer: Uint8Array): number {
  if (bytes.length < HEADER || (((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)) !== bytes.length - HEADER)
    return -1;
  let forPeer = false;
  let found = -1;
  let at = HEADER;
  while (at + 4 <= bytes.length) {
    const type = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const next = at + 4 + length + padding(length);
    if (next > bytes.length) return -1;
    if (type === ATTRIBUTE.data) {
      if (found === -1) found = place(at + 4, length);
    } else if (type === ATTRIBUTE.xorPeerAddress) {
      forPeer = length === peer.length;
      for (let index = 1; index < peer.length; index++) {
        if (bytes[at + 4 + index] !== peer[index]) forPeer = false;
      }
      if (!forPeer) return -1;
    } else if (type < 0x8000 && type !== ATTRIBUTE.dontFragment) return -1;
    at = next;
  }
  return forPeer && at === bytes.length ? found : -1;
}

/** Makes the bytes that stand before the payload of a Data indication from `peer` (RFC 8656, section 11.3). */
export function dataHeaderMaker(
  address: Ipv4,
  port: number,
): (length: number, serial: number) => Uint8Array {
  const empty = { type: ATTRIBUTE.data, value: new Uint8Array(0) };
  const template = encodeMessage({
    method: METHOD.data,
    cls: CLASS.indication,
    transactionId: new Uint8Array(12),
    attributes: [xorAddress(ATTRIBUTE.xorPeerAddress, address, port), empty],
  });
  const size = template.length;
  return (length, serial) => {
    const header = template.slice();
    const whole = size - HEADER + length + padding(length);
    header[2] = whole >> 8;
    header[3] = whole & 0xff;
    // Nobody answers an indication, so its transaction id only has to differ from the last ones.
    for (let index = 0; index < 4; index++) header[HEADER - 1 - index] = serial >>> (8 * index);
    header[size - 2] = length >> 8;
    header[size - 1] = length & 0xff;
    return header;
  };
}

/** The type of a Send indication, in the first two bytes. */
export const SEND_INDICATION = messageType(METHOD.send, CLASS.indication);
