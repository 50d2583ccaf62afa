// The real bundled host, installed into throw-away homes.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
} from 'vitest';
import { CHROMIUM_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { buildHost } from '../../scripts/build-host.ts';

const MANIFEST = 'io.staex.copybara.json';
const OTHER_ID = 'abcdefghijklmnopabcdefghijklmnop';
const THIRD_ID = 'ponmlkjihgfedcbaponmlkjihgfedcba';

let built = '';
let home = '';

beforeAll(async () => {
  built = dirname(await buildHost(mkdtempSync(join(tmpdir(), 'copybara-built-'))));
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'copybara home ')); // with a space, as on a Mac
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function environment(extra: Record<string, string> = {}): Record<string, string> {
  return { HOME: home, PATH: '/usr/bin:/bin', ...extra };
}

function host(launcher: string, args: readonly string[], extra?: Record<string, string>) {
  const run = spawnSync(launcher, args, { env: environment(extra), encoding: 'utf8' });
  return { status: run.status, out: run.stdout, complaint: run.stderr };
}

const run = (...args: string[]) => host(join(built, 'copybara-host'), args);
const installed = (): string => join(home, '.local/share/copybara/copybara-host');
const manifest = (folder: string): string => join(home, folder, MANIFEST);
const chrome = (): string => manifest('.config/google-chrome/NativeMessagingHosts');
const firefox = (): string => manifest('.mozilla/native-messaging-hosts');

function readJson(path: string): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${path} holds no object`);
  return { ...value };
}

/** Everything below a folder: each path with its content, mode and inode. */
function everything(folder: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    const content = stat.isFile() ? readFileSync(path, 'utf8') : '';
    all[name] = `${stat.mode.toString(8)} ${stat.ino} ${content}`;
  }
  return all;
}

describe('the build', () => {
  test('is one file that needs nothing beside it, started by a launcher', () => {
    expect(readdirSync(built).toSorted()).toEqual([
      'copybara-host',
      'copybara-host.bat',
      'copybara-host.mjs',
    ]);
    // In a folder without node_modules, so an import left outside would fail.
    expect(run('install', '--help')).toMatchObject({ status: 0, complaint: '' });
  });

  test('says which Node it needs when it is started with an older one', () => {
    const pretend = 'Object.defineProperty(process.versions,"node",{value:"21.9.9"})';
    const bundle = join(built, 'copybara-host.mjs');
    const loader = `data:text/javascript,${encodeURIComponent(pretend)}`;
    const old = host(process.execPath, ['--import', loader, bundle, 'install']);
    expect(old).toMatchObject({ status: 1, out: '' });
    expect(old.complaint).toContain('needs Node 22');
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('install', () => {
  test('writes every place, whether the browser is there or not, one line a browser', () => {
    const { status, out, complaint } = run('install');
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    for (const browser of ['Chrome', 'Chromium', 'Brave', 'Edge', 'Vivaldi', 'Opera', 'Firefox']) {
      expect(out.match(new RegExp(`^${browser} +ready$`, 'gm'))).toHaveLength(1);
    }
    expect(out).not.toContain('Flatpak');
    const written = Object.keys(everything(home)).filter((path) => path.endsWith(MANIFEST));
    expect(written).toHaveLength(14);
    expect(readJson(chrome())).toMatchObject({
      path: installed(),
      allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
    });
    expect(readJson(firefox())).toMatchObject({
      path: installed(),
      allowed_extensions: ['copybara@staex.io'],
    });
    expect(existsSync(join(home, '.var'))).toBe(false);
  });

  test('makes a host that runs without the build, without PATH, from anywhere', () => {
    run('install');
    const help = spawnSync(installed(), ['install', '--help'], {
      env: { HOME: home },
      cwd: '/',
      encoding: 'utf8',
    });
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('copybara-host install');
  });

  test('twice is the same as once, down to the inodes', () => {
    run('install');
    const once = everything(home);
    const { status, out } = run('install');
    expect(status).toBe(0);
    expect(out).toContain('was already');
    const twice = everything(home);
    const receipt = '.local/share/copybara/receipt.json';
    expect({ ...twice, [receipt]: '' }).toEqual({ ...once, [receipt]: '' });
  });

  test('brings the names page along, and does without it', () => {
    const page = join(dirname(installed()), 'names-page.html');
    run('install');
    expect(existsSync(page)).toBe(false);
    writeFileSync(join(built, 'names-page.html'), '<!doctype html>names');
    onTestFinished(() => rmSync(join(built, 'names-page.html')));
    expect(run('install').status).toBe(0);
    expect(readFileSync(page, 'utf8')).toBe('<!doctype html>names');
    // The installed copy has it beside itself, and takes it away again.
    expect(host(installed(), ['install'])).toMatchObject({ status: 0, complaint: '' });
    expect(readFileSync(page, 'utf8')).toBe('<!doctype html>names');
    expect(host(installed(), ['uninstall']).status).toBe(0);
    expect(existsSync(page)).toBe(false);
  });

  test('can be repeated from the installed copy', () => {
    run('install');
    const once = Object.keys(everything(home));
    expect(host(installed(), ['install'])).toMatchObject({ status: 0, complaint: '' });
    expect(Object.keys(everything(home))).toEqual(once);
  });

  test('lets further extensions in, and keeps them at the next time', () => {
    run('install', '--extension-id', OTHER_ID);
    run('install', '--extension-id', THIRD_ID, '--extension-id', OTHER_ID);
    run('install');
    expect(readJson(chrome())['allowed_origins']).toEqual(
      [CHROMIUM_EXTENSION_ID, OTHER_ID, THIRD_ID].map((id) => `chrome-extension://${id}/`),
    );
  });

  test.each([
    [['install', '--extension-id']],
    [['install', '--extension-id', 'https://evil.example/']],
    [['install', '--dir', '/']],
    [['uninstall', '--all']],
    [['doctor', '--jsno']],
  ])('does nothing on %j', (args) => {
    const { status, out, complaint } = run(...args);
    expect([status, out]).toEqual([2, '']);
    expect(complaint).toContain('Not understood');
    expect(readdirSync(home)).toEqual([]);
  });

  test('refuses to run through sudo', () => {
    if (process.getuid?.() !== 0) return;
    const { status, complaint } = host(join(built, 'copybara-host'), ['install'], {
      SUDO_USER: 'somebody',
    });
    expect(status).toBe(1);
    expect(complaint).toContain('without sudo');
    expect(readdirSync(home)).toEqual([]);
  });

  test('follows the XDG folders', () => {
    const data = join(home, 'my data');
    const config = join(home, 'my config');
    host(join(built, 'copybara-host'), ['install'], {
      XDG_DATA_HOME: `${data}/`,
      XDG_CONFIG_HOME: config,
    });
    const path = join(data, 'copybara', 'copybara-host');
    expect(readJson(join(config, 'chromium/NativeMessagingHosts', MANIFEST))).toMatchObject({
      path,
    });
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });

  test('puts a launcher into Flatpak apps that are here, and only those', () => {
    const app = join(home, '.var/app/org.mozilla.firefox');
    mkdirSync(app, { recursive: true });
    const { out } = run('install');
    expect(out).toMatch(/^Firefox \(Flatpak\) +ready$/m);
    expect(out).toContain('flatpak override --user');
    const path = join(app, 'data/copybara/copybara-host');
    expect(readJson(join(app, '.mozilla/native-messaging-hosts', MANIFEST))).toMatchObject({
      path,
    });
    expect(readFileSync(path, 'utf8')).toContain(`'${installed()}'`);
    expect(readdirSync(join(home, '.var/app'))).toEqual(['org.mozilla.firefox']);
    run('uninstall');
    expect(readdirSync(app)).toEqual([]);
  });

  test('goes on where one place can not be written, and says which', () => {
    mkdirSync(join(home, '.config'), { recursive: true });
    writeFileSync(join(home, '.config/vivaldi'), 'a file where a folder should be');
    const { status, out } = run('install');
    expect(status).toBe(1);
    expect(out).toMatch(/^Vivaldi +!! (?:ENOTDIR|EEXIST) at .*vivaldi/m);
    expect(existsSync(chrome())).toBe(true);
  });
});

