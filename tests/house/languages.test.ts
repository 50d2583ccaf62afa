import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESCRIPTIONS, UNSHOWN } from '../../lib/i18n/descriptions.ts';
import { LANGUAGES, localeOf } from '../../lib/i18n/languages.ts';
import { namesSentences } from '../../lib/i18n/names-sentences.ts';
import { PAGE_SENTENCES } from '../../lib/i18n/page-sentences.ts';
import type { Message } from '../../lib/i18n/translate.ts';
import { BUILDS, readBuilt } from './built.ts';
import { allFiles } from './source.ts';

const PAGES = { ...PAGE_SENTENCES, 'names (the page)': namesSentences };
/** Every sentence of every page, by language. */
const SAID = new Map(
  LANGUAGES.map((language) => [
    language,
    new Map(
      Object.values(PAGES).flatMap((catalogues) =>
        Object.entries(catalogues.find((one) => one.language === language)?.messages ?? {}),
      ),
    ),
  ]),
);
const english = SAID.get('en') ?? new Map<string, Message>();

const formsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{([\w-]+)\}/g)].map(([, word = '']) => word);
const commandsOf = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]*)`/g)].map(([, command = '']) => command);
const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].toSorted();

it('has three languages for each part of the catalogue', () => {
  const files = allFiles().filter((path) => /^lib\/i18n\/(?:en|de|ar)-/.test(path));
  const parts = (language: string): readonly string[] =>
    files.flatMap((path) => {
      const [, part] = new RegExp(`^${language}-(.+)$`).exec(basename(path)) ?? [];
      return part === undefined ? [] : [part];
    });
  expect(parts('en').length).toBeGreaterThan(12);
  expect(parts('de')).toEqual(parts('en'));
  expect(parts('ar')).toEqual(parts('en'));
});

describe.each(LANGUAGES)('%s', (language) => {
  const messages = SAID.get(language) ?? new Map<string, Message>();

  it('says all that English says, and nothing else', () => {
    expect(english.size).toBeGreaterThan(700);
    expect(sorted(messages.keys())).toEqual(sorted(english.keys()));
  });

  it.each(Object.entries(PAGES))('says it on the page %s', (_, catalogues) => {
    const keys = catalogues.map((one) => sorted(Object.keys(one.messages)));
    expect(new Set(keys.map((one) => one.join())).size).toBe(1);
    expect(catalogues.map((one) => one.language)).toEqual([...LANGUAGES]);
  });

  it('names the same words, and the same commands to type', () => {
    for (const [key, message] of messages) {
      const wanted = english.get(key) ?? '';
      const texts = formsOf(message);
      expect(sorted(texts.flatMap(wordsOf)), key).toEqual(sorted(formsOf(wanted).flatMap(wordsOf)));
      // A form may say one and two in words; every other word is in each.
      for (const text of texts) {
        const words = sorted([...wordsOf(text), ...(typeof message === 'string' ? [] : ['count'])]);
        const all = sorted(formsOf(wanted).flatMap((form) => [...wordsOf(form)]));
        if (!/zero/.test(String(Object.keys(message)))) expect(words, key).toEqual(all);
        expect(sorted(commandsOf(text)), key).toEqual(sorted(formsOf(wanted).flatMap(commandsOf)));
      }
    }
  });

  it('has every plural form of its own rules', () => {
    const forms = new Intl.PluralRules(localeOf(language)).resolvedOptions().pluralCategories;
    const plural = [...messages].filter(([, message]) => typeof message !== 'string');
    expect(plural.length).toBeGreaterThan(8);
    for (const [key, message] of plural)
      expect(sorted(Object.keys(message)), key).toEqual(sorted(forms));
  });

  it('is whole and clean: no gap, no mark of direction left open, no straight apostrophe', () => {
    for (const [key, message] of messages) {
      for (const text of formsOf(message)) {
        expect(text, key).not.toMatch(/!|'|\.\.\.|\s{2}|^\s|\s$|^$/);
        expect(text.split('\u2066').length, key).toBe(text.split('\u2069').length);
        expect(text.replaceAll(/[\u2066\u2069]/g, ''), key).not.toMatch(/\p{Cf}/u);
      }
    }
  });

  it('is not English where it has words to say', () => {
    const long = [...messages].filter(([, message]) =>
      formsOf(message).some((text) => text.length > 25),
    );
    const same = long.filter(
      ([key, message]) => JSON.stringify(message) === JSON.stringify(english.get(key)),
    );
    expect(same.map(([key]) => key).filter(() => language !== 'en')).toEqual([]);
  });

  it('describes the extension to browsers and stores', () => {
    expect(DESCRIPTIONS[language].length).toBeLessThanOrEqual(132);
    for (const build of BUILDS) {
      expect(JSON.parse(readBuilt(build, '_locales', language, 'messages.json'))).toEqual({
        description: { message: DESCRIPTIONS[language] },
        unshown: { message: UNSHOWN[language] },
      });
    }
  });
});
