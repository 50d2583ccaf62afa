import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namesSentences } from '../../lib/i18n/names-sentences.ts';
import { NAMES_PAGE_FILE } from '../../lib/protocol/ids.ts';
import { importsOf, ROOT } from './source.ts';

/** All packages that a file of ours brings along when it runs. */
function packagesOf(from: string, seen = new Set<string>()): ReadonlySet<string> {
  const packages = new Set<string>();
  if (seen.has(from)) return packages;
  seen.add(from);
  for (const { to, relative, typeOnly } of importsOf(from)) {
    if (typeOnly) continue;
    if (!relative) packages.add(to);
    else if (/\.tsx?$/.test(to)) for (const one of packagesOf(to, seen)) packages.add(one);
  }
  return packages;
}

it('the names page is drawn without polkadot-js, which is in the part that is run later', () => {
  const heavy = /^@(?:polkadot|azns)\//;
  const first = [...packagesOf('names-page/main.browser.tsx')];
  expect(first).toContain('preact');
  expect(first.filter((name) => heavy.test(name))).toEqual([]);
  const later = [...packagesOf('names-page/wallet-part.browser.ts')];
  expect(later.filter((name) => heavy.test(name)).toSorted()).toEqual([
    '@azns/resolver-core',
    '@polkadot/api',
    '@polkadot/api-contract',
    '@polkadot/extension-dapp',
  ]);
});

it('the scripts of the names page hold no sentence: each language is a block of data', () => {
  const html = readFileSync(join(ROOT, '.output', 'native-host', NAMES_PAGE_FILE), 'utf8');
  const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(html) ?? [];
  expect(script.length).toBeGreaterThan(10_000);
  for (const { language, messages } of namesSentences) {
    const block = new RegExp(
      `<script type="application/json" id="sentences-${language}">([^<]*)</script>`,
    ).exec(html);
    expect(JSON.parse(block?.[1] ?? '')).toEqual(messages);
    const texts = Object.values(messages).filter((message) => typeof message === 'string');
    const long = texts.filter((text) => text.length > 40);
    expect(long.length).toBeGreaterThan(50);
    expect(long.filter((text) => script.includes(text))).toEqual([]);
  }
});
