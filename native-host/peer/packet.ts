import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type NodeId, nodeIdBytes } from '../../lib/node-id.ts';
import type { CallRole } from '../../lib/protocol/host-values.ts';

/** What one datagram between two hosts holds: docs/call-protocols.md, section 3. */

const VERSION = 1;
/** The largest packet, so that it fits an IPv4 packet of 1,100 bytes. */
export const MAX_PACKET = 1072;
/** Header and call id. */
export const DATA_AT = 7;
/** The same, a sequence number and the length of the lead. */
export const PACKED_AT = 11;
/** What stands before each datagram in a packed packet: two zero bytes and its length. */
export const PREFIX = 4;
/** How many datagrams may begin in one packet: whoever gets it sends each of them on by itself. */
export const MAX_PACKED = 16;
/** The most that a packed packet holds of a datagram that began in the one before. */
export const MAX_REST = MAX_PACKET - PACKED_AT;
/** What one packed packet can hold is not cut. */
export const MAX_UNCUT = MAX_REST - PREFIX;
/** The largest datagram: what two packed packets hold. */
export const MAX_DATAGRAM = MAX_UNCUT + MAX_REST;
const MAC_AT = 16;
const MAC_LENGTH = 16;
const CONTROL_LENGTH = MAC_AT + MAC_LENGTH;
/** How long the random numbers are by which two hosts know that they hear each other. */
export const NONCE_LENGTH = 8;
const ECHO_AT = DATA_AT + NONCE_LENGTH;
const PROBE_LENGTH = ECHO_AT + NONCE_LENGTH;

export const KIND = {
  data: 0,
  packed: 1,
  ready: 3,
  readyAck: 4,
  keepAlive: 5,
  close: 6,
  probe: 7,
} as const;
/** The kinds that say something of the call itself, and are authenticated. */
export type ControlKind = 'ready' | 'readyAck' | 'keepAlive' | 'close';

/** A call's id as a number of 48 bits: what tables are kept by, since one is looked up for each packet. */
export type CallNumber = number;

/** From the 12 hex digits that extension and host call it by. */
export function callNumber(id: string): CallNumber {
  return Number.parseInt(id, 16);
}

/** Back to the 12 hex digits. */
export function callId(call: CallNumber): string {
  return call.toString(16).padStart(12, '0');
}

/** The kind of a packet that is well formed; -1 for any other bytes. */
export function kindOf(bytes: Uint8Array): number {
  const { length } = bytes;
  const kind = (bytes[0] ?? 0) & 0x0f;
  if (length < DATA_AT || length > MAX_PACKET || (bytes[0] ?? 0) >> 4 !== VERSION) return -1;
  switch (kind) {
    case KIND.data:
      return kind;
    case KIND.packed:
      return isPacked(bytes) ? kind : -1;
    case KIND.ready:
    case KIND.readyAck:
    case KIND.keepAlive:
    case KIND.close:
      return length === CONTROL_LENGTH && (bytes[DATA_AT] ?? 2) < 2 ? kind : -1;
    case KIND.probe:
      return length === PROBE_LENGTH ? kind : -1;
    default:
      return -1;
  }
}

/** The call that a well-formed packet belongs to. */
export function callOf(bytes: Uint8Array): CallNumber {
  return byteAt(bytes, 1) * 0x10000000000 + byteAt(bytes, 2) * 0x100000000 + word(bytes, 3);
}

/** The sequence number of a packed packet. */
export function sequenceOf(bytes: Uint8Array): number {
  return short(bytes, 7);
}

/** How much of a packed packet is the rest of a datagram that began in the one before. */
export function leadOf(bytes: Uint8Array): number {
  return short(bytes, 9);
}

/** How long the datagram is whose prefix is at `at`. */
export function sizeAt(bytes: Uint8Array, at: number): number {
  return short(bytes, at + 2);
}

/** Whether the datagrams of this packet lie one behind the other to its end, which only the last of them may cross. */
function isPacked(bytes: Uint8Array): boolean {
  let at = PACKED_AT + leadOf(bytes);
  if (bytes.length <= PACKED_AT || at > bytes.length) return false;
  let [begun, size] = [0, 0];
  while (at < bytes.length) {
    const left = bytes.length - at - PREFIX;
    size = sizeAt(bytes, at);
    if (left < 0 || (left === 0 && size > 0)) return false;
    if (short(bytes, at) !== 0 || ++begun > MAX_PACKED) return false;
    at += PREFIX + size;
  }
  return at === bytes.length || (size > MAX_UNCUT && at - bytes.length <= MAX_REST);
}

/** Writes the header of a data packet into the 7 bytes from `at` on. */
export function writeDataHeader(bytes: Uint8Array, at: number, call: CallNumber): void {
  bytes[at] = (VERSION << 4) | KIND.data;
  writeCall(bytes, at + 1, call);
}

