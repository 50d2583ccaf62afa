import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { ATTRIBUTE } from './words.ts';

/** How long MESSAGE-INTEGRITY and FINGERPRINT are, with their headers. */
export const INTEGRITY_LENGTH = 24;
export const FINGERPRINT_LENGTH = 8;
const HEADER = 20;
const FINGERPRINT_XOR = 0x5354554e;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array, end: number): number {
  let crc = 0xffffffff;
  for (let at = 0; at < end; at++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The key of long-term credentials (RFC 8489, section 9.2.2); our user names and passwords need no preparation. */
export function longTermKey(username: string, realm: string, password: string): Uint8Array {
  return md5(new TextEncoder().encode(`${username}:${realm}:${password}`));
}

/**
 * The value of a MESSAGE-INTEGRITY that starts at `at` (RFC 8489, section 14.5): over all before it, as if the message
 * ended with it.
 */
export function integrityOf(message: Uint8Array, at: number, key: Uint8Array): Uint8Array {
  const covered = message.slice(0, at);
  const length = at + INTEGRITY_LENGTH - HEADER;
  covered[2] = length >> 8;
  covered[3] = length & 0xff;
  return hmac(sha1, key, covered);
}

/** Whether the MESSAGE-INTEGRITY at `at` was made with this key. */
export function hasIntegrity(message: Uint8Array, at: number, key: Uint8Array): boolean {
  return sameBytes(integrityOf(message, at, key), message.subarray(at + 4, at + INTEGRITY_LENGTH));
}

/** The value of a FINGERPRINT that starts at `at` (RFC 8489, section 14.7); the header's length must include it already. */
export function fingerprintOf(message: Uint8Array, at: number): number {
  return (crc32(message, at) ^ FINGERPRINT_XOR) >>> 0;
}

/** The FINGERPRINT attribute of a message that is whole but for it. */
export function fingerprintAttribute(message: Uint8Array, at: number): Uint8Array {
  const attribute = new Uint8Array(FINGERPRINT_LENGTH);
  const view = new DataView(attribute.buffer);
  view.setUint16(0, ATTRIBUTE.fingerprint);
  view.setUint16(2, 4);
  view.setUint32(4, fingerprintOf(message, at));
  return attribute;
}

/** Compares in a time that tells nothing about where the difference is. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0x100);
  return difference === 0;
}
