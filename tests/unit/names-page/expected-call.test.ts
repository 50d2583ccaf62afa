import { expect, test } from 'vitest';
import { concat, fromHex, lengthPrefixed, toHex } from '../../../lib/azero/scale.ts';
import { encodeUpdateRecords } from '../../../lib/azero/update-records.ts';
import { isContractCall } from '../../../names-page/expected-call.ts';

const contract = new Uint8Array(32).fill(7);
const input = encodeUpdateRecords('alice', [['staex-id', null]]);
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** Pallet 18, call 6; destination, value, gas (two compacts), deposit, input. */
function call(change: Partial<Record<'head' | 'dest' | 'value' | 'gas' | 'deposit', string>> = {}) {
  const { head = '0x1206', dest, value = '0x00', gas = '0x0408', deposit = '0x00' } = change;
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

const expected = { contract, input, index: [18, 6] } as const;

test.each([
  ['as it should be', call()],
  ['with a limit of the deposit', call({ deposit: '0x0104' })],
  ['with a large one', call({ deposit: `0x0133${'ff'.repeat(16)}` })],
])('a call %s is taken', (_what, encoded) => {
  expect(isContractCall(encoded, expected)).toBe(true);
});

test.each([
  ['of another pallet', call({ head: '0x0506' })],
  ['of another function', call({ head: '0x1207' })],
  ['of another contract', call({ dest: `0x00${'08'.repeat(32)}` })],
  ['of a contract by another kind of address', call({ dest: `0x02${'07'.repeat(32)}` })],
  ['that pays', call({ value: '0x04' })],
  ['with bytes after it', `${call()}00`],
  ['that is cut', call().slice(0, -2)],
  ['with another option', call({ deposit: '0x02' })],
  ['that is none', '0x'],
  ['that is no hex', 'call'],
])('a call %s is not', (_what, encoded) => {
  expect(isContractCall(encoded, expected)).toBe(false);
});

test('without known numbers, any pallet may have contracts, and nothing else may differ', () => {
  const loose = { contract, input };
  expect(isContractCall(call({ head: '0x0806' }), loose)).toBe(true);
  expect(isContractCall(call({ head: '0x0806', value: '0x04' }), loose)).toBe(false);
});
