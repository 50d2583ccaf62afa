import { assert, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockText,
  durationText,
  millisecondsText,
  percentText,
  rateText,
  sizeText,
  spanText,
} from '../../../lib/i18n/call-formats.ts';
import {
  dayText,
  listText,
  momentText,
  scriptText,
  sinceText,
  untilText,
} from '../../../lib/i18n/formats.ts';
import { cleanWord } from '../../../lib/i18n/hostile-word.ts';
import { LANGUAGES, languageOf, localeOf } from '../../../lib/i18n/languages.ts';

const locales = constantFrom(...LANGUAGES.map(localeOf));
const times = integer({ min: 0, max: 4e12 });
const amounts = double({ min: 0, max: 1e15, noNaN: true });

describe('every format', () => {
  it('says something in each language, in one kind of digits', () => {
    assert(
      property(locales, times, amounts, (locale, time, amount) => {
        const texts = [
          dayText(locale, time),
          momentText(locale, time),
          clockText(locale, time),
          durationText(time % 1e8),
          sinceText(locale, time, 4e12),
          untilText(locale, amount % 1e6),
          rateText(locale, amount),
          millisecondsText(locale, amount % 1e6),
          percentText(locale, amount % 100),
          sizeText(locale, amount),
          spanText(locale, amount % 1e6),
        ];
        for (const text of texts) {
          expect(text).toMatch(/\S/);
          expect(text).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]|NaN|undefined|Invalid/);
        }
      }),
    );
  });

  it('holds no mark that a sentence would show as a stranger’s', () => {
    assert(
      property(locales, times, (locale, time) => {
        for (const text of [dayText(locale, time), momentText(locale, time)]) {
          expect(cleanWord(text)).toBe(text);
        }
      }),
    );
  });

  it('speaks the language', () => {
    expect(dayText('de', Date.UTC(2025, 2, 1))).toBe('1. März 2025');
    expect(dayText(localeOf('ar'), Date.UTC(2025, 2, 1))).toBe('1 مارس 2025');
    expect(listText('de', ['A', 'B', 'C'])).toBe('A, B und C');
    expect(scriptText('de', 'Cyrl')).toBe('Kyrillisch');
  });
});

it.each([
  ['de-AT', undefined, 'de'],
  ['ar_EG', undefined, 'ar'],
  ['EN-us', undefined, 'en'],
  ['fr', undefined, 'en'],
  ['', undefined, 'en'],
  ['fr', 'ar', 'ar'],
] as const)('a browser in %s, set to %s, is spoken to in %s', (tag, chosen, language) => {
  expect(languageOf(tag, chosen)).toBe(language);
});
