import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

declare const callIdBrand: unique symbol;

/** The id of one call: 6 random bytes as 12 lower-case hex digits. Only this file makes one. */
export type CallId = string & { readonly [callIdBrand]: true };

/** Whether a text is a call id. */
export function isCallId(text: string): text is CallId {
  return /^[0-9a-f]{12}$/.test(text);
}

/** The id of these bytes; undefined unless they are 6. */
export function callIdFromBytes(bytes: Uint8Array): CallId | undefined {
  const text = bytesToHex(bytes);
  return isCallId(text) ? text : undefined;
}

/** The 6 bytes of a call id. */
export function callIdBytes(id: CallId): Uint8Array {
  return hexToBytes(id);
}
