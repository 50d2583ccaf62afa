import { homedir } from 'node:os';
import { parseSync, Visitor } from 'oxc-parser';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { allFiles, isSource, ROOT, read } from './source.ts';

const texts = allFiles().filter((path) => !/\.(?:png|ico|woff2)$/.test(path));

describe('the files', () => {
  it('are all looked at', () => {
    expect(texts.length).toBeGreaterThan(200);
    expect(texts).toEqual(expect.arrayContaining(['README.md', 'package-lock.json', '.ci/run']));
  });

  it('stay short enough to be read: a program over 400 lines is two', () => {
    const long = texts.filter((path) => isSource(path) && read(path).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('have line feeds, and one at their end', () => {
    expect(texts.filter((path) => read(path).includes('\r\n'))).toEqual([]);
    expect(texts.filter((path) => read(path) !== '' && !read(path).endsWith('\n'))).toEqual([]);
  });

  it('tell nothing of the machine they were written on', () => {
    const home = homedir();
    const places = [ROOT.replace(/\/$/, ''), ...['work', 'root'].map((top) => `/${top}/`)];
    if (home.length > '/root'.length) places.push(home);
    const telling = texts.filter((path) => places.some((place) => read(path).includes(place)));
    expect(telling).toEqual([]);
  });

  it('name no registry but the one that npm knows by itself', () => {
    const Lock = v.object({
      packages: v.record(v.string(), v.object({ resolved: v.optional(v.string()) })),
    });
    const { packages } = v.parse(Lock, JSON.parse(read('package-lock.json')));
    expect(Object.keys(packages).length).toBeGreaterThan(300);
    const hosts = Object.values(packages)
      .flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved]))
      .map((url) => new URL(url).host);
    expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
    expect(read('.npmrc')).not.toMatch(/registry|_auth|proxy/i);
  });

  it('pin every package exactly', () => {
    const Package = v.object({
      dependencies: v.record(v.string(), v.string()),
      devDependencies: v.record(v.string(), v.string()),
    });
    const { dependencies, devDependencies } = v.parse(Package, JSON.parse(read('package.json')));
    const all = Object.entries({ ...dependencies, ...devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('have styles imported by entrypoints only: what a click loads brings none', () => {
    const styled = texts.filter((path) => /^(?:lib|components)\/.*\.tsx?$/.test(path));
    expect(styled.filter((path) => /import '[^']+\.css'/.test(read(path)))).toEqual([]);
  });

  it('put no markup into pages as text: what the linter of packages is told of preact', () => {
    const views = texts.filter((path) => /^(?:lib|components|entrypoints)\/.*\.tsx?$/.test(path));
    expect(views.length).toBeGreaterThan(70);
    const setting =
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write/;
    expect(views.filter((path) => setting.test(read(path)))).toEqual([]);
  });

  it('of lib, pages and views have no `this`: their methods can be handed on (lint does not look)', () => {
    const looked = texts.filter((path) => isSource(path) && /^(?:lib|components)\//.test(path));
    expect(looked.length).toBeGreaterThan(70);
    expect(looked.filter((path) => usesThis(path, read(path)))).toEqual([]);
    expect(usesThis('a.ts', 'const a = { b() { return this; } };')).toBe(true);
  });
});

function usesThis(path: string, text: string): boolean {
  let found = false;
  new Visitor({
    ThisExpression() {
      found = true;
    },
  }).visit(parseSync(path, text).program);
  return found;
}
