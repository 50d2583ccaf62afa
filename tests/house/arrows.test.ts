import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARROWS, isShell, lintOverrides, mayImport, OUTSIDE, PACKAGES, roomOf } from './arrows.ts';
import { allFiles, findCycle, type Import, importsOf, isSource, ROOT, read } from './source.ts';

const files = allFiles().filter(isSource);
const product = files.filter((path) => roomOf(path) !== undefined);
const imports = files.flatMap(importsOf);
const show = ({ from, to }: Import): string => `${from} -> ${to}`;

describe('the arrows', () => {
  it('are judged over everything', () => {
    // A walk that finds nothing would pass every other test here.
    expect(product.length).toBeGreaterThan(120);
    expect(imports.filter(({ relative }) => relative).length).toBeGreaterThan(700);
    for (const room of Object.keys(ARROWS).filter((path) => existsSync(join(ROOT, path)))) {
      expect(
        product.filter((path) => roomOf(path) === room),
        room,
      ).not.toEqual([]);
    }
    // One of each way to import, known by hand.
    expect(imports.map(show)).toEqual(
      expect.arrayContaining([
        'native-host/main.node.ts -> native-host/install/command.node.ts', // dynamic
        'lib/host/failure.ts -> lib/protocol/ui.ts', // of a type
        'entrypoints/gate/main.tsx -> components/style.css', // for its effect
      ]),
    );
  });

  it('know every file of the product', () => {
    const strays = files.filter(
      (path) =>
        path.includes('/') &&
        roomOf(path) === undefined &&
        !OUTSIDE.some((place) => path.startsWith(`${place}/`)),
    );
    expect(strays).toEqual([]);
  });

  it('lead only to files that are there', () => {
    const broken = imports.filter(({ relative, to }) => relative && !existsSync(join(ROOT, to)));
    expect(broken.map(show)).toEqual([]);
  });

  it('are kept by every import', () => {
    const wrong = imports.filter(({ relative, from, to }) => relative && !mayImport(from, to));
    expect(wrong.map(show)).toEqual([]);
  });

  it('refuse what they should', () => {
    expect(mayImport('lib/azero/codec.ts', 'lib/names/name.ts')).toBe(true);
    expect(mayImport('lib/azero/codec.ts', 'lib/names/from-input.ts')).toBe(false);
    expect(mayImport('lib/azero/codec.ts', 'lib/host/client.ts')).toBe(false);
    expect(mayImport('native-host/routes.ts', 'lib/routing/decide.ts')).toBe(false);
    expect(mayImport('native-host/routes.ts', 'tests/house/source.ts')).toBe(false);
    expect(mayImport('tests/house/source.ts', 'lib/azero/codec.ts')).toBe(true);
    expect(mayImport('tests/house/source.ts', 'entrypoints/background.ts')).toBe(false);
    expect(mayImport('lib/new-room/file.ts', 'entrypoints/background.ts')).toBe(false);
  });

  it('keep pure files away from the world', () => {
    const pure = product.filter((path) => !isShell(path) && !path.startsWith('entrypoints/'));
    expect(pure.length).toBeGreaterThan(80);
    const touching = imports.filter(({ from, to }) => pure.includes(from) && isShell(to));
    expect(touching.map(show)).toEqual([]);
  });

  it('let the views have types of the protocol, and nothing that runs', () => {
    const running = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('components/') && to.startsWith('lib/protocol/') && !typeOnly,
    );
    expect(running.map(show)).toEqual([]);
  });

  it('let each file have only the packages of its kind', () => {
    const packagesFor = (path: string): readonly string[] => {
      if (path.startsWith('entrypoints/')) return PACKAGES.entrypoints;
      if (path.startsWith('components/')) return PACKAGES.views;
      if (path.startsWith('names-page/')) {
        return [...PACKAGES.pure, ...PACKAGES.browser, ...PACKAGES.names];
      }
      if (/^lib\/pages\/call-.*\.browser\./.test(path)) {
        return [...PACKAGES.pure, ...PACKAGES.browser, ...PACKAGES.types];
      }
      if (path.includes('.browser.')) return [...PACKAGES.pure, ...PACKAGES.browser];
      if (path.includes('.node.')) return [...PACKAGES.pure, ...PACKAGES.node];
      return PACKAGES.pure;
    };
    const types: readonly string[] = PACKAGES.types;
    const foreign = imports.filter(
      ({ from, to, relative, typeOnly }) =>
        !relative &&
        !(typeOnly && types.includes(to)) &&
        roomOf(from) !== undefined &&
        !packagesFor(from).some(
          (name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`),
        ),
    );
    expect(foreign.map(show)).toEqual([]);
  });

  it('never go round, between files and between folders', () => {
    const between = (nameOf: (path: string) => string): Map<string, Set<string>> => {
      const graph = new Map<string, Set<string>>();
      for (const { from, to, relative } of imports) {
        if (!relative || roomOf(from) === undefined || nameOf(from) === nameOf(to)) continue;
        graph.set(nameOf(from), (graph.get(nameOf(from)) ?? new Set()).add(nameOf(to)));
      }
      return graph;
    };
    const byFile = between((path) => path);
    expect(byFile.size).toBeGreaterThan(80);
    expect(findCycle(byFile)).toBeUndefined();
    // The files beside the folders of the host are not a folder of their own: each stands alone.
    const byFolder = between((path) =>
      ['lib', 'native-host'].includes(dirname(path)) ? path : dirname(path),
    );
    expect(byFolder.size).toBeGreaterThan(12);
    expect(findCycle(byFolder)).toBeUndefined();
    expect(findCycle(new Map(Object.entries(ARROWS).map(([a, b]) => [a, new Set(b)])))).toBe(
      undefined,
    );
  });

  it('find a cycle where there is one', () => {
    const graph = new Map([
      ['a', new Set(['b', 'c'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });

  it('are the ones that lint holds', () => {
    const config: unknown = JSON.parse(read('.oxlintrc.json').replaceAll(/^\s*\/\/.*$/gm, ''));
    const { overrides } = config as { overrides: readonly { rules: object }[] };
    const held = overrides.filter(({ rules }) => 'no-restricted-imports' in rules);
    expect(held).toEqual(lintOverrides());
  });
});
