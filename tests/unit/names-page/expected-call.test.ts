import { compactToU8a } from '@polkadot/util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromHex, lengthPrefixed, toHex } from '../../../lib/azero/scale.ts';
import { encodeUpdateRecords } from '../../../lib/azero/update-records.ts';
import { isContractCall } from '../../../names-page/expected-call.ts';

const contract = new Uint8Array(32).fill(7);
const input = encodeUpdateRecords('alice', [['staex-id', null]]);
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** Pallet 18, call 6; destination, value, gas (two compacts), limit of the deposit (here of 1), input. */
function call(change: Partial<Record<'head' | 'dest' | 'value' | 'gas' | 'deposit', string>> = {}) {
  const { head = '0x1206', dest, value = '0x00', gas = '0x0408', deposit = '0x0104' } = change;
  return toHex(
    concat(
      bytes(head),
      dest === undefined ? concat(Uint8Array.of(0), contract) : bytes(dest),
      bytes(value),
      bytes(gas),
      bytes(deposit),
      lengthPrefixed(input),
    ),
  );
}

const expected = { contract, input, depositLimit: 1n, index: [18, 6] } as const;

test('a call as it should be is taken', () => {
  expect(isContractCall(call(), expected)).toBe(true);
});

test('a limit of the deposit is taken as SCALE writes it, and no other', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (limit) => {
      const encoded = call({ deposit: toHex(concat(Uint8Array.of(1), compactToU8a(limit))) });
      expect(isContractCall(encoded, { ...expected, depositLimit: limit })).toBe(true);
      expect(isContractCall(encoded, { ...expected, depositLimit: limit + 1n })).toBe(false);
    }),
    { examples: [[0n], [63n], [64n], [16_383n], [16_384n], [2n ** 30n - 1n], [2n ** 30n]] },
  );
});

test.each([
  ['of another pallet', call({ head: '0x0506' })],
  ['of another function', call({ head: '0x1207' })],
  ['of another contract', call({ dest: `0x00${'08'.repeat(32)}` })],
  ['of a contract by another kind of address', call({ dest: `0x02${'07'.repeat(32)}` })],
  ['that pays', call({ value: '0x04' })],
  ['with bytes after it', `${call()}00`],
  ['that is cut', call().slice(0, -2)],
  ['without a limit of the deposit', call({ deposit: '0x00' })],
  ['with another limit', call({ deposit: '0x0108' })],
  ['with another option', call({ deposit: '0x02' })],
  ['that is none', '0x'],
  ['that is no hex', 'call'],
])('a call %s is not', (_what, encoded) => {
  expect(isContractCall(encoded, expected)).toBe(false);
});

test('without known numbers, any pallet may have contracts, and nothing else may differ', () => {
  const loose = { contract, input, depositLimit: 1n };
  expect(isContractCall(call({ head: '0x0806' }), loose)).toBe(true);
  expect(isContractCall(call({ head: '0x0806', value: '0x04' }), loose)).toBe(false);
});
