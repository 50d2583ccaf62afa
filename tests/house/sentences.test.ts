import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { en } from '../../lib/i18n/en.ts';
import { namesSentences } from '../../lib/i18n/names-sentences.ts';
import { PAGE_SENTENCES } from '../../lib/i18n/page-sentences.ts';
import { importsOf, read } from './source.ts';

const KEYS = Object.keys(en);

/** Each page, where it begins, and what it carries. */
const PAGES = [
  ['the gate', 'lib/pages/gate-page.browser.tsx', PAGE_SENTENCES.gate],
  ['the toolbar window', 'lib/pages/popup-page.browser.tsx', PAGE_SENTENCES.popup],
  ['the page of settings', 'lib/pages/options-page.browser.tsx', PAGE_SENTENCES.options],
  ['the window of a call', 'lib/pages/call-page.browser.tsx', PAGE_SENTENCES.call],
  ['the way to the names page', 'lib/pages/names-opening.browser.tsx', PAGE_SENTENCES.names],
  ['the first page', 'lib/pages/welcome-page.browser.tsx', PAGE_SENTENCES.welcome],
  ['the names page', 'names-page/main.browser.tsx', namesSentences],
  [
    'the page of what is wrong',
    'lib/pages/diagnostics-page.browser.tsx',
    PAGE_SENTENCES.diagnostics,
  ],
] as const;

/** The keys that a file may ask for: texts that are keys, and for texts with a gap all keys that fit. */
function keysIn(name: string, text: string): readonly string[] {
  const found = new Set<string>();
  new Visitor({
    Literal({ value }) {
      if (typeof value === 'string' && KEYS.includes(value)) found.add(value);
    },
    TemplateLiteral({ quasis }) {
      const fixed = quasis.map(({ value }) => value.cooked ?? value.raw);
      if (!/^[a-z-]+\./.test(fixed[0] ?? '')) return;
      const pattern = fixed.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+');
      for (const key of KEYS) if (new RegExp(`^${pattern}$`).test(key)) found.add(key);
    },
  }).visit(parseSync(name, text).program);
  return [...found];
}

/** All files of ours that a file brings along. */
function closure(from: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const { to, relative, typeOnly } of importsOf(from)) {
    if (relative && !typeOnly && /\.tsx?$/.test(to)) closure(to, seen);
  }
  return seen;
}

describe.each(PAGES)('%s', (_, start, catalogues) => {
  const files = [...closure(start)].filter((path) => !path.startsWith('lib/i18n/en'));
  const carried = Object.keys(catalogues[0].messages);

  it('carries every sentence that its views may say', () => {
    expect(files.length).toBeGreaterThan(10);
    const asked = files.flatMap((path) => keysIn(path, read(path)));
    expect(asked.length).toBeGreaterThan(30);
    expect([...new Set(asked)].filter((key) => !carried.includes(key))).toEqual([]);
  });
});

it('says every sentence somewhere', () => {
  const files = new Set(PAGES.flatMap(([, start]) => [...closure(start)]));
  const views = [...files].filter((path) => !path.startsWith('lib/i18n/en'));
  const asked = new Set(views.flatMap((path) => keysIn(path, read(path))));
  expect(KEYS.filter((key) => !asked.has(key))).toEqual([]);
});

it('sees keys as they are written in views', () => {
  expect(keysIn('a.tsx', `t('brand'); t('no key'); "copy.done"`)).toEqual(['brand', 'copy.done']);
  expect(keysIn('a.ts', 't(`gate.eyebrow.${state}`)')).toHaveLength(4);
});
