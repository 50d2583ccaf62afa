import { describe, expect, test } from 'vitest';
import type { Words } from '../../../lib/call/talk.ts';
import { FULL_BUDGET, spendTalk, type TalkBudget } from '../../../lib/call/talk-budget.ts';

const STATE: Words = { about: 'state', audio: true, video: true, screen: false };
const STORED: Words = { about: 'files', kind: 'stored', id: 1, upTo: 1 };
const TAKEN: Words = { about: 'chat', kind: 'taken', upTo: 1 };

/** How many of `count` messages, evenly over `ms`, are heard before it is too much. */
function heard(words: Words | undefined, count: number, ms: number): number {
  let budget: TalkBudget | undefined = FULL_BUDGET;
  for (let index = 0; index < count; index += 1) {
    budget = spendTalk(budget, words, 1_000_000 + (index * ms) / count);
    if (budget === undefined) return index;
  }
  return count;
}

describe('what a peer may say', () => {
  test.each([
    ['ten minutes of files over a gigabit', STORED, 600 * 480, 600_000],
    ['ten minutes of a chat as fast as it may be', TAKEN, 600 * 400, 600_000],
    ['somebody who plays with the push-to-talk key', STATE, 600 * 20, 600_000],
    ['what a cut of a minute held back', STORED, 4_000, 1],
    ['a newer version that says something else each second', undefined, 600, 600_000],
  ])('is enough for %s', (_, words, count, ms) => {
    expect(heard(words, count, ms)).toBe(count);
  });

  test.each([
    ['states', STATE, 1_000],
    ['nonsense', undefined, 1_000],
    ['words about files', STORED, 10_000],
    ['words about a chat', TAKEN, 10_000],
  ])('is not enough for a second of nothing but %s', (_, words, count) => {
    expect(heard(words, count, 1_000)).toBeLessThan(count);
  });

  test('does not grow when a clock goes back', () => {
    const spent = spendTalk(FULL_BUDGET, STATE, 2_000_000);
    const back = spent && spendTalk(spent, STATE, 1_000_000);
    expect(back?.units).toBe(FULL_BUDGET.units - 80);
  });
});
