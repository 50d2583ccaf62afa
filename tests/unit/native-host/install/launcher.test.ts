import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  batchLauncher,
  flatpakLauncher,
  flatpakMayLeave,
  shellLauncher,
} from '../../../../native-host/install/launcher.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "copybara launcher's $HOME "));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** Runs a launcher as a browser from a desktop would: without a PATH to speak of. */
function run(launcher: string, ...args: string[]) {
  const env = { PATH: '/nowhere' };
  const { status, stdout, stderr } = spawnSync(launcher, args, { env, encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

const ECHO = 'process.stdout.write(process.argv.slice(2).join("|"))';
const OLD_NODE = '#!/bin/sh\nexit 1\n'; // what a Node says whose version is asked and too low

describe('the launcher for sh', () => {
  test('starts the host with an absolute runtime, no PATH, and its arguments as they are', () => {
    const host = program('host.mjs', ECHO);
    const launcher = program('l', shellLauncher(process.execPath, host, []));
    expect(run(launcher, 'chrome-extension://x/', "a b'$(c)")).toEqual({
      status: 0,
      stdout: "chrome-extension://x/|a b'$(c)",
      stderr: '',
    });
  });

  test('finds the host beside itself', () => {
    program('copybara-host.mjs', ECHO);
    const launcher = program('l', shellLauncher(process.execPath, null, []));
    // Its own folder is found with `dirname`, so this one needs a PATH; browsers get the absolute kind.
    const { stdout } = spawnSync(launcher, ['x'], { env: { PATH: '/usr/bin:/bin' }, cwd: '/' });
    expect(stdout.toString()).toBe('x');
  });

  test('takes the first other runtime that is new enough when its own is gone', () => {
    const host = program('host.mjs', ECHO);
    const old = program('old-node', OLD_NODE);
    const others = [join(folder, 'missing'), folder, old, process.execPath];
    const launcher = program('l', shellLauncher(join(folder, 'gone'), host, others));
    expect(run(launcher, 'x')).toMatchObject({ status: 0, stdout: 'x' });
  });

  test('says what is missing: the runtime', () => {
    const host = program('host.mjs', ECHO);
    const old = program('old-node', OLD_NODE);
    const launcher = program('l', shellLauncher(join(folder, 'gone'), host, [old]));
    const { status, stdout, stderr } = run(launcher);
    expect(status).toBe(127);
    expect(stdout).toBe(''); // stdout belongs to the protocol
    expect(stderr).toContain(join(folder, 'gone'));
    expect(stderr).toContain('Node 22');
  });

  test('says what is missing: the host', () => {
    const launcher = program('l', shellLauncher(process.execPath, join(folder, 'gone.mjs'), []));
    const { status, stdout, stderr } = run(launcher);
    expect([status, stdout]).toEqual([127, '']);
    expect(stderr).toContain('gone.mjs is missing');
  });
});

describe('the launcher for Windows', () => {
  test('has its lines ended as cmd.exe wants, percent signs doubled, quotes around paths', () => {
    const text = batchLauncher('C:\\100% Node\\node.exe');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('set "NODE=C:\\100%% Node\\node.exe"');
    expect(text).toContain('"%NODE%" "%~dp0copybara-host.mjs" %*');
    expect(text).not.toContain('chcp');
  });

  test('asks for UTF-8 where the path needs it', () => {
    expect(batchLauncher('C:\\Jürgen\\node.exe')).toContain('chcp 65001');
  });
});

describe('the launcher inside a Flatpak app', () => {
  test('starts the host outside, with its arguments', () => {
    const spawner = program('flatpak-spawn', '#!/bin/sh\nprintf "%s|" "$@"\n');
    const launcher = program('l', flatpakLauncher("/h/it's/copybara-host", 'org.example.App'));
    const { stdout } = spawnSync(launcher, ['a b'], { env: { PATH: folder }, encoding: 'utf8' });
    expect(spawner).toContain(folder);
    expect(stdout).toBe("--host|--watch-bus|/h/it's/copybara-host|a b|");
  });

  test('says so when it may not', () => {
    const launcher = program('l', flatpakLauncher('/h/copybara-host', 'org.example.App'));
    expect(run(launcher)).toMatchObject({ status: 127, stdout: '' });
    program('flatpak-spawn', '#!/bin/sh\nexit 1\n');
    const { status, stderr } = spawnSync(launcher, { env: { PATH: folder }, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('--talk-name=org.freedesktop.Flatpak org.example.App');
  });

  test.each([
    ['[Session Bus Policy]\norg.freedesktop.Flatpak=talk\n', true],
    [
      '[Context]\nfilesystems=home;\n\n[Session Bus Policy]\na.b=own\norg.freedesktop.Flatpak=talk',
      true,
    ],
    ['[System Bus Policy]\norg.freedesktop.Flatpak=talk\n', false],
    ['[Session Bus Policy]\norg.freedesktop.Flatpak=none\n', false],
    ['', false],
  ])('the permission is read from the override %j', (text, expected) => {
    expect(flatpakMayLeave(text)).toBe(expected);
  });
});
