// The host as one executable, installed and spoken to where there is no Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NAMES_PAGE_FILE } from '../../lib/protocol/ids.ts';
import manifest from '../../package.json' with { type: 'json' };
import { buildHost } from '../../scripts/build-host.ts';
import { buildSingleHost } from '../../scripts/build-host-single.ts';

let work = '';
let home = '';
let program = '';

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'copybara-single-'));
  home = mkdtempSync(join(tmpdir(), 'copybara home '));
  program = await buildSingleHost(join(work, 'built'));
}, 300_000);
afterAll(() => {
  for (const folder of [work, home]) rmSync(folder, { recursive: true, force: true });
});

/** Runs a program with nothing in PATH, and what would change a Node of the person's in its surroundings. */
function run(path: string, ...args: string[]) {
  const env = { HOME: home, PATH: work, NODE_OPTIONS: '--require /nowhere.cjs' };
  const { status, stdout, stderr } = spawnSync(path, args, { env, encoding: 'utf8' });
  return { status, out: stdout, complaint: stderr };
}

const folder = (): string => join(home, '.local/share/copybara');
const installed = (): string => join(folder(), 'copybara-host');

test('installs itself, is started by browsers as it is, and says hello with the one version', () => {
  const install = run(program, 'install');
  expect(install.complaint).toBe('');
  expect(install).toMatchObject({ status: 0 });
  expect(install.out).toContain('which brings its own Node');
  expect(readdirSync(folder()).toSorted()).toEqual([
    'copybara-host',
    NAMES_PAGE_FILE,
    'receipt.json',
  ]);
  expect(readFileSync(join(folder(), NAMES_PAGE_FILE), 'utf8')).toMatch(/^<!doctype html>/);
  expect(statSync(installed()).mode & 0o777).toBe(0o755);
  // What built it can go.
  rmSync(dirname(program), { recursive: true });
  const { out } = run(installed(), 'doctor');
  expect(out).toContain('ok  the host brings its own Node');
  expect(out).toContain(`ok  the host says hello (version ${manifest.version})`);
});

test('takes the place of a host that needed a Node, and goes without a trace', async () => {
  const before = await buildHost(join(work, 'before'));
  const env = { HOME: home, PATH: '/usr/bin:/bin' };
  const launcher = join(dirname(before), 'copybara-host');
  expect(spawnSync(launcher, ['install'], { env }).status).toBe(0);
  expect(readdirSync(folder()).toSorted()).toContain('copybara-host.mjs');
  program = await buildSingleHost(join(work, 'again'));
  expect(run(program, 'install')).toMatchObject({ status: 0, complaint: '' });
  expect(existsSync(join(folder(), 'copybara-host.mjs'))).toBe(false);
  expect(run(program, 'uninstall')).toMatchObject({ status: 0, complaint: '' });
  expect(existsSync(folder())).toBe(false);
}, 300_000);
