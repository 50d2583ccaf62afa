import { concat, decode, fromHex, lengthPrefixed, type Reader } from '../lib/azero/scale.ts';

/** Where `Contracts.call` is in a runtime: its pallet and its call, by number. */
export type CallIndex = readonly [pallet: number, call: number];

/** Of the runtimes of Aleph Zero; a development chain may have any. */
export const ALEPH_CONTRACTS_CALL: CallIndex = [18, 6];

/**
 * Whether an encoded call is nothing but `Contracts.call` of this contract with this input, paying it nothing, and with this limit
 * of the deposit (in the chain's smallest unit). polkadot-js encodes calls by the metadata that an endpoint serves: one that lies
 * could have a person sign a payment. `index`: the numbers that the
 * call must have, where they are known.
 */
export function isContractCall(
  encoded: string,
  expected: {
    readonly contract: Uint8Array;
    readonly input: Uint8Array;
    readonly depositLimit: bigint;
    readonly index?: CallIndex;
  },
): boolean {
  const bytes = fromHex(encoded);
  if (bytes === undefined) return false;
  const { index, contract, input, depositLimit } = expected;
  if (index !== undefined && (bytes[0] !== index[0] || bytes[1] !== index[1])) return false;
  const read = decode(bytes.subarray(2), (reader) => {
    // MultiAddress::Id, the contract, and a compact value of nothing.
    expectBytes(reader, concat(Uint8Array.of(0), contract, Uint8Array.of(0)));
    reader.skipCompact();
    reader.skipCompact();
    expectBytes(reader, concat(Uint8Array.of(1), compactAmount(depositLimit)));
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
function compactAmount(value: bigint): Uint8Array {
  const small = value < 64n ? 1 : value < 2n ** 14n ? 2 : value < 2n ** 30n ? 4 : undefined;
  if (small !== undefined) {
    return littleEndian((value << 2n) | BigInt(Math.log2(small)), small);
  }
  const length = Math.ceil(value.toString(16).length / 2);
  return concat(Uint8Array.of(((length - 4) << 2) | 3), littleEndian(value, length));
}

function littleEndian(value: bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn));
}
