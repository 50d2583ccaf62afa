import type { CallWord, LiveCall } from '../protocol/calls.ts';
import { arLiveCalls } from './ar-live-calls.ts';
import { deLiveCalls } from './de-live-calls.ts';
import { enLiveCalls } from './en-live-calls.ts';
import { isolateWord } from './hostile-word.ts';
import { directionOf, type Language } from './languages.ts';

/** What the toolbar button shows of the calls that live. */
export type Badge = {
  /** One character, so that colour is not all that tells; empty: no badge. */
  readonly text: string;
  /** The tooltip, which screen readers speak. */
  readonly title: string;
  readonly color: string;
};

const GREY = '#4a5568';
const GREEN = '#23674a';

/** What a person should know first of several calls comes first. */
const LOOKS: Readonly<Record<CallWord, Pick<Badge, 'text' | 'color'>>> = {
  ringing: { text: '!', color: '#b3400b' },
  reconnecting: { text: '↻', color: '#8a5300' },
  'in-call': { text: '●', color: GREEN },
  proving: { text: '↔', color: GREEN },
  connecting: { text: '↔', color: GREEN },
  waiting: { text: '…', color: GREY },
  dialling: { text: '…', color: GREY },
};
const URGENCY = Object.keys(LOOKS);

const SAID = { en: enLiveCalls, de: deLiveCalls, ar: arLiveCalls };

/** The badge for the calls that live; the worker has no room for the whole catalogue. */
export function badgeOf(
  calls: readonly Pick<LiveCall, 'word' | 'theirs'>[],
  language: Language,
): Badge {
  const sorted = calls.toSorted((a, b) => URGENCY.indexOf(a.word) - URGENCY.indexOf(b.word));
  const [first] = sorted;
  if (first === undefined) return { text: '', title: 'Copybara', color: GREY };
  const said = sorted.map(({ word, theirs }) =>
    SAID[language][`live.${word}`].replace('{name}', isolateWord(theirs, directionOf(language))),
  );
  return { ...LOOKS[first.word], title: `Copybara · ${said.join(' · ')}` };
}
