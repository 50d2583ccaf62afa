import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steady } from '../../../lib/call/steady.ts';
import { createClock } from '../../fakes/clock.ts';

const EACH = 500;

describe('what the other side says of itself', () => {
  it('is shown at once, no more often than it can be followed, and in the end as it is', async () => {
    const told = fc.record({ after: fc.nat(700), value: fc.nat(9) });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 40 }), async (all) => {
        const clock = createClock();
        const shown: { at: number; value: number }[] = [];
        const shows = steady<number>(EACH, clock.after, (value) =>
          shown.push({ at: clock.now(), value }),
        );
        for (const { after, value } of all) {
          // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are told
          await clock.advance(after);
          shows.tell(value);
        }
        const [first] = all;
        expect(shown[0]).toEqual({ at: 1_000_000 + (first?.after ?? 0), value: first?.value });
        await clock.advance(EACH);
        expect(shown.at(-1)?.value).toBe(all.at(-1)?.value);
        for (const [index, { at }] of shown.entries()) {
          const before = shown[index - 1];
          if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(EACH);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is not shown after the end', async () => {
    const clock = createClock();
    const shown: number[] = [];
    const shows = steady<number>(EACH, clock.after, (value) => shown.push(value));
    shows.tell(1);
    shows.tell(2);
    shows.close();
    await clock.advance(EACH);
    expect(shown).toEqual([1]);
  });
});
