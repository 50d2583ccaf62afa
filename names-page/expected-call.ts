import { concat, decode, fromHex, lengthPrefixed, type Reader } from '../lib/azero/scale.ts';

/** Where `Contracts.call` is in a runtime: its pallet and its call, by number. */
export type CallIndex = readonly [pallet: number, call: number];

/** Of the runtimes of Aleph Zero; a development chain may have any. */
export const ALEPH_CONTRACTS_CALL: CallIndex = [18, 6];

/**
 * Whether an encoded call is nothing but `Contracts.call` of this contract with this input, paying it nothing. polkadot-js encodes
 * calls by the metadata that an endpoint serves: one that lies could have a person sign a payment. `index`: the numbers that the
 * call must have, where they are known.
 */
export function isContractCall(
  encoded: string,
  expected: {
    readonly contract: Uint8Array;
    readonly input: Uint8Array;
    readonly index?: CallIndex;
  },
): boolean {
  const bytes = fromHex(encoded);
  if (bytes === undefined) return false;
  const { index, contract, input } = expected;
  if (index !== undefined && (bytes[0] !== index[0] || bytes[1] !== index[1])) return false;
  const read = decode(bytes.subarray(2), (reader) => {
    // MultiAddress::Id, the contract, and a compact value of nothing.
    expectBytes(reader, concat(Uint8Array.of(0), contract, Uint8Array.of(0)));
    reader.skipCompact();
    reader.skipCompact();
    const limited = reader.byte();
    if (limited > 1) return reader.malformed();
    if (limited === 1) skipAmount(reader);
    expectBytes(reader, lengthPrefixed(input));
    reader.end();
    return true;
  });
  return read.ok;
}

function expectBytes(reader: Reader, expected: Uint8Array): void {
  const there = reader.take(expected.length);
  if (there.some((byte, at) => byte !== expected[at])) reader.malformed();
}

/** A compact number of up to 128 bits. */
function skipAmount(reader: Reader): void {
  const first = reader.byte();
  const mode = first & 3;
  const more = mode === 3 ? (first >> 2) + 4 : 2 ** mode - 1;
  if (more > 16) reader.malformed();
  reader.take(more);
}
