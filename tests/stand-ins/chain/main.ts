/**
 * The stand-in as a process: prints one JSON line when it is ready, then answers each JSON line of stdin with one.
 * Ends when stdin closes.
 *
 *   node tests/stand-ins/chain/main.ts --listen 192.0.2.1:9944 [--seed seed.json] [--operators 2]
 *       [--finality-lag 2] [--network development|alephzero|alephzero-testnet]
 *
 * Operators share one ledger and take consecutive ports (or free ones, with port 0).
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type Chain, createLedger, startChain } from './chain.ts';
import { runCommand, seedFile } from './commands.ts';

const { values } = parseArgs({
  options: {
    listen: { type: 'string', default: '127.0.0.1:0' },
    seed: { type: 'string' },
    operators: { type: 'string', default: '1' },
    'finality-lag': { type: 'string', default: '0' },
    network: { type: 'string', default: 'development' },
  },
});

function print(value: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const colon = values.listen.lastIndexOf(':');
const host = values.listen.slice(0, colon);
const firstPort = Number(values.listen.slice(colon + 1));
const network = v.parse(
  v.picklist(['development', 'alephzero', 'alephzero-testnet']),
  values.network,
);
const seed =
  values.seed === undefined
    ? { names: [] }
    : v.parse(seedFile, JSON.parse(await readFile(values.seed, 'utf8')));
const ledger = createLedger({ ...seed, network });

const operators: Chain[] = [];
for (let index = 0; index < Number(values.operators); index += 1) {
  const port = firstPort === 0 ? 0 : firstPort + index;
  const finalityLag = Number(values['finality-lag']);
  operators.push(await startChain({ ledger, host, port, finalityLag }));
}
const [first] = operators;
if (first === undefined) throw new Error('--operators must be at least 1');

const lines = createInterface({ input: process.stdin });
print({
  ready: true,
  url: first.url,
  registry: first.registry,
  router: first.router,
  genesis: first.genesis,
  registries: first.registries,
  operators: operators.map(({ url, wsUrl }) => ({ url, wsUrl })),
});

for await (const line of lines) {
  try {
    print(await runCommand(operators, line));
  } catch (error) {
    print({ ok: false, error: error instanceof Error ? error.message : String(error) });
  }
}
await Promise.all(operators.map((chain) => chain.close()));
