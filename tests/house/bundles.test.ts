import { gzipSync } from 'node:zlib';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { BUILDS, readBuilt, scriptsOf } from './built.ts';

const kB = 1000;
const PAGES = ['popup.html', 'gate.html', 'options.html', 'welcome.html', 'call.html'];

describe.each(BUILDS)('the scripts of %s', (build) => {
  const text = (path: string): string =>
    scriptsOf(build, path)
      .map((script) => readBuilt(build, script))
      .join('\n');

  it('keep the worker under 100 kB, all it loads included', () => {
    const worker = text('background.js');
    expect(worker.length).toBeGreaterThan(20 * kB);
    expect(Buffer.byteLength(worker)).toBeLessThan(100 * kB);
  });

  it.each([
    ['popup.html', 120],
    ['gate.html', 120],
    // These read the chain's settings, and the first also tests its endpoints.
    ['options.html', 135],
    ['welcome.html', 135],
  ])('keep %s small', (page, limit) => {
    expect(scriptsOf(build, page).length).toBeGreaterThan(1);
    expect(gzipSync(text(page)).length).toBeLessThan(60 * kB);
    expect(Buffer.byteLength(text(page))).toBeLessThan(limit * kB);
  });

  it('keep the window of a call lean', () => {
    expect(scriptsOf(build, 'call.html').length).toBeGreaterThan(1);
    // Media, chat and files, with all they say.
    expect(gzipSync(text('call.html')).length).toBeLessThan(100 * kB);
    expect(Buffer.byteLength(text('call.html'))).toBeLessThan(300 * kB);
  });

  it('keep the worker for files of calls to what it needs', () => {
    expect(text('call-files.js').length).toBeGreaterThan(4 * kB);
    expect(Buffer.byteLength(text('call-files.js'))).toBeLessThan(20 * kB);
  });

  it('are free of polkadot-js', () => {
    const all = ['background.js', ...PAGES].map(text).join('\n');
    expect(all.includes('staex-id')).toBe(true);
    expect(all.match(/polkadot|@azns/g)).toBeNull();
  });

  it('need neither WebAssembly nor code made at run time, which their policy forbids', () => {
    const scripts = ['background.js', ...PAGES].flatMap((path) => scriptsOf(build, path));
    expect(scripts.length).toBeGreaterThan(4);
    expect(scripts.filter((script) => makesCode(script, readBuilt(build, script)))).toEqual([]);
    expect(makesCode('a.js', 'const f = new Function("");')).toBe(true);
    expect(makesCode('a.js', 'globalThis.eval("")')).toBe(true);
    expect(makesCode('a.js', 'const text = "new Function(eval)";')).toBe(false);
  });

  it('load nothing from elsewhere', () => {
    for (const page of PAGES) {
      expect(readBuilt(build, page)).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });
});

it('keep the host one file that is quick to read', () => {
  const host = readBuilt('native-host', 'copybara-host.mjs');
  expect(host.length).toBeGreaterThan(50 * kB);
  expect(Buffer.byteLength(host)).toBeLessThan(250 * kB);
  expect(host.match(/polkadot|webextension-polyfill/g)).toBeNull();
});

/** Whether a script calls `eval`, makes a `Function` or uses `WebAssembly`; texts and names of properties do not count. */
function makesCode(path: string, text: string): boolean {
  let found = false;
  new Visitor({
    CallExpression({ callee }) {
      found ||= callee.type === 'Identifier' && callee.name === 'eval';
      found ||=
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'eval';
    },
    NewExpression({ callee }) {
      found ||= callee.type === 'Identifier' && callee.name === 'Function';
    },
    MemberExpression({ object }) {
      found ||= object.type === 'Identifier' && object.name === 'WebAssembly';
    },
  }).visit(parseSync(path, text).program);
  return found;
}
