import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { type CallId, isCallId } from './call-id.ts';

/** The id of these bytes; undefined unless they are 6. */
export function callIdFromBytes(bytes: Uint8Array): CallId | undefined {
  const text = bytesToHex(bytes);
  return isCallId(text) ? text : undefined;
}

/** The 6 bytes of a call id. */
export function callIdBytes(id: CallId): Uint8Array {
  return hexToBytes(id);
}
