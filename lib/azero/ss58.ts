import { blake2b } from '@noble/hashes/blake2.js';
import { base58 } from '@scure/base';
import { err, ok, type Result } from '../result.ts';

/** Why a text is no address. */
export type Ss58Error = { readonly kind: 'malformed-address' };

// The general Substrate prefix, which Aleph Zero uses too; one byte, as every prefix below 64.
const PREFIX = 42;
const ACCOUNT = 32;
const CHECKSUM = 2;
const PERSONALISATION = new TextEncoder().encode('SS58PRE');
const MALFORMED = err({ kind: 'malformed-address' });

/** The 32 account bytes of an SS58 address with prefix 42 (https://docs.substrate.io/reference/address-formats/). */
export function decodeSs58(address: string): Result<Uint8Array, Ss58Error> {
  // 35 bytes make 47 or 48 characters; anything longer is not worth the quadratic decoding.
  if (address.length > 50 || !/^[1-9A-HJ-NP-Za-km-z]+$/.test(address)) return MALFORMED;
  const bytes = base58.decode(address);
  if (bytes.length !== 1 + ACCOUNT + CHECKSUM || bytes[0] !== PREFIX) return MALFORMED;
  const account = bytes.slice(1, 1 + ACCOUNT);
  return encodeSs58(account) === address ? ok(account) : MALFORMED;
}

/** The SS58 address, prefix 42, of 32 account bytes. */
export function encodeSs58(account: Uint8Array): string {
  const body = Uint8Array.of(PREFIX, ...account);
  const hash = blake2b.create({ dkLen: 64 }).update(PERSONALISATION).update(body).digest();
  return base58.encode(Uint8Array.of(...body, ...hash.subarray(0, CHECKSUM)));
}
