import { expect, test } from 'vitest';
import { badgeOf } from '../../../lib/i18n/badge.ts';
import { parseName } from '../../../lib/names/name.ts';
import { CALL_WORDS } from '../../../lib/protocol/calls.ts';
import { value } from '../call/arbitraries.ts';

const alice = value(parseName('alice.azero'));
const bob = value(parseName('bob.azero'));

test('without a call the button is as it always was', () => {
  expect(badgeOf([], 'en')).toMatchObject({ text: '', title: 'Copybara' });
});

test('each state of a call has one character and a sentence, and not only a colour', () => {
  const badges = CALL_WORDS.map((word) => badgeOf([{ word, theirs: alice }], 'en'));
  for (const { text, title } of badges) {
    expect(Array.from(text)).toHaveLength(1);
    expect(title).toMatch(/^Copybara · .*alice\.azero/);
    expect(title).not.toMatch(/[{}]/);
  }
  const [waiting, ringing, inCall] = (['waiting', 'ringing', 'in-call'] as const).map((word) =>
    badgeOf([{ word, theirs: alice }], 'en'),
  );
  expect(new Set([waiting?.text, ringing?.text, inCall?.text]).size).toBe(3);
});

test('of several calls the one that rings is shown, and all are told', () => {
  const { text, title } = badgeOf(
    [
      { word: 'in-call', theirs: alice },
      { word: 'ringing', theirs: bob },
    ],
    'en',
  );
  expect(text).toBe('!');
  expect(title).toBe('Copybara · bob.azero is calling · In a call with alice.azero');
});

test('it speaks the language of the pages', () => {
  const call = [{ word: 'ringing', theirs: bob }] as const;
  expect(badgeOf(call, 'de').title).toBe('Copybara · bob.azero ruft an');
  expect(badgeOf(call, 'ar').title).toBe('Copybara · مكالمة واردة من \u2068bob.azero\u2069');
});
