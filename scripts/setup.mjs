/**
 * Makes a fresh checkout ready: packages, and on request browsers and tools. Plain JavaScript for any Node from 18 on, because it
 * runs before anything is installed. Does nothing, and says nothing, where nothing is missing.
 *
 *   --browsers  Chromium and Firefox
 *   --e2e       what the end-to-end tests need beside them (Linux only)
 *   --bench     what the benchmarks compare with
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = new Set(process.argv.slice(2));

/** Commands of which one must be there, and the Debian package that brings it. */
const BROWSERS = [
  { name: 'chromium', commands: ['chromium', 'chromium-browser'], package: 'chromium' },
  { name: 'firefox', commands: ['firefox-esr', 'firefox'], package: 'firefox-esr' },
];
const E2E_TOOLS = [
  { name: 'Xvfb', commands: ['Xvfb'], package: 'xvfb' },
  { name: 'xdotool', commands: ['xdotool'], package: 'xdotool' },
  { name: 'openbox', commands: ['openbox'], package: 'openbox' },
  { name: 'tcpdump', commands: ['tcpdump'], package: 'tcpdump' },
  { name: 'nft', commands: ['nft'], package: 'nftables' },
  { name: 'ip', commands: ['ip'], package: 'iproute2' },
  { name: 'sysctl', commands: ['sysctl'], package: 'procps' },
  { name: 'openssl', commands: ['openssl'], package: 'openssl' },
  { name: 'certutil', commands: ['certutil'], package: 'libnss3-tools' },
  { name: 'turnutils_uclient', commands: ['turnutils_uclient'], package: 'coturn' },
  // Not in the place of the sound server that a person has; the tests of what is heard are left out there.
  { name: 'pulseaudio', commands: ['pulseaudio'], package: 'pulseaudio', unless: ['pipewire'] },
  { name: 'pactl', commands: ['pactl'], package: 'pulseaudio-utils', unless: ['pipewire'] },
];
const BENCH_TOOLS = [
  { name: 'microsocks', commands: ['microsocks'], package: 'microsocks' },
  { name: 'turnserver', commands: ['turnserver'], package: 'coturn' },
];

function say(text) {
  process.stdout.write(`setup: ${text}\n`);
}

function fail(text) {
  process.stderr.write(`setup: ${text}\n`);
  process.exit(1);
}

/** Runs a program before the eyes of whoever started us; whether it went well. */
function runs(command, args, env = {}) {
  const options = {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  };
  return spawnSync(command, args, { ...options, shell: process.platform === 'win32' }).status === 0;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of the first command that is there. */
function find(commands) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what the lock file names: npm writes down in there what it installed. */
function packagesAreCurrent() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (present === undefined) return false;
  const paths = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional);
  return (
    paths.every((path) => present[path]?.version === wanted[path].version) &&
    Object.keys(present).every((path) => path in wanted)
  );
}

/**
 * `npm ci`; and where it refuses, `npm install` by the same lock file, put back as it was. npm refuses a lock file that lacks
 * other systems' optional packages, which is how npm itself writes it where the registry does not hand those out.
 */
function installPackages() {
  if (packagesAreCurrent()) return;
  say('installing packages (npm ci)');
  const options = {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
  };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (spawnSync('npm', ['ci', ...quiet], options).status === 0) return;
  say('npm ci refused; installing the same versions with npm install');
  const lockFile = join(root, 'package-lock.json');
  const lock = readFileSync(lockFile);
  const { status, stdout, stderr } = spawnSync('npm', ['install', ...quiet], options);
  writeFileSync(lockFile, lock);
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  fail('npm could not install the packages; see above. Is the npm registry reachable?');
}

/** The words that put us in front of apt-get: none for root, sudo where it asks nothing, `undefined` without rights or apt. */
function aptPrefix() {
  if (process.platform !== 'linux' || find(['apt-get']) === undefined) return undefined;
  if (process.getuid?.() === 0) return [];
  const sudo = find(['sudo']) !== undefined && spawnSync('sudo', ['-n', 'true']).status === 0;
  return sudo ? ['sudo', '-n'] : undefined;
}

function aptInstall(packages) {
  const prefix = aptPrefix();
  if (prefix === undefined) return;
  say(`installing ${packages.join(' ')} (apt-get)`);
  const apt = (...args) => {
    const [command, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ];
    return runs(command, rest);
  };
  apt('update', '-q');
  // One at a time when all at once fails, so that one name that this system does not know spoils nothing else.
  const quietly = ['-q', '-y', '--no-install-recommends', '--no-remove'];
  const install = (...names) => apt('install', ...quietly, ...names);
  if (!install(...packages)) for (const name of packages) install(name);
  // Nobody wants coturn's server as a service, and Debian starts its server at once and at each start of the machine.
  if (packages.includes('coturn')) {
    const manage =
      find(['systemctl']) !== undefined && existsSync('/run/systemd/system')
        ? ['systemctl', 'disable', '--now', 'coturn']
        : ['service', 'coturn', 'stop'];
    const [command, ...rest] = [...prefix, ...manage];
    runs(command, rest);
  }
}

/** Lets puppeteer download a browser into its own cache; the path, or `undefined`. */
function download(name) {
  say(`downloading ${name} (puppeteer)`);
  const wanted = name === 'firefox' ? 'firefox@esr' : 'chrome@stable';
  const args = [
    join(root, 'node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js'),
    'browsers',
    'install',
    wanted,
  ];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const path = status === 0 ? /^\S+ (.+)$/m.exec(stdout)?.[1] : undefined;
  return path !== undefined && isExecutable(path) ? path : undefined;
}

function installTools() {
  const browsers = flags.has('--browsers') ? BROWSERS : [];
  const tools = [
    ...(flags.has('--e2e') ? E2E_TOOLS : []),
    ...(flags.has('--bench') ? BENCH_TOOLS : []),
  ].filter(({ unless }) => unless === undefined || find(unless) === undefined);
  if (browsers.length + tools.length === 0) return;
  const notesFile = join(root, 'node_modules/.cache/copybara/browsers.json');
  const notes = readJson(notesFile) ?? {};
  const located = ({ name, commands }) =>
    find(commands) ??
    (typeof notes[name] === 'string' && isExecutable(notes[name]) ? notes[name] : undefined);
  const missing = [...browsers, ...tools].filter((tool) => located(tool) === undefined);
  const packages = missing.map((tool) => tool.package);
  // A browser without a single font draws no letters.
  if (
    process.platform === 'linux' &&
    browsers.length > 0 &&
    !existsSync('/usr/share/fonts/truetype')
  ) {
    packages.push('fonts-dejavu-core');
  }
  if (packages.length > 0) aptInstall(packages);

  const found = {};
  for (const browser of browsers) {
    const path = located(browser) ?? download(browser.name);
    if (path === undefined) {
      fail(
        `no ${browser.name}: install it (Debian: apt-get install ${browser.package}), then run this again`,
      );
    }
    found[browser.name] = path;
  }
  const lacking = tools.filter((tool) => located(tool) === undefined);
  if (lacking.length > 0) {
    const names = lacking.map((tool) => tool.name).join(', ');
    fail(
      `no ${names}: install (as root) ${lacking.map((tool) => tool.package).join(' ')}, then run this again`,
    );
  }
  const text = JSON.stringify(found, null, 2);
  if (browsers.length > 0 && JSON.stringify(notes, null, 2) !== text) {
    mkdirSync(join(root, 'node_modules/.cache/copybara'), { recursive: true });
    writeFileSync(notesFile, text);
  }
}

installPackages();
installTools();
