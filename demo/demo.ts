/**
 * Copybara on one machine, without a Staex node and without the real chain: two simulated people
 * with a small site each, a local chain node, and two browsers, the second one bob's, with the extension and
 * its host in throw-away profiles. `--headless` walks through it, a call included, and leaves screenshots.
 */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer';
import { type NodeId, nodeIdFromBytes } from '../lib/node-id.ts';
import { CHROMIUM_EXTENSION_ID } from '../lib/protocol/ids.ts';
import { createLedger, startChain } from '../tests/stand-ins/chain/chain.ts';
import { walkCall } from './call.ts';
import { firstPage, type PersonOptions, startPerson } from './person.ts';
import { startSite } from './site.ts';
import { visit, walk } from './walk.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const headless = process.argv.includes('--headless');
/** For tests, which have built all there is. */
const built = process.argv.includes('--built');

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

if (!built) {
  say('Building the extension and the host …');
  await run('npm', ['run', '--silent', 'build']);
}

/** What has to be ended and taken away, the last one first, however the demo ends. */
const leftovers = new AsyncDisposableStack();
const ways = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(
    signal,
    () => void leftovers.disposeAsync().finally(() => process.exit(ways[signal])),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'copybara-demo-'));
// A browser that has just ended may still be writing its last files.
leftovers.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
const ids = { me: newNodeId(), alice: newNodeId(), bob: newNodeId() };

say('Starting a local chain with two operators, and two people with a site each …');
const ledger = createLedger();
const operators = [await startChain({ ledger }), await startChain({ ledger })] as const;
for (const operator of operators) leftovers.defer(() => operator.close());
const [chain] = operators;
chain.register({ name: 'ana', owner: '//Dave', records: { 'staex-id': ids.me } });
chain.register({ name: 'alice', owner: '//Alice', records: { 'staex-id': ids.alice } });
chain.register({ name: 'bob', owner: '//Bob', records: { 'staex-id': ids.bob } });
chain.register({ name: 'carol', owner: '//Charlie', records: {} });
const sites = [
  await startSite('alice.azero', 'bob.azero', ADDRESSES.alice),
  await startSite('bob.azero', 'alice.azero', ADDRESSES.bob),
];
for (const { server } of sites) leftovers.defer(() => void server.close());
const port = sites.some((site) => site.port !== 80) ? ':8080' : '';

const settings = (myName: string): unknown => ({
  chain: {
    network: 'development',
    endpoints: operators.map(({ url }, index) => ({ url, operator: `Demo operator ${index + 1}` })),
    registry: chain.registry,
    quorum: 2,
  },
  myName,
});
const addresses = {
  [ids.me]: ADDRESSES.me,
  [ids.alice]: ADDRESSES.alice,
  [ids.bob]: ADDRESSES.bob,
};
function person(name: 'me' | 'bob'): PersonOptions {
  const own = join(folder, name);
  mkdirSync(own);
  return {
    folder: own,
    nodeId: ids[name],
    addresses,
    settings: settings(`${name === 'me' ? 'ana' : name}.azero`),
    headless,
    side: name === 'me' ? 'left' : 'right',
  };
}

/** Opens somebody's browser, to be closed with the demo. */
async function open(name: 'me' | 'bob'): Promise<Browser> {
  const opened = await startPerson(person(name));
  leftovers.defer(() => opened.close().catch(() => {}));
  return opened;
}

async function present(): Promise<void> {
  say('Opening your browser, and bob’s …');
  const browser = await open('me');
  const bob = await open('bob');
  const world = { browser, port, extensionId: CHROMIUM_EXTENSION_ID };
  if (headless) {
    const screenshots = join(ROOT, 'demo-screenshots');
    mkdirSync(screenshots, { recursive: true });
    const call = { caller: browser, callee: bob, calleeName: 'bob.azero' };
    const shots = [...(await walk(world, screenshots)), ...(await walkCall(call, screenshots))];
    say(`Done. Screenshots: ${shots.join(', ')}`);
    return;
  }
  await visit(await firstPage(bob), `http://bob.azero${port}/`, 'bob.azero');
  await walk(world, undefined);
  say(`
The browser on the left is yours (ana.azero), the one on the right is bob's. Try in your address bar:
  alice.azero${port}/      her site, and from there bob's
  alice.azero       the same by way of the address bar's search
  carol.azero/      a name without a record: the gate says what is missing
Then call bob: click Copybara's button, call bob.azero, and open the link in bob's browser, in its address bar or its button's window;
he answers, and his link goes back to yours. Both have a simulated camera and microphone.
Close your browser (or press Ctrl+C here) to end; nothing is left behind.`);
  await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
}

try {
  await present();
} catch (error) {
  // A signal takes the browsers away in the middle of whatever was shown.
  if (!leftovers.disposed) throw error;
} finally {
  await leftovers.disposeAsync();
}
