import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  chosenRuntime,
  nodeVersion,
  rootsOf,
} from '../../../../native-host/install/surroundings.node.ts';

test.each([
  [{}, '/h/.config', '/h/.local/share'],
  [{ XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d/' }, '/c', '/d'],
  // The XDG base directory specification has relative and empty paths ignored.
  [{ XDG_CONFIG_HOME: 'c', XDG_DATA_HOME: '' }, '/h/.config', '/h/.local/share'],
])('the folders on Linux with %j', (env, config, data) => {
  expect(rootsOf('linux', '/h', env)).toEqual({ system: 'linux', home: '/h', config, data });
});

test('the folders on macOS and Windows', () => {
  expect(rootsOf('darwin', '/Users/h', { XDG_CONFIG_HOME: '/c' })).toEqual({
    system: 'mac',
    home: '/Users/h',
  });
  expect(rootsOf('win32', 'C:\\Users\\h', {})).toEqual({
    system: 'windows',
    localAppData: 'C:\\Users\\h\\AppData\\Local',
  });
  expect(rootsOf('win32', 'C:\\Users\\h', { LOCALAPPDATA: 'D:\\Local' })).toEqual({
    system: 'windows',
    localAppData: 'D:\\Local',
  });
});

test("Homebrew's link is taken instead of the versioned path, if it is the same Node", () => {
  const prefix = mkdtempSync(join(tmpdir(), 'copybara-brew-'));
  onTestFinished(() => rmSync(prefix, { recursive: true, force: true }));
  const cellar = join(prefix, 'Cellar/node/24.1.0/bin');
  mkdirSync(cellar, { recursive: true });
  symlinkSync(process.execPath, join(cellar, 'node'));
  const versioned = join(cellar, 'node');
  const opt = join(prefix, 'opt/node/bin');
  mkdirSync(opt, { recursive: true });
  symlinkSync('/bin/sh', join(opt, 'node'));
  expect(chosenRuntime(versioned, '/h')).not.toBe(join(opt, 'node'));
  rmSync(join(opt, 'node'));
  symlinkSync(versioned, join(opt, 'node'));
  expect(chosenRuntime(versioned, '/h')).toBe(join(opt, 'node'));
});

test('the version of a runtime is asked, not guessed', () => {
  expect(nodeVersion(process.execPath)).toBe(Number.parseInt(process.versions.node, 10));
  expect(nodeVersion('/bin/false')).toBeNull();
  expect(nodeVersion('/nowhere/node')).toBeNull();
});
