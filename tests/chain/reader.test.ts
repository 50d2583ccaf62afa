import { expect, onTestFinished, test } from 'vitest';
import { createRpc, delay } from '../../lib/azero/chain.browser.ts';
import { createNameReader } from '../../lib/azero/registry.ts';
import { resolveChain } from '../../lib/azero/resolve-chain.ts';
import { type AzeroName, parseName } from '../../lib/names/name.ts';
import { type Chain, createLedger, type LedgerOptions } from '../stand-ins/chain/chain.ts';
import { chainForTest, NODE_A, NODE_B, signerOf } from './client.ts';

const NOW = Date.UTC(2026, 0, 1);
const TIMEOUT = 800;

const names = [
  { name: 'alice', records: { 'staex-id': NODE_A } },
  { name: 'past', expiresAt: NOW - 1, records: { 'staex-id': NODE_A } },
  { name: 'bare', records: { avatar: 'x' } },
  { name: 'broken', records: { 'staex-id': 'not a node' } },
  { name: 'carol.tzero', records: { 'staex-id': NODE_A } },
];

function name(text: string): AzeroName {
  const parsed = parseName(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

/** Two operators of one ledger, and our reader of them; `scheme` chooses HTTP or WebSocket for both. */
async function setUp(scheme: 'http' | 'ws' = 'http', options: LedgerOptions = {}) {
  const ledger = createLedger({ now: () => NOW, names, ...options });
  const first = await chainForTest({ ledger });
  const second = await chainForTest({ ledger });
  return { ledger, first, second, ...readerOf([first, second], scheme) };
}

function readerOf(chains: readonly Chain[], scheme: 'http' | 'ws', ending = 'azero') {
  const [one] = chains;
  if (one === undefined) throw new Error('no chain');
  const registry = one.registries[ending];
  const chain = resolveChain({
    network: 'development',
    endpoints: chains.map((node, index) => ({
      url: scheme === 'http' ? node.url : node.wsUrl,
      operator: `op${index + 1}`,
    })),
    genesis: one.genesis,
    quorum: Math.min(2, chains.length),
    ...(registry === undefined ? {} : { registry }),
  });
  if (!chain.ok) throw new Error(chain.error.kind);
  const rpc = createRpc({ timeout: TIMEOUT });
  onTestFinished(() => rpc.close());
  const reader = createNameReader({ chain: chain.value, rpc, now: () => NOW, delay });
  return { reader, read: (text: string) => reader.read(name(text)) };
}

test.each(['http', 'ws'] as const)('yes over %s: one state_call an operator', async (scheme) => {
  const { first, second, read } = await setUp(scheme);
  expect(await read('alice.azero')).toEqual({
    ok: true,
    value: {
      name: 'alice.azero',
      nodeId: NODE_A,
      confirmedBy: expect.arrayContaining(['op1', 'op2']),
      readAt: NOW,
    },
  });
  for (const chain of [first, second]) {
    expect(chain.stats().byMethod).toEqual({ state_call: 1, chain_getBlockHash: 1 });
  }
  await read('alice.azero');
  expect(first.stats().byMethod).toEqual({ state_call: 2, chain_getBlockHash: 1 });
});

test.each([
  ['nobody.azero', { kind: 'name-not-registered' }],
  ['past.azero', { kind: 'name-expired', since: NOW - 1 }],
  ['bare.azero', { kind: 'no-record' }],
  ['broken.azero', { kind: 'record-malformed', value: 'not a node' }],
])('%s: the kind of no is told', async (text, error) => {
  const { read } = await setUp();
  expect(await read(text)).toEqual({ ok: false, error });
});

test('the accounts of a name', async () => {
  const { first, reader } = await setUp();
  first.register({ name: 'shop', owner: '//Alice', controller: '//Bob', resolved: '//Charlie' });
  expect(await reader.readOwner(name('shop.azero'))).toMatchObject({
    ok: true,
    value: {
      owner: signerOf('//Alice').address,
      controller: signerOf('//Bob').address,
      resolved: signerOf('//Charlie').address,
    },
  });
});

test('a changed record is read at the next read', async () => {
  const { first, read } = await setUp('ws');
  await read('alice.azero');
  first.setRecord('alice', 'staex-id', NODE_B);
  expect(await read('alice.azero')).toMatchObject({ ok: true, value: { nodeId: NODE_B } });
});

test('operators apart by a block agree at a finalized one: nobody is called a liar', async () => {
  const { ledger, first, second, read } = await setUp();
  second.setBehind(1);
  second.setFinalityLag(1);
  first.setFinalityLag(2);
  for (let made = 0; made < 3; made += 1) ledger.seal();
  first.setRecord('alice', 'staex-id', NODE_B);
  expect(await read('alice.azero')).toMatchObject({ ok: true, value: { nodeId: NODE_A } });
  expect(first.stats().byMethod['chain_getFinalizedHead']).toBe(1);
  // Once both have the change for good, it is what is read.
  second.setBehind(0);
  for (let made = 0; made < 3; made += 1) ledger.seal();
  expect(await read('alice.azero')).toMatchObject({ ok: true, value: { nodeId: NODE_B } });
});

test('one who lies at every block is not followed, and the disagreement is told', async () => {
  const { second, read } = await setUp();
  await second.fault({ mode: 'lying', records: { alice: NODE_B } });
  expect(await read('alice.azero')).toEqual({
    ok: false,
    error: {
      kind: 'endpoint-lying',
      operator: expect.stringMatching(/op1, op2|op2, op1/),
      cause: 'disagree',
    },
  });
  await second.fault({ mode: 'lying', records: { alice: null } });
  expect(await read('alice.azero')).toMatchObject({ ok: false, error: { cause: 'disagree' } });
  await second.fault({ mode: 'lying', records: { 'nobody.azero': NODE_B } });
  expect(await read('nobody.azero')).toMatchObject({ ok: false, error: { cause: 'disagree' } });
});

test('of three, two honest ones outvote the liar', async () => {
  const { ledger, first, second } = await setUp();
  const third = await chainForTest({ ledger });
  await first.fault({ mode: 'lying', records: { alice: NODE_B } });
  const { read } = readerOf([first, second, third], 'http');
  expect(await read('alice.azero')).toMatchObject({
    ok: true,
    value: { nodeId: NODE_A, confirmedBy: expect.arrayContaining(['op2', 'op3']) },
  });
});

test.each([
  [{ mode: 'wrong-genesis' }, 'wrong-genesis'],
  [{ mode: 'garbage' }, 'garbage'],
  [{ mode: 'garbage', of: 'scale' }, 'garbage'],
  [{ mode: 'oversized', bytes: 200_000 }, 'oversized'],
] as const)('%o is told as a lie of its operator', async (fault, cause) => {
  const { second, read } = await setUp();
  await second.fault(fault);
  expect(await read('alice.azero')).toEqual({
    ok: false,
    error: { kind: 'endpoint-lying', operator: 'op2', cause },
  });
});

test.each([
  ['http', { mode: 'down' }],
  ['ws', { mode: 'down' }],
  ['http', { mode: 'silent' }],
  ['ws', { mode: 'silent' }],
  ['http', { mode: 'http-500' }],
  ['ws', { mode: 'http-500' }],
] as const)(
  'over %s, with one operator %o, the other is not enough; the person may accept it',
  async (scheme, fault) => {
    const { second, reader, read } = await setUp(scheme);
    await second.fault(fault);
    expect(await read('alice.azero')).toEqual({
      ok: false,
      error: { kind: 'one-operator-only', operator: 'op1', nodeId: NODE_A },
    });
    expect(await reader.read(name('alice.azero'), { acceptOne: true })).toMatchObject({
      ok: true,
      value: { nodeId: NODE_A, confirmedBy: ['op1'] },
    });
    await second.fault({ mode: 'none' });
    expect(await read('alice.azero')).toMatchObject({ ok: true });
  },
);

test('all down is an unreachable chain, never a missing name', async () => {
  const { first, second, read } = await setUp();
  await Promise.all([first, second].map((chain) => chain.fault({ mode: 'down' })));
  expect(await read('nobody.azero')).toMatchObject({
    ok: false,
    error: {
      kind: 'chain-unreachable',
      endpoints: [{ cause: 'unreachable' }, { cause: 'unreachable' }],
    },
  });
});

test('a slow operator is waited for up to the time-out', async () => {
  const { second, read } = await setUp();
  await second.fault({ mode: 'slow', ms: TIMEOUT / 10 });
  expect(await read('alice.azero')).toMatchObject({ ok: true, value: { nodeId: NODE_A } });
  await second.fault({ mode: 'slow', ms: TIMEOUT * 4 });
  expect(await read('alice.azero')).toMatchObject({
    ok: false,
    error: { kind: 'one-operator-only' },
  });
});

test('a contract that is gone everywhere has changed; gone at one is a difference', async () => {
  const { first, second, read } = await setUp();
  await first.fault({ mode: 'contract-gone' });
  expect(await read('alice.azero')).toMatchObject({ ok: false, error: { kind: 'endpoint-lying' } });
  await second.fault({ mode: 'contract-gone' });
  expect(await read('alice.azero')).toEqual({ ok: false, error: { kind: 'contract-changed' } });
});

test('several reads of one name at one time are one', async () => {
  const { first, read } = await setUp();
  const all = await Promise.all([1, 2, 3].map(() => read('alice.azero')));
  expect(all.every(({ ok }) => ok)).toBe(true);
  expect(first.stats().byMethod['state_call']).toBe(1);
});

test('the registry of the testnet ending', async () => {
  const { first, second } = await setUp();
  const { read } = readerOf([first, second], 'http', 'tzero');
  expect(await read('carol.tzero')).toMatchObject({ ok: true, value: { nodeId: NODE_A } });
});
