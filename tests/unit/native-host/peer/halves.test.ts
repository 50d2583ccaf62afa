import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HALF_TIMEOUT, Halves, MAX_WAITING_HALVES } from '../../../../native-host/peer/halves.ts';

interface Half {
  readonly length: number;
  readonly of: number;
  readonly first: boolean;
}

describe('halves', () => {
  test('find each other in any order, whatever is lost or comes twice', () => {
    const fate = fc.constantFrom(0, 1, 1, 1, 2);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 2, max: 2126 }), fate, fate), { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (datagrams, chance) => {
          const sent = datagrams.flatMap(([length, firstTimes, secondTimes], of) => {
            const first: Half = { length: Math.ceil(length / 2), of, first: true };
            const second: Half = { length: Math.floor(length / 2), of, first: false };
            return [
              ...Array.from({ length: firstTimes }, () => first),
              ...Array.from({ length: secondTimes }, () => second),
            ];
          });
          const shuffled = sent
            .map((half) => ({ half, at: chance.next().value }))
            .toSorted((a, b) => Number(a.at) - Number(b.at));
          const halves = new Halves<Half>();
          const whole = new Set<number>();
          for (const { half } of shuffled) {
            const other = halves.take(half.of, half.first, half, 0);
            if (!other) continue;
            expect(other.of).toBe(half.of);
            expect(other.first).toBe(!half.first);
            whole.add(half.of);
          }
          const complete = datagrams.flatMap(([, a, b], of) => (a > 0 && b > 0 ? [of] : []));
          expect([...whole].toSorted((a, b) => a - b)).toEqual(complete);
        },
      ),
    );
  });

  test('do not wait longer than they should', () => {
    const halves = new Halves<{ length: number }>();
    halves.take(1, true, { length: 10 }, 0);
    expect(halves.take(1, false, { length: 10 }, HALF_TIMEOUT)).toBeUndefined();
    // That one waits anew, and is not joined to the one that was too old.
    expect(halves.take(1, true, { length: 10 }, HALF_TIMEOUT + 1)).toEqual({ length: 10 });
  });

  test('of different datagrams are not joined', () => {
    const halves = new Halves<{ length: number }>();
    halves.take(1, true, { length: 10 }, 0);
    expect(halves.take(1, false, { length: 8 }, 1)).toBeUndefined();
    halves.take(2, false, { length: 10 }, 0);
    expect(halves.take(2, true, { length: 9 }, 1)).toBeUndefined();
  });

  test('are never more than a few', () => {
    const halves = new Halves<{ length: number }>();
    for (let sequence = 0; sequence < 10_000; sequence++) {
      halves.take(sequence, sequence % 2 === 0, { length: 1063 }, 0);
      expect(halves.size).toBeLessThanOrEqual(MAX_WAITING_HALVES);
    }
    expect(halves.take(9_999, true, { length: 1063 }, 0)).toBeDefined();
    expect(halves.take(9_000, false, { length: 1063 }, 0)).toBeUndefined();
  });
});
