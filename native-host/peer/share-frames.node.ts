import type { CallRole } from '../../lib/protocol/host-values.ts';
import { type Ipv4, ipv4Number, parseIpv4 } from '../ipv4.ts';
import { type CallNumber, MAX_PACKET } from './packet.ts';

/**
 * What hosts of one user say to each other over the local socket by which they share the port: each frame is its length
 * (2 bytes, without these), a kind (1 byte) and a body.
 */
export const FRAME = {
  /** Attached host to owner: call (6), role (1). */
  register: 1,
  unregister: 2,
  /** To the owner: where to (4 + 2); from the owner: where from. Then the packet. */
  packet: 3,
  /** From the owner: another host took this side of this call over. Call (6), role (1). */
  replaced: 4,
} as const;

const PREFIX = 3;
const ENDPOINT = 6;
const CALL = 7;
/** The longest frame, without its length. */
const MAX_FRAME = 1 + ENDPOINT + MAX_PACKET;

/** A frame that was read; `body` is a view and may be written over. */
export interface Frame {
  readonly kind: number;
  readonly body: Buffer;
}

/** Splits a stream into frames. Gives `undefined` for a stream that can't be one of ours; it is to be closed then. */
export class ShareReader {
  #held: Buffer | undefined;

  push(chunk: Buffer): readonly Frame[] | undefined {
    let bytes = this.#held ? Buffer.concat([this.#held, chunk]) : chunk;
    const frames: Frame[] = [];
    while (bytes.length >= 2) {
      const length = bytes.readUInt16BE(0);
      if (length < 1 || length > MAX_FRAME) return undefined;
      if (bytes.length < 2 + length) break;
      frames.push({ kind: bytes[2] ?? 0, body: bytes.subarray(PREFIX, 2 + length) });
      bytes = bytes.subarray(2 + length);
    }
    this.#held = bytes.length > 0 ? bytes : undefined;
    return frames;
  }
}

/** A frame that carries a packet to or from an address. */
export function packetFrame(address: Ipv4, port: number, packet: Uint8Array): Buffer {
  const length = ENDPOINT + packet.length;
  const frame = Buffer.allocUnsafe(PREFIX + length);
  frame.writeUInt16BE(1 + length, 0);
  frame[2] = FRAME.packet;
  frame.writeUInt32BE(ipv4Number(address), PREFIX);
  frame.writeUInt16BE(port, PREFIX + 4);
  frame.set(packet, PREFIX + ENDPOINT);
  return frame;
}

/** What a packet frame's body holds. */
export function readPacketFrame(
  body: Buffer,
): { readonly address: Ipv4; readonly port: number; readonly packet: Buffer } | undefined {
  if (body.length < ENDPOINT) return undefined;
  const address = parseIpv4(`${body[0]}.${body[1]}.${body[2]}.${body[3]}`);
  const port = body.readUInt16BE(4);
  if (address === undefined || port === 0) return undefined;
  return { address, port, packet: body.subarray(ENDPOINT) };
}

/** A frame about one side of a call. */
export function callFrame(
  kind: typeof FRAME.register | typeof FRAME.unregister | typeof FRAME.replaced,
  call: CallNumber,
  role: CallRole,
): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX + CALL);
  frame.writeUInt16BE(1 + CALL, 0);
  frame[2] = kind;
  frame.writeUIntBE(call, PREFIX, 6);
  frame[PREFIX + 6] = role === 'caller' ? 0 : 1;
  return frame;
}

/** What such a frame's body holds. */
export function readCallFrame(
  body: Buffer,
): { readonly call: CallNumber; readonly role: CallRole } | undefined {
  const side = body[6];
  if (body.length !== CALL || side === undefined || side > 1) return undefined;
  return { call: body.readUIntBE(0, 6), role: side === 0 ? 'caller' : 'callee' };
}