/** Writes the header of a packed packet into the 11 bytes from `at` on. */
export function writePackedHeader(
  bytes: Uint8Array,
  at: number,
  call: CallNumber,
  sequence: number,
  lead: number,
): void {
  bytes[at] = (VERSION << 4) | KIND.packed;
  writeCall(bytes, at + 1, call);
  writeShort(bytes, at + 7, sequence);
  writeShort(bytes, at + 9, lead);
}

/** Writes what stands before a datagram of `size` bytes in a packed packet. */
export function writePrefix(bytes: Uint8Array, at: number, size: number): void {
  writeShort(bytes, at, 0);
  writeShort(bytes, at + 2, size);
}

/** What an authenticated packet says beside its kind. */
export interface Control {
  readonly role: CallRole;
  readonly counter: number;
}

/** Reads a packet of a control kind; `undefined` where its MAC was not made with this key. */
export function readControl(bytes: Uint8Array, key: Uint8Array): Control | undefined {
  const high = word(bytes, 8);
  if (high > 0x1fffff) return undefined; // no counter of ours goes beyond 2^53
  if (!sameMac(macOf(bytes, key), bytes)) return undefined;
  const role = bytes[DATA_AT] === 0 ? 'caller' : 'callee';
  return { role, counter: high * 0x100000000 + word(bytes, 12) };
}

/** Writes a packet of a control kind. `counter` is below 2^53. */
export function writeControl(
  kind: ControlKind,
  call: CallNumber,
  { role, counter }: Control,
  key: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(CONTROL_LENGTH);
  bytes[0] = (VERSION << 4) | KIND[kind];
  writeCall(bytes, 1, call);
  bytes[DATA_AT] = role === 'caller' ? 0 : 1;
  const view = new DataView(bytes.buffer);
  view.setUint32(8, Math.floor(counter / 0x100000000));
  view.setUint32(12, counter % 0x100000000);
  bytes.set(macOf(bytes, key), MAC_AT);
  return bytes;
}

/** The number under which the hosts of two nodes look for each other; the same for both. */
export function probeNumber(one: NodeId, other: NodeId): CallNumber {
  const [low, high] = one < other ? [one, other] : [other, one];
  const words = utf8ToBytes('copybara probe 1');
  const hash = sha256(concatBytes(words, nodeIdBytes(low), nodeIdBytes(high)));
  return byteAt(hash, 0) * 0x10000000000 + byteAt(hash, 1) * 0x100000000 + word(hash, 2);
}

/** What a host that looks for another says: its own number, and the last one that it heard of the other, or zeros. */
export interface Probe {
  readonly nonce: Uint8Array;
  readonly echo: Uint8Array;
}

/** Reads a packet of kind `probe`. */
export function readProbe(bytes: Uint8Array): Probe {
  return { nonce: bytes.slice(DATA_AT, ECHO_AT), echo: bytes.slice(ECHO_AT, PROBE_LENGTH) };
}

/** Writes a packet of kind `probe`; both numbers have `NONCE_LENGTH` bytes. */
export function writeProbe(number: CallNumber, { nonce, echo }: Probe): Uint8Array {
  const bytes = new Uint8Array(PROBE_LENGTH);
  bytes[0] = (VERSION << 4) | KIND.probe;
  writeCall(bytes, 1, number);
  bytes.set(nonce, DATA_AT);
  bytes.set(echo, ECHO_AT);
  return bytes;
}

function macOf(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return hmac(sha256, key, bytes.subarray(0, MAC_AT)).subarray(0, MAC_LENGTH);
}

function sameMac(mac: Uint8Array, bytes: Uint8Array): boolean {
  let difference = 0;
  for (let at = 0; at < MAC_LENGTH; at++)
    difference |= byteAt(mac, at) ^ byteAt(bytes, MAC_AT + at);
  return difference === 0;
}

function writeCall(bytes: Uint8Array, at: number, call: CallNumber): void {
  const high = Math.floor(call / 0x100000000);
  bytes[at] = high >> 8;
  bytes[at + 1] = high & 0xff;
  bytes[at + 2] = (call >>> 24) & 0xff;
  bytes[at + 3] = (call >>> 16) & 0xff;
  bytes[at + 4] = (call >>> 8) & 0xff;
  bytes[at + 5] = call & 0xff;
}

function writeShort(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value & 0xff;
}

function short(bytes: Uint8Array, at: number): number {
  return (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1);
}

function word(bytes: Uint8Array, at: number): number {
  const signed =
    (byteAt(bytes, at) << 24) |
    (byteAt(bytes, at + 1) << 16) |
    (byteAt(bytes, at + 2) << 8) |
    byteAt(bytes, at + 3);
  return signed >>> 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
