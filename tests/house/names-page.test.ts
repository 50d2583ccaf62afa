import { expect, it } from 'vitest';
import { importsOf } from './source.ts';

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