describe("another's manifest", () => {
  const theirs = JSON.stringify({
    name: 'io.staex.copybara',
    path: '/opt/other/host',
    type: 'stdio',
    allowed_origins: [],
  });

  test.each([
    ['a manifest with our name', theirs],
    ['no manifest at all', 'hello'],
    ['an empty file', ''],
  ])('is kept by install and uninstall: %s', (_, text) => {
    mkdirSync(dirname(chrome()), { recursive: true });
    writeFileSync(chrome(), text);
    const { status, out } = run('install');
    expect(status).toBe(1);
    expect(out).toMatch(/^Chrome +!! kept: ~\/\.config\/google-chrome\//m);
    expect(out).toMatch(/^Chromium +ready$/m);
    expect(readFileSync(chrome(), 'utf8')).toBe(text);
    expect(run('uninstall').out).toContain('(not ours)');
    expect(readFileSync(chrome(), 'utf8')).toBe(text);
    expect(Object.keys(everything(home))).toEqual(
      expect.arrayContaining([`.config/google-chrome/NativeMessagingHosts/${MANIFEST}`]),
    );
    expect(existsSync(firefox())).toBe(false);
  });

  test('is kept where it is a link, since ours never is', () => {
    mkdirSync(dirname(firefox()), { recursive: true });
    const target = join(home, 'store.json');
    writeFileSync(target, theirs);
    symlinkSync(target, firefox());
    expect(run('install').status).toBe(1);
    expect(lstatSync(firefox()).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe(theirs);
  });

  test('that came after ours is kept by uninstall', () => {
    run('install');
    writeFileSync(firefox(), theirs);
    const { status, out } = run('uninstall');
    expect(status).toBe(0);
    expect(out).toContain('kept     ~/.mozilla');
    expect(readFileSync(firefox(), 'utf8')).toBe(theirs);
    expect(existsSync(installed())).toBe(false);
  });
});

describe('uninstall', () => {
  test('leaves nothing of us, and everything else', () => {
    mkdirSync(join(home, '.config/chromium/Default'), { recursive: true });
    writeFileSync(join(home, '.config/chromium/Default/Preferences'), '{}');
    mkdirSync(join(home, '.mozilla/native-messaging-hosts'), { recursive: true });
    writeFileSync(join(home, '.mozilla/native-messaging-hosts/org.other.json'), '{}');
    const before = everything(home);
    run('install');
    const { status, out } = run('uninstall');
    expect(status).toBe(0);
    expect(out).toContain('removed  ~/.local/share/copybara/copybara-host.mjs');
    expect(everything(home)).toEqual(before);
  });

  test('leaves an empty home empty, also when the installed copy removes itself', () => {
    run('install', '--extension-id', OTHER_ID);
    run('install');
    expect(host(installed(), ['uninstall'])).toMatchObject({ status: 0, complaint: '' });
    expect(readdirSync(home)).toEqual([]);
  });

  test('twice says that there is nothing', () => {
    run('install');
    run('uninstall');
    expect(run('uninstall')).toMatchObject({
      status: 0,
      out: "Nothing of Copybara's host was installed.\n",
    });
  });

  test.each([
    ['lost', null],
    ['damaged', '{"version":1,"programs":["/etc/pass'],
  ])('finds our manifests where the receipt is %s', (_, text) => {
    run('install');
    const receipt = join(dirname(installed()), 'receipt.json');
    if (text === null) rmSync(receipt);
    else writeFileSync(receipt, text);
    expect(run('uninstall').status).toBe(0);
    const left = Object.keys(everything(home)).filter((path) => path.includes('copybara'));
    expect(left).toEqual([]);
  });

  test('removes no file that can not be ours, whatever a receipt says', () => {
    run('install');
    const precious = join(home, 'precious');
    writeFileSync(precious, 'x');
    const path = join(dirname(installed()), 'receipt.json');
    const receipt = readJson(path);
    writeFileSync(
      path,
      JSON.stringify({ ...receipt, programs: [precious], manifests: [precious], folders: [home] }),
    );
    run('uninstall');
    expect(readFileSync(precious, 'utf8')).toBe('x');
  });
});

describe('a runtime that is gone', () => {
  test('is replaced by installing again', () => {
    run('install');
    const receiptPath = join(dirname(installed()), 'receipt.json');
    const receipt = readJson(receiptPath);
    const { runtime } = receipt;
    const gone = join(home, 'gone', 'node');
    const launcher = readFileSync(installed(), 'utf8');
    writeFileSync(installed(), launcher.replace(/^node=.*$/m, `node='${gone}'`));
    writeFileSync(receiptPath, JSON.stringify({ ...receipt, runtime: gone }));
    expect(run('install').status).toBe(0);
    expect(readFileSync(installed(), 'utf8')).toBe(launcher);
    expect(readJson(receiptPath)['runtime']).toBe(runtime);
  });
});
