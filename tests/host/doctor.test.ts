// The doctor against the real bundled host, healthy and broken in one way at a time.
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildHost } from '../../scripts/build-host.ts';

const NODE_ID = 'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70';
const MCC = fileURLToPath(new URL('../stand-ins/mcc/mcc.mjs', import.meta.url));
const MANIFEST = 'io.staex.copybara.json';

interface Check {
  readonly id: string;
  readonly state: string;
  readonly text: string;
  readonly remedy?: string;
  readonly detail?: string;
}

/** An address that is on an interface of this machine, as the overlay's would be. */
const onInterface = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
const ownAddress = onInterface ?? '127.0.0.1';

let built = '';
let home = '';

beforeAll(async () => {
  built = dirname(await buildHost(mkdtempSync(join(tmpdir(), 'copybara-built-'))));
  writeFileSync(join(built, 'names-page.html'), '<!doctype html>');
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'copybara home '));
  settings({ mcc: mcc() });
  if (host('install').status !== 0) throw new Error('the installation failed');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function host(...args: string[]) {
  return spawnSync(join(built, 'copybara-host'), args, {
    env: { HOME: home, PATH: '/usr/bin:/bin' },
    encoding: 'utf8',
  });
}

function doctor(...options: string[]) {
  const { status, stdout, stderr } = host('doctor', '--json', ...options);
  const report: { healthy: boolean; checks: Check[] } = JSON.parse(stdout);
  const bad = report.checks.filter(({ state }) => state === 'bad').map(({ id }) => id);
  const find = (id: string): Check | undefined => report.checks.find((check) => check.id === id);
  return { status, stdout, stderr, ...report, bad, find };
}

/** Our node's `mcc`, in the state that a test wants; well by default. */
function mcc(state: Record<string, unknown> = {}): readonly string[] {
  const file = join(home, 'state.json');
  writeFileSync(
    file,
    JSON.stringify({ id: NODE_ID, addresses: { [NODE_ID]: ownAddress }, ...state }),
  );
  return [process.execPath, MCC, '--state', file];
}

function program(name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function settings(value: Record<string, unknown> | string): void {
  const folder = join(home, '.config/copybara');
  mkdirSync(folder, { recursive: true });
  const defaults = { mccTimeoutMs: 5_000, allowLoopback: onInterface === undefined };
  const text = typeof value === 'string' ? value : JSON.stringify({ ...defaults, ...value });
  writeFileSync(join(folder, 'host.json'), text);
}

const installed = (name: string): string => join(home, '.local/share/copybara', name);
const manifest = (folder: string): string => join(home, folder, MANIFEST);

describe('all is well', () => {
  test('with everything in place', () => {
    const { status, stderr, healthy, bad, checks } = doctor();
    expect({ status, stderr, healthy, bad }).toEqual({
      status: 0,
      stderr: '',
      healthy: true,
      bad: [],
    });
    const ids = checks.filter(({ state }) => state === 'ok').map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'runtime',
        'manifest:Chrome',
        'manifest:Firefox',
        'config',
        'hello',
        'mcc',
        'node-id',
        'overlay',
        'socks',
        'relay',
        'peer-port',
        'names-page',
        'names-port',
      ]),
    );
  });

  test('as text: one line a check, the id and the address for the person alone', () => {
    const { status, stdout } = host('doctor');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.pop()).toBe('All is well.');
    for (const line of lines) expect(line).toMatch(/^(?:ok|!!|--) {2}\S/);
    expect(stdout).toContain(NODE_ID);
    expect(stdout).toContain(ownAddress);
  });

  test('as JSON: neither, unless asked', () => {
    const { stdout } = doctor();
    expect(stdout).not.toContain(NODE_ID);
    expect(stdout).not.toContain(ownAddress);
    expect(stdout).not.toContain(home);
    const full = doctor('--full');
    expect(full.find('node-id')?.detail).toBe(NODE_ID);
    expect(full.find('overlay')?.detail).toBe(ownAddress);
  });
});

