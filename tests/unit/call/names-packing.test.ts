import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNames, unpackNames } from '../../../lib/call/names-packing.ts';
import { parseName } from '../../../lib/names/name.ts';
import { aName, value } from './arbitraries.ts';

/** The number that the page describes for these symbols after the leading 1, as bytes. */
function packed(...symbols: number[]): Uint8Array {
  let hex = symbols.reduce((sum, symbol) => sum * 39n + BigInt(symbol), 1n).toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

describe('two names in a link', () => {
  it('are as the page says', () => {
    const names = [value(parseName('a0.azero')), value(parseName('z-9.tzero'))] as const;
    expect(packNames(...names)).toEqual(packed(1, 27, 37, 26, 0, 36, 38));
    expect(unpackNames(packed(1, 27, 37, 26, 0, 36, 38))).toEqual({
      caller: 'a0.azero',
      callee: 'z-9.tzero',
    });
  });

  it('come out as they went in, in 44 bytes at most', () => {
    const longest = value(parseName(`${'9'.repeat(32)}.tzero`));
    expect(packNames(longest, longest).length).toBe(44);
    fc.assert(
      fc.property(aName, aName, (caller, callee) => {
        expect(unpackNames(packNames(caller, callee))).toEqual({ caller, callee });
      }),
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a zero before it', Uint8Array.of(0, ...packed(1, 37, 1, 37))],
    ['one name', packed(1, 37)],
    ['three names', packed(1, 37, 1, 37, 1, 37)],
    ['an end within a label', packed(1, 37, 1, 37, 1)],
    ['an empty label', packed(37, 1, 37)],
    ['a hyphen at an end', packed(0, 1, 37, 1, 37)],
    ['an encoded label', packed(24, 14, 0, 0, 1, 37, 1, 37)],
    ['a label of 33', packed(...Array<number>(33).fill(1), 37, 1, 37)],
    ['another leading symbol', Uint8Array.of(2)],
    ['too many bytes', new Uint8Array(5000).fill(255)],
  ])('are refused: %s', (_, bytes) => {
    expect(unpackNames(bytes)).toBeUndefined();
  });

  it('are written back as the bytes they came from, or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 46 }), (bytes) => {
        const names = unpackNames(bytes);
        if (names) expect(packNames(names.caller, names.callee)).toEqual(bytes);
      }),
    );
  });
});
