import { expect, test } from 'vitest';
import { en } from '../../../lib/i18n/en.ts';
import { isSentences } from '../../../lib/i18n/is-sentences.ts';

test('takes what the build prints', () => {
  expect(isSentences(JSON.parse(JSON.stringify(en)))).toBe(true);
});

test.each([
  [null],
  [[]],
  ['text'],
  [{ brand: 3 }],
  [{ brand: null }],
  [{ brand: { one: 'x' } }],
  [{ brand: { one: 1, other: 'x' } }],
])('refuses %j', (value) => {
  expect(isSentences(value)).toBe(false);
});
