import { err, ok, type Result } from '../result.ts';
import { blake2b } from './blake2b.ts';

/** Why a text is no address. */
export type Ss58Error = { readonly kind: 'malformed-address' };

// The general Substrate prefix, which Aleph Zero uses too; one byte, as every prefix below 64.
const PREFIX = 42;
const ACCOUNT = 32;
const CHECKSUM = 2;
const LENGTH = 1 + ACCOUNT + CHECKSUM;
const PERSONALISATION = new TextEncoder().encode('SS58PRE');
/** Base 58 as Bitcoin writes it: without 0, O, I and l. */
const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const MALFORMED = err({ kind: 'malformed-address' });

/** The 32 account bytes of an SS58 address with prefix 42 (https://docs.substrate.io/reference/address-formats/). */
export function decodeSs58(address: string): Result<Uint8Array, Ss58Error> {
  // 35 bytes that begin with 42 make 47 or 48 digits; anything longer is not worth reading.
  if (!/^[1-9A-HJ-NP-Za-km-z]{46,48}$/.test(address)) return MALFORMED;
  let number = 0n;
  for (const digit of address) number = number * 58n + BigInt(DIGITS.indexOf(digit));
  const hex = number.toString(16).padStart(2 * LENGTH, '0');
  const account = Uint8Array.from({ length: ACCOUNT }, (_, at) =>
    Number.parseInt(hex.slice(2 * at + 2, 2 * at + 4), 16),
  );
  // Whatever else was in it, prefix, length and checksum too, is as it must be if the account makes the same text.
  return encodeSs58(account) === address ? ok(account) : MALFORMED;
}

/** The SS58 address, prefix 42, of 32 account bytes. */
export function encodeSs58(account: Uint8Array): string {
  const body = [PREFIX, ...account];
  const hash = blake2b(Uint8Array.of(...PERSONALISATION, ...body));
  let number = 0n;
  for (const byte of [...body, ...hash.subarray(0, CHECKSUM)])
    number = number * 256n + BigInt(byte);
  let text = '';
  // A first byte that is not zero leaves no zeros in front, which base 58 would count.
  for (; number > 0n; number /= 58n) text = DIGITS.charAt(Number(number % 58n)) + text;
  return text;
}
