/**
 * Copybara on one machine, without a Staex node and without the real chain: two simulated people
 * with a small site each, a local chain node, and a browser with the extension and its host in a
 * throw-away profile. `--headless` walks through it by itself and leaves screenshots.
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer';
import { type NodeId, nodeIdFromBytes } from '../lib/node-id.ts';
import { CHROMIUM_EXTENSION_ID, HOST_NAME } from '../lib/protocol/ids.ts';
import { findBrowser } from '../tests/e2e/harness/find-browser.ts';
import { createLedger, startChain } from '../tests/stand-ins/chain/chain.ts';
import { startSite } from './site.ts';
import { walk } from './walk.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const headless = process.argv.includes('--headless');

/** What each simulated node calls itself and the others: addresses of this machine alone. */
const ADDRESSES = { me: '127.77.0.1', alice: '127.77.0.2', bob: '127.77.0.3' } as const;

function newNodeId(): NodeId {
  const { publicKey } = generateKeyPairSync('ed25519');
  const id = nodeIdFromBytes(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  if (!id.ok) throw new Error('an Ed25519 key is 32 bytes');
  return id.value;
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    );
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

say('Building the extension and the host …');
await run('npm', ['run', '--silent', 'build']);

const folder = mkdtempSync(join(tmpdir(), 'copybara-demo-'));
const ids = { me: newNodeId(), alice: newNodeId(), bob: newNodeId() };

say('Starting a local chain with two operators, and two people with a site each …');
const ledger = createLedger();
const operators = [await startChain({ ledger }), await startChain({ ledger })] as const;
const [chain] = operators;
chain.register({ name: 'alice', owner: '//Alice', records: { 'staex-id': ids.alice } });
chain.register({ name: 'bob', owner: '//Bob', records: { 'staex-id': ids.bob } });
chain.register({ name: 'carol', owner: '//Charlie', records: {} });
const sites = [
  await startSite('alice.azero', 'bob.azero', ADDRESSES.alice),
  await startSite('bob.azero', 'alice.azero', ADDRESSES.bob),
];
const port = sites.some((site) => site.port !== 80) ? ':8080' : '';

const mccState = join(folder, 'mcc.json');
writeFileSync(
  mccState,
  JSON.stringify({
    id: ids.me,
    addresses: { [ids.me]: ADDRESSES.me, [ids.alice]: ADDRESSES.alice, [ids.bob]: ADDRESSES.bob },
  }),
);
const hostConfig = join(folder, 'host.json');
writeFileSync(
  hostConfig,
  JSON.stringify({
    mcc: [process.execPath, join(ROOT, 'tests/stand-ins/mcc/mcc.mjs'), '--state', mccState],
    allowLoopback: true,
  }),
);
const launcher = join(folder, 'host.sh');
writeFileSync(
  launcher,
  `#!/bin/sh\nCOPYBARA_HOST_CONFIG='${hostConfig}' exec '${join(ROOT, '.output/native-host/copybara-host')}' "$@"\n`,
  { mode: 0o755 },
);
const profile = join(folder, 'profile');
mkdirSync(join(profile, 'NativeMessagingHosts'), { recursive: true });
writeFileSync(
  join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`),
  JSON.stringify({
    name: HOST_NAME,
    description: 'Copybara demo',
    path: launcher,
    type: 'stdio',
    allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
  }),
);

say('Opening the browser …');
const browser = await launch({
  executablePath: findBrowser('chromium'),
  pipe: true,
  headless,
  userDataDir: profile,
  defaultViewport: headless ? { width: 1000, height: 720 } : null,
  enableExtensions: [join(ROOT, '.output/chrome-mv3')],
  args: [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // The sandbox does not start for root, who runs this in containers and on test machines.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});

// Whoever tries this has nothing to set up: the page that greets would only be in the way.
browser.on('targetcreated', (target) => {
  if (!target.url().endsWith('/welcome.html')) return;
  void target.page().then(
    (page) => page?.close(),
    () => {},
  );
});

async function end(): Promise<void> {
  await browser.close().catch(() => {});
  for (const { server } of sites) server.close();
  await Promise.all(operators.map((operator) => operator.close()));
  rmSync(folder, { recursive: true, force: true });
}

process.once('SIGINT', () => void end().then(() => process.exit(130)));

const settings = {
  chain: {
    network: 'development',
    endpoints: operators.map(({ url }, index) => ({ url, operator: `Demo operator ${index + 1}` })),
    registry: chain.registry,
    quorum: 2,
  },
};

const world = { browser, settings, port, extensionId: CHROMIUM_EXTENSION_ID };
if (headless) {
  const screenshots = join(ROOT, 'demo-screenshots');
  mkdirSync(screenshots, { recursive: true });
  const shots = await walk(world, screenshots);
  say(`Done. Screenshots: ${shots.join(', ')}`);
  await end();
} else {
  await walk(world, undefined);
  say(`
The browser is yours. Try in its address bar:
  alice.azero${port}/      her site, and from there bob's
  alice.azero       the same by way of the address bar's search
  carol.azero/      a name without a record: the gate says what is missing
Close the browser (or press Ctrl+C here) to end; nothing is left behind.`);
  await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  await end();
}
