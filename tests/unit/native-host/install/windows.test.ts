// Windows can't be run here: the real registry is behind a fake `reg.exe`, and paths with backslashes
// are plain names in a temporary folder. What is held by this: which commands are given, and when.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { err, ok } from '../../../../lib/result.ts';
import { install } from '../../../../native-host/install/install.node.ts';
import { registryPlaces } from '../../../../native-host/install/places.ts';
import type { RegRunner } from '../../../../native-host/install/registry.node.ts';
import type { Surroundings } from '../../../../native-host/install/surroundings.node.ts';
import { uninstall } from '../../../../native-host/install/uninstall.node.ts';

let folder = '';
let values: Map<string, string>;
let commands: string[][];
let machine: Surroundings;

/** A `reg.exe` that knows the four shapes we use, in a German Windows. */
const fakeReg: RegRunner = (args) => {
  commands.push([...args]);
  const [verb = '', key = ''] = args;
  const value = values.get(key);
  if (verb === 'query' && value !== undefined) {
    return ok(
      `\r\n${key.replace('HKCU', 'HKEY_CURRENT_USER')}\r\n    (Standard)    REG_SZ    ${value}\r\n\r\n`,
    );
  }
  if (verb === 'add') {
    values.set(key, args[args.indexOf('/d') + 1] ?? '');
    return ok('');
  }
  if (verb === 'delete' && values.delete(key)) return ok('');
  return err({ status: 1 });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copybara-windows-'));
  values = new Map();
  commands = [];
  const bundle = join(folder, 'built.mjs');
  writeFileSync(bundle, 'the host');
  machine = {
    roots: { system: 'windows', localAppData: join(folder, 'Local Ä') },
    home: folder,
    bundle,
    runtime: 'C:\\Program Files\\nodejs\\node.exe',
    reg: fakeReg,
    single: false,
    namesPage: undefined,
    throughSudo: false,
  };
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const local = (name: string): string => join(folder, `Local Ä\\Copybara\\${name}`);

test('every key names the manifest of its family, by argument arrays', () => {
  const done = install(machine, []);
  expect(done.ok && done.value.places.map(({ outcome }) => outcome.kind)).toEqual(
    Array.from({ length: 7 }, () => 'written'),
  );
  for (const { key, family } of registryPlaces(machine.roots)) {
    expect(values.get(key)).toBe(local(`io.staex.copybara.${family}.json`));
  }
  const add = commands.find(([verb]) => verb === 'add');
  expect(add).toEqual([
    'add',
    'HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\io.staex.copybara',
    '/ve',
    '/t',
    'REG_SZ',
    '/d',
    local('io.staex.copybara.chromium.json'),
    '/f',
  ]);
  const manifest: unknown = JSON.parse(
    readFileSync(local('io.staex.copybara.firefox.json'), 'utf8'),
  );
  expect(manifest).toMatchObject({ path: local('copybara-host.bat') });
  expect(readFileSync(local('copybara-host.mjs'), 'utf8')).toBe('the host');
});

test('the second time nothing is written', () => {
  install(machine, []);
  commands = [];
  const again = install(machine, []);
  expect(again.ok && again.value.places.every(({ outcome }) => outcome.kind === 'unchanged')).toBe(
    true,
  );
  expect(commands.every(([verb]) => verb === 'query')).toBe(true);
});

test("another's key is neither overwritten nor removed", () => {
  const key = 'HKCU\\Software\\Mozilla\\NativeMessagingHosts\\io.staex.copybara';
  values.set(key, 'D:\\Their Program\\manifest.json');
  const done = install(machine, []);
  expect(done.ok && done.value.places.find(({ place }) => place === key)?.outcome).toEqual({
    kind: 'kept-foreign',
  });
  expect(uninstall(machine)).toContainEqual({ place: key, outcome: 'kept-foreign' });
  expect([...values]).toEqual([[key, 'D:\\Their Program\\manifest.json']]);
});

test('uninstalling leaves no key and no file', () => {
  install(machine, []);
  expect(uninstall(machine).every(({ outcome }) => outcome === 'removed')).toBe(true);
  expect(values.size).toBe(0);
  expect(readdirSync(folder)).toEqual(['built.mjs']);
});

test('a registry that refuses is told', () => {
  const refusing: Surroundings = { ...machine, reg: () => err({ status: 5 }) };
  const done = install(refusing, []);
  expect(done.ok && done.value.places.map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 7 }, () => ({ kind: 'failed', cause: 'reg.exe' })),
  );
});
