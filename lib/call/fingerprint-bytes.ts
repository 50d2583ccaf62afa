import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { type Fingerprint, isFingerprint } from './fingerprint.ts';

/** The fingerprint of these bytes; undefined unless they are 32. */
export function fingerprintFromBytes(bytes: Uint8Array): Fingerprint | undefined {
  const text = bytesToHex(bytes);
  return isFingerprint(text) ? text : undefined;
}

/** The 32 bytes of a fingerprint. */
export function fingerprintBytes(fingerprint: Fingerprint): Uint8Array {
  return hexToBytes(fingerprint);
}
