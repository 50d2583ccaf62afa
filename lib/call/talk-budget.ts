/**
 * How much a proven peer may say. Chat and files refuse what is too much of their own; this bounds everything, since each message
 * costs this window some work, and a window that is kept busy can't be told to hang up.
 */
import type { Words } from './talk.ts';

/** What may still be heard: units as of a time in ms. */
export type TalkBudget = { readonly units: number; readonly at: number };

/** Far above what people and Copybara say: the words about files of a gigabit are a half of it. */
const UNITS_A_SECOND = 2_000;
/** What a cut connection has held back comes at once. */
const MOST_UNITS = 10_000;

/** At the begin of a call. */
export const FULL_BUDGET: TalkBudget = { units: MOST_UNITS, at: 0 };

/** The budget after a message at `at`, in ms since 1970; undefined: too much was said, and the call must end. */
export function spendTalk(
  { units, at: before }: TalkBudget,
  words: Words | undefined,
  at: number,
): TalkBudget | undefined {
  const passed = Math.max(0, at - before) / 1000;
  const left = Math.min(MOST_UNITS, units + passed * UNITS_A_SECOND) - costOf(words);
  return left < 0 ? undefined : { units: left, at };
}

/** In units. What people do by hand is seldom; what nobody understands is nothing of this version. */
function costOf(words: Words | undefined): number {
  switch (words?.about) {
    case 'chat':
    case 'files':
      return 2;
    case 'state':
    case undefined:
      return 40;
  }
}
