import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../lib/i18n/en.ts';
import { listText, sinceText, untilText } from '../../../lib/i18n/formats.ts';
import { cleanWord } from '../../../lib/i18n/hostile-word.ts';
import { inputText } from '../../../lib/i18n/inputs.ts';
import { PAGE_SENTENCES } from '../../../lib/i18n/page-sentences.ts';
import { createTranslator, translatorOf } from '../../../lib/i18n/translate.ts';
import { ENGLISH } from '../../../tests/fakes/english.ts';

describe('createTranslator', () => {
  it.each(['en', 'en-GB', 'EN_us', 'xx', ''])('speaks a language that it has: %s', (tag) => {
    const t = createTranslator(tag, ENGLISH);
    expect(t.language).toBe('en');
    expect(t.direction).toBe('ltr');
    expect(t('brand')).toBe('Copybara');
  });

  it('fills in words, and chooses plural forms by the language', () => {
    const t = createTranslator('en', ENGLISH);
    expect(t('popup.summary.failing', { count: 1 })).toBe('1 problem');
    expect(t('popup.summary.failing', { count: 3 })).toBe('3 problems');
    const arabic = createTranslator('ar-EG', PAGE_SENTENCES.popup);
    const said = [0, 1, 2, 3, 11, 100, 1234].map((count) =>
      arabic('popup.summary.failing', { count }).replaceAll(/[\u2068\u2069]/g, ''),
    );
    expect(said).toEqual([
      'لا مشكلات',
      'مشكلة واحدة',
      'مشكلتان',
      '3 مشكلات',
      '11 مشكلة',
      '100 مشكلة',
      '1,234 مشكلة',
    ]);
  });

  it('keeps the direction of words apart in a right-to-left language', () => {
    const t = translatorOf({ language: 'ar', messages: en });
    expect(t.direction).toBe('rtl');
    expect(t('gate.retry.in', { when: 'alice' })).toContain('\u2068alice\u2069');
  });

  it('takes no word from the prototype', () => {
    const t = createTranslator('en', ENGLISH);
    expect(t.ifNamed('popup.tab.asking.text', {})).toBeUndefined();
    const messages = { ...en, brand: '{constructor}' };
    expect(translatorOf({ language: 'en', messages }).ifNamed('brand', {})).toBe(undefined);
  });
});

describe('every sentence', () => {
  it.each(Object.entries(en))('%s is kind and whole', (_, message) => {
    for (const text of typeof message === 'string' ? [message] : Object.values(message)) {
      expect(text).not.toMatch(/!|'|\.\.\.|\s{2}|^\s|\s$/);
      expect(text.replace(/\{[a-zA-Z-]+\}/g, '')).not.toMatch(/[{}]/);
    }
  });
});

describe('cleanWord', () => {
  it('leaves nothing shapeless, no command mark, and at most 120 characters', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (word) => {
        const clean = cleanWord(word);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}`]/u);
        expect(Array.from(clean).length).toBeLessThanOrEqual(120);
      }),
    );
  });

  it('leaves an ordinary word as it is', () => {
    expect(cleanWord('Azero Foundation, Zürich')).toBe('Azero Foundation, Zürich');
  });
});

describe('formats', () => {
  it('say times and lists as people do', () => {
    expect(untilText('en', 8)).toBe('in 8 seconds');
    expect(untilText('en', -3)).toBe('now');
    expect(sinceText('en', 0, 65 * 60_000)).toBe('1 hour ago');
    expect(sinceText('en', 5_000, 0)).toBe('now');
    expect(sinceText('de', 0, 3 * 86_400_000)).toBe('vor 3 Tagen');
    expect(listText('en', ['A', 'B', 'C'])).toBe('A, B, and C');
  });
});

describe('inputText', () => {
  it('names the character that is wrong', () => {
    const t = createTranslator('en', ENGLISH);
    expect(inputText(t, { kind: 'other-script', character: 'а', script: 'Cyrl' })).toContain(
      '“а” comes from another script (Cyrillic)',
    );
    expect(inputText(t, { kind: 'empty' })).toBe(en['input.empty']);
  });
});