describe('the node', () => {
  test.each([
    ['prints nothing', { mode: 'empty' }, 'mcc', /printed nothing/],
    ['prints junk', { mode: 'junk' }, 'mcc', /no id or address/],
    ['prints without end', { mode: 'flood' }, 'mcc', /no id or address/],
    ['hangs', { mode: 'hang' }, 'mcc', /in time/],
    ['has no daemon', { mode: 'no-socket' }, 'mcc', /daemon does not answer/],
    ['may not', { mode: 'forbidden' }, 'mcc', /may not/],
    ['fails', { mode: 'fails' }, 'mcc', /ended with an error/],
    ['has an IPv6 address', { mode: 'ipv6' }, 'overlay', /IPv6/],
    ['has no address yet', { addresses: {} }, 'overlay', /knows no address/],
    ['hangs at the address', { mode: 'hang', only: 'resolve' }, 'overlay', /in time/],
    [
      'has an address on no interface',
      { addresses: { [NODE_ID]: '10.254.253.252' } },
      'overlay',
      /on no interface/,
    ],
  ])('that %s', (_, state, where, words) => {
    settings({
      mcc: mcc(state),
      ...('mode' in state && state.mode === 'hang' && { mccTimeoutMs: 700 }),
    });
    const { status, bad, find, stdout } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: [where] });
    expect(find(where)?.text).toMatch(words);
    expect(find(where)?.remedy).toBeTruthy();
    expect(stdout).not.toMatch(/os error|Bad Gateway|10\.254|fd00/);
  });

  test('that is not installed', () => {
    settings({ mcc: ['copybara-has-no-such-program'] });
    const { status, bad, find } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: ['mcc'] });
    expect(find('mcc')?.remedy).toContain('~/.config/copybara/host.json');
  });

  test('that only this terminal finds', () => {
    const path = program('mcc', '#!/bin/sh\n');
    settings({ mcc: ['mcc'] });
    const { stdout } = spawnSync(join(built, 'copybara-host'), ['doctor'], {
      env: { HOME: home, PATH: `${dirname(path)}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^!! {2}mcc was not found .*full path of ~\/mcc/m);
  });

  test('in a container, whose address stays in there', () => {
    const command = mcc({ addresses: { [NODE_ID]: '10.254.253.252' } });
    const words = command.map((word) => `'${word}'`).join(' ');
    const docker = program('docker', `#!/bin/sh\nshift 3\nexec ${words} "$@"\n`);
    settings({ mcc: [docker, 'exec', 'mcc', 'mcc'] });
    const { bad, find } = doctor();
    expect(bad).toEqual(['overlay']);
    expect(find('container')?.state).toBe('note');
    expect(find('overlay')?.remedy).toContain('--network host');
  });
});

describe('the settings', () => {
  test.each([
    ['are no JSON', '{', /JSON/],
    ['have a key that nobody knows', '{"mmc": ["x"]}', /mmc/],
  ])('that %s', (_, text, words) => {
    settings(text);
    const { status, find } = doctor('--full');
    expect(status).toBe(1);
    expect(find('config')).toMatchObject({ state: 'bad', detail: expect.stringMatching(words) });
    expect(find('hello')?.state).toBe('ok');
  });
});

describe('the manifests', () => {
  test.each([
    ['is missing', null, /no manifest/],
    ["is another's", '{"name":"io.staex.copybara","path":"/x","type":"stdio"}', /another/],
  ])('of which one %s', (_, text, words) => {
    const file = manifest('.mozilla/native-messaging-hosts');
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
    const { status, bad, find } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: ['manifest:Firefox', 'manifest:Zen'] });
    expect(find('manifest:Firefox')?.text).toMatch(words);
  });

  test('of which one lets another extension in, not ours', () => {
    const file = manifest('.config/chromium/NativeMessagingHosts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/chrome-extension:\/\/[a-p]+/, `chrome-extension://${'a'.repeat(32)}`),
    );
    const { bad, find } = doctor();
    expect(bad).toEqual(['manifest:Chromium']);
    expect(find('manifest:Chromium')?.text).toContain('does not let our extension in');
  });

  test('that lead to a launcher that may not be run', () => {
    chmodSync(installed('copybara-host'), 0o644);
    const { bad, find } = doctor();
    expect(bad).toContain('manifest:Chrome');
    expect(find('hello')).toMatchObject({ state: 'bad', text: expect.stringContaining('EACCES') });
  });
});

