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
import { type NodeId, nodeIdFromBytes } from '../lib/node-id.ts';
import { CHROMIUM_EXTENSION_ID } from '../lib/protocol/ids.ts';
import { createLedger, startChain } from '../tests/stand-ins/chain/chain.ts';
import { walkCall } from './call.ts';
import { type PersonOptions, startPerson } from './person.ts';
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
chain.register({ name: 'ana', owner: '//Dave', records: { 'staex-id': ids.me } });
chain.register({ name: 'alice', owner: '//Alice', records: { 'staex-id': ids.alice } });
chain.register({ name: 'bob', owner: '//Bob', records: { 'staex-id': ids.bob } });
chain.register({ name: 'carol', owner: '//Charlie', records: {} });
const sites = [
  await startSite('alice.azero', 'bob.azero', ADDRESSES.alice),
  await startSite('bob.azero', 'alice.azero', ADDRESSES.bob),
];
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
  };
}

say('Opening your browser, and bob’s …');
const browser = await startPerson(person('me'));
const bob = await startPerson(person('bob'));

async function end(): Promise<void> {
  await Promise.all([browser, bob].map((one) => one.close().catch(() => {})));
  for (const { server } of sites) server.close();
  await Promise.all(operators.map((operator) => operator.close()));
  rmSync(folder, { recursive: true, force: true });
}

process.once('SIGINT', () => void end().then(() => process.exit(130)));

const world = { browser, port, extensionId: CHROMIUM_EXTENSION_ID };
if (headless) {
  const screenshots = join(ROOT, 'demo-screenshots');
  mkdirSync(screenshots, { recursive: true });
  const call = { caller: browser, callee: bob, calleeName: 'bob.azero' };
  const shots = [...(await walk(world, screenshots)), ...(await walkCall(call, screenshots))];
  say(`Done. Screenshots: ${shots.join(', ')}`);
  await end();
} else {
  await walk(world, undefined);
  say(`
The first browser is yours (ana.azero), the second one is bob's. Try in your address bar:
  alice.azero${port}/      her site, and from there bob's
  alice.azero       the same by way of the address bar's search
  carol.azero/      a name without a record: the gate says what is missing
Then call bob: click Copybara's button, call bob.azero, and open the link in bob's browser, in its address bar or its button's window;
he answers, and his link goes back to yours. Both have a simulated camera and microphone.
Close your browser (or press Ctrl+C here) to end; nothing is left behind.`);
  await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  await end();
}
