import { expect, onTestFinished, test } from 'vitest';
import { createRpc, delay } from '../../lib/azero/chain.browser.ts';
import { createOperators } from '../../lib/azero/endpoint.ts';
import { askEvery, type Survey } from '../../lib/azero/every-endpoint.ts';
import { askNameDetails, type NameDetails } from '../../lib/azero/name-details.ts';
import { resolveChain } from '../../lib/azero/resolve-chain.ts';
import { type Chain, createLedger, type LedgerOptions } from '../stand-ins/chain/chain.ts';
import { chainForTest, NODE_A, NODE_B, signerOf } from './client.ts';

const NOW = Date.UTC(2026, 0, 1);
const alice = signerOf('//Alice').address;
const bob = signerOf('//Bob').address;

const names = [
  {
    name: 'alice',
    controller: '//Bob',
    registeredAt: NOW - 5,
    expiresAt: NOW + 7,
    records: { 'staex-id': NODE_A, avatar: '🦫' },
  },
  { name: 'past', expiresAt: NOW - 1, records: { 'staex-id': NODE_A } },
];

async function setUp(
  operators: readonly string[] = ['one', 'two', 'three'],
  options: LedgerOptions = {},
) {
  const ledger = createLedger({ now: () => NOW, names, ...options });
  const chains: Chain[] = [];
  // oxlint-disable-next-line no-await-in-loop -- three of them
  for (const _ of operators) chains.push(await chainForTest({ ledger }));
  const [first] = chains;
  if (first === undefined) throw new Error('no chain');
  const settings = resolveChain({
    network: 'development',
    endpoints: chains.map(({ url }, index) => ({ url, operator: operators[index] ?? '' })),
    genesis: first.genesis,
    registry: first.registry,
    quorum: 2,
  });
  if (!settings.ok) throw new Error(settings.error.kind);
  const { registry } = settings.value;
  const rpc = createRpc({ timeout: 500 });
  onTestFinished(() => rpc.close());
  const ask = createOperators({ rpc, delay, genesis: first.genesis });
  const seen: Survey<NameDetails>[] = [];
  return {
    ledger,
    chains,
    seen,
    survey: (label: string) =>
      askEvery({
        operators: settings.value.operators,
        quorum: 2,
        ask,
        question: (block) => askNameDetails(registry, label, block),
        signal: new AbortController().signal,
        onChange: (survey) => seen.push(survey),
      }),
  };
}

const standings = (survey: Survey<NameDetails>) =>
  survey.endpoints.map(({ standing }) => standing.kind);

test('all of a registered name, confirmed by every endpoint', async () => {
  const { survey, seen } = await setUp(undefined, { recordsSizeLimit: 300 });
  expect(await survey('alice')).toMatchObject({
    settled: true,
    outcome: {
      kind: 'agreed',
      by: ['one', 'two', 'three'],
      value: {
        kind: 'registered',
        owner: alice,
        controller: bob,
        resolved: alice,
        from: NOW - 5,
        until: NOW + 7,
        sizeLimit: 300,
        records: [
          ['avatar', '🦫'],
          ['staex-id', NODE_A],
        ],
      },
    },
  });
  expect(seen[0]).toMatchObject({ outcome: { kind: 'asking' } });
  expect(seen.some(({ outcome, settled }) => outcome.kind === 'agreed' && !settled)).toBe(true);
});

test.each([
  ['nobody', { kind: 'not-registered', status: 'free' }],
  ['no', { kind: 'not-registered', status: 'refused' }],
  ['past', { kind: 'expired', since: NOW - 1 }],
])('%s: the kind of no is told', async (label, value) => {
  const { survey } = await setUp();
  expect((await survey(label)).outcome).toMatchObject({ kind: 'agreed', value });
});

test('who says otherwise, and who says nothing, is named', async () => {
  const { survey, chains } = await setUp(['one', 'two', 'three', 'four']);
  await chains[1]?.fault({ mode: 'lying', records: { alice: NODE_B } });
  await chains[2]?.fault({ mode: 'down' });
  const found = await survey('alice');
  expect(found.outcome).toMatchObject({ kind: 'agreed', by: ['one', 'four'] });
  expect(standings(found)).toEqual(['same', 'different', 'failed', 'same']);
  expect(found.endpoints[2]?.standing).toEqual({ kind: 'failed', cause: 'unreachable' });
});

test('honest nodes that are blocks apart are not called different', async () => {
  const { survey, chains, ledger, seen } = await setUp();
  ledger.setRecord('alice', 'avatar', 'new');
  chains[2]?.setBehind(1);
  const found = await survey('alice');
  expect(found.outcome.kind).toBe('agreed');
  expect(standings(found)).toEqual(['same', 'same', 'same']);
  expect(seen.flatMap(standings)).not.toContain('different');
});

test('two that contradict each other: each opinion with who holds it', async () => {
  const { survey, chains } = await setUp(['one', 'two']);
  await chains[1]?.fault({ mode: 'lying', records: { alice: NODE_B } });
  const found = await survey('alice');
  expect(found.outcome).toMatchObject({
    kind: 'disagreed',
    opinions: [{ by: ['one'] }, { by: ['two'] }],
  });
  expect(standings(found)).toEqual(['different', 'different']);
});

test('the endpoints of one operator count once', async () => {
  const { survey, chains } = await setUp(['one', 'one', 'two']);
  await chains[2]?.fault({ mode: 'garbage' });
  expect((await survey('alice')).outcome).toMatchObject({ kind: 'too-few', by: ['one'] });
});

test.each([
  ['wrong-genesis', { mode: 'wrong-genesis' }],
  ['garbage', { mode: 'garbage', of: 'scale' }],
  ['oversized', { mode: 'oversized', bytes: 100_000 }],
  ['timeout', { mode: 'silent' }],
] as const)('%s is told of an endpoint', async (cause, fault) => {
  const { survey, chains } = await setUp();
  await chains[0]?.fault(fault);
  const found = await survey('alice');
  expect(found.outcome).toMatchObject({ kind: 'agreed', by: ['two', 'three'] });
  expect(found.endpoints[0]?.standing).toEqual({ kind: 'failed', cause });
});

test('nobody answers: that is no answer about the name', async () => {
  const { survey, chains } = await setUp();
  for (const chain of chains) {
    // oxlint-disable-next-line no-await-in-loop -- three of them
    await chain.fault({ mode: 'http-500' });
  }
  expect((await survey('alice')).outcome).toEqual({ kind: 'silent' });
});

test('a contract that is not the one we know', async () => {
  const { survey, chains } = await setUp();
  for (const chain of chains) {
    // oxlint-disable-next-line no-await-in-loop -- three of them
    await chain.fault({ mode: 'contract-gone' });
  }
  expect((await survey('alice')).outcome).toMatchObject({ value: { kind: 'contract-changed' } });
});