describe('the installed host', () => {
  test('that was never installed: three lines, not thirty', () => {
    expect(host('uninstall').status).toBe(0);
    const { status, bad } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: ['runtime', 'manifests', 'hello'] });
  });

  test('whose runtime is gone, until it is installed again', () => {
    const gone = join(home, 'gone/node');
    for (const name of ['receipt.json', 'copybara-host']) {
      const text = readFileSync(installed(name), 'utf8');
      writeFileSync(
        installed(name),
        text
          .replace(/"runtime": ".*"/, `"runtime": "${gone}"`)
          .replace(/^node=.*$/m, `node='${gone}'`),
      );
    }
    const { bad, find } = doctor();
    expect(bad).toContain('runtime');
    expect(find('runtime')?.remedy).toContain('copybara-host.mjs install');
    expect(host('install').status).toBe(0);
    expect(doctor().status).toBe(0);
  });

  test.each([
    ['ends at once', 'console.error("broken host"); process.exit(3)', /ended \(status 3\)/],
    [
      'says what is no frame',
      'console.log("hello, terminal"); setInterval(() => {}, 1e9)',
      /not understood/,
    ],
    ['was lost', null, /ended \(status 127\)/],
  ])('that %s', (_, text, words) => {
    if (text === null) rmSync(installed('copybara-host.mjs'));
    else writeFileSync(installed('copybara-host.mjs'), text);
    const { status, bad, find } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: ['hello'] });
    expect(find('hello')?.text).toMatch(words);
  });

  test('that neither answers nor ends is given up on, and killed', () => {
    const pidFile = join(home, 'pid');
    writeFileSync(
      installed('copybara-host.mjs'),
      `import { writeFileSync } from 'node:fs';
       writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
       process.stdin.on('end', () => {}).resume();
       setInterval(() => {}, 1e9);`,
    );
    const { bad, find } = doctor();
    expect(bad).toEqual(['hello']);
    expect(find('hello')?.text).toContain('in time');
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH');
  }, 20_000);

  test('whose fixed port a running browser holds', async () => {
    const other = spawn(process.execPath, [
      '-e',
      'require("net").createServer().listen(0,"127.0.0.1",function(){console.log(this.address().port)})',
    ]);
    try {
      const port = await new Promise<number>((resolve) => {
        other.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
      });
      settings({ mcc: mcc(), socks: { port } });
      const { bad, find } = doctor();
      expect(bad).toEqual(['hello']);
      expect(find('hello')).toMatchObject({
        text: expect.stringContaining('port-in-use'),
        remedy: expect.stringContaining('close it'),
      });
    } finally {
      other.kill();
    }
  });
});

test('a program that holds the port for calls', async () => {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, ownAddress, resolve));
  try {
    settings({ mcc: mcc(), peerPort: socket.address().port });
    const { status, bad, find } = doctor();
    expect({ status, bad }).toEqual({ status: 1, bad: ['peer-port'] });
    expect(find('peer-port')?.remedy).toContain('peerPort');
    expect(find('relay')?.state).toBe('ok');
  } finally {
    socket.close();
  }
}, 20_000);

test('a Flatpak browser that may not leave its sandbox is a note, not a fault', () => {
  mkdirSync(join(home, '.var/app/org.mozilla.firefox'), { recursive: true });
  expect(host('install').status).toBe(0);
  const before = doctor();
  expect(before.status).toBe(0);
  expect(before.find('flatpak:org.mozilla.firefox')?.state).toBe('note');
  const overrides = join(home, '.local/share/flatpak/overrides');
  mkdirSync(overrides, { recursive: true });
  writeFileSync(
    join(overrides, 'org.mozilla.firefox'),
    '[Session Bus Policy]\norg.freedesktop.Flatpak=talk\n',
  );
  expect(doctor().find('flatpak:org.mozilla.firefox')?.state).toBe('ok');
});
