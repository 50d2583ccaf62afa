import type { CallWord, LiveCall } from '../protocol/calls.ts';
import { enLiveCalls } from './en-live-calls.ts';

/** What the toolbar button shows of the calls that live. */
export type Badge = {
  /** One character, so that colour is not all that tells; empty: no badge. */
  readonly text: string;
  /** The tooltip, which screen readers speak. */
  readonly title: string;
  readonly color: string;
};

const LOOKS: Readonly<Record<CallWord, Pick<Badge, 'text' | 'color'>>> = {
  dialling: { text: '…', color: '#4a5568' },
  waiting: { text: '…', color: '#4a5568' },
  ringing: { text: '!', color: '#b3400b' },
  connecting: { text: '↔', color: '#23674a' },
  proving: { text: '↔', color: '#23674a' },
  'in-call': { text: '●', color: '#23674a' },
  reconnecting: { text: '↻', color: '#8a5300' },
};

/** Which of several calls the one badge is of: what a person should know first. */
const URGENCY: readonly CallWord[] = [
  'ringing',
  'reconnecting',
  'in-call',
  'proving',
  'connecting',
  'waiting',
  'dialling',
];

/** The badge for the calls that live; the worker has no room for the whole catalogue. */
export function badgeOf(calls: readonly Pick<LiveCall, 'word' | 'theirs'>[]): Badge {
  const sorted = calls.toSorted((a, b) => URGENCY.indexOf(a.word) - URGENCY.indexOf(b.word));
  const [first] = sorted;
  if (first === undefined) return { text: '', title: 'Copybara', color: '#4a5568' };
  const said = sorted.map(({ word, theirs }) =>
    enLiveCalls[`live.${word}`].replace('{name}', theirs),
  );
  return { ...LOOKS[first.word], title: `Copybara · ${said.join(' · ')}` };
}
