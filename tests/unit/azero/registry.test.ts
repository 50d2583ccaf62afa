import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ChainSettings } from '../../../lib/azero/networks.ts';
import {
  createNameReader,
  type ReadOptions,
  type RpcFailure,
} from '../../../lib/azero/registry.ts';
import { encodeSs58 } from '../../../lib/azero/ss58.ts';
import {
  account,
  chainOf,
  execResult,
  type FakeNode,
  fakeChain,
  GENESIS,
  hash,
  NAMES,
  NODES,
  START,
  type World,
} from './fake-chain.ts';

const URLS = ['ws://a', 'ws://b', 'ws://c'] as const;
const ALICE: World = { alice: { record: NODES.alice } };
const OTHER: World = { alice: { record: NODES.other } };
const DOWN: FakeNode = { fails: { kind: 'unreachable' }, world: {} };

/** A reader of operators A, B, C with one endpoint each, as many as there are nodes, unless the settings say otherwise. */
function setUp(nodes: readonly FakeNode[], settings: Partial<ChainSettings> = {}) {
  const chain = fakeChain(Object.fromEntries(nodes.map((node, i) => [URLS[i] ?? '', node])));
  const endpoints = nodes.map((_, i) => ({ url: URLS[i] ?? '', operator: 'ABC'.charAt(i) }));
  const reader = createNameReader({
    chain: chainOf({ endpoints, ...settings }),
    rpc: chain.rpc,
    now: chain.now,
    delay: chain.delay,
  });
  const read = (options?: ReadOptions, name = NAMES.alice) =>
    chain.settle(reader.read(name, options));
  const asked = () => chain.log.map(({ url, method, message }) => `${url} ${message ?? method}`);
  return { ...chain, reader, read, asked };
}

const honest = (): FakeNode => ({ world: ALICE });
const fault = (operator: string, cause: string) => ({
  operator,
  url: `ws://${operator.toLowerCase()}`,
  cause,
});

describe('a record that is there', () => {
  it('takes one request per operator, and one for the genesis block at the first time', async () => {
    const { read, asked, log } = setUp([honest(), honest()]);
    expect(await read()).toEqual({
      ok: true,
      value: { name: 'alice.azero', nodeId: NODES.alice, confirmedBy: ['A', 'B'], readAt: START },
    });
    expect(asked().toSorted()).toEqual([
      'ws://a chain_getBlockHash',
      'ws://a get_record',
      'ws://b chain_getBlockHash',
      'ws://b get_record',
    ]);
    log.length = 0;
    await read();
    expect(asked().toSorted()).toEqual(['ws://a get_record', 'ws://b get_record']);
  });

  it('asks the genesis block and the record in parallel', async () => {
    const { read, elapsed } = setUp([
      { ...honest(), latency: 100 },
      { ...honest(), latency: 100 },
    ]);
    await read();
    expect(elapsed()).toBe(100);
  });

  it('asks no more operators than the quorum needs', async () => {
    const { read, asked } = setUp([honest(), honest()], { quorum: 1 });
    expect(await read()).toMatchObject({ ok: true, value: { confirmedBy: ['A'] } });
    expect(asked().every((line) => line.startsWith('ws://a'))).toBe(true);
  });

  it('is one read for all who want it at one time', async () => {
    const { reader, settle, asked } = setUp([honest(), honest()]);
    const all = await settle(Promise.all([1, 2, 3].map(() => reader.read(NAMES.alice))));
    expect(all.map((result) => result.ok)).toEqual([true, true, true]);
    expect(asked().filter((line) => line.endsWith('get_record'))).toHaveLength(2);
  });

  it('needs no genesis block on a development network, unless one is given', async () => {
    const development = {
      network: 'development',
      registry: '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDf',
    } as const;
    const free = setUp([honest(), honest()], development);
    expect(await free.read()).toMatchObject({ ok: true });
    expect(free.asked()).toEqual(['ws://a get_record', 'ws://b get_record']);
    const fixed = setUp([honest(), { ...honest(), genesis: hash(7) }], {
      ...development,
      genesis: hash(7).toUpperCase().replace('X', 'x'),
    });
    expect(await fixed.read()).toEqual({
      ok: false,
      error: { kind: 'endpoint-lying', operator: 'A', cause: 'wrong-genesis' },
    });
  });
});

describe('the kinds of no', () => {
  const since = START - 1000;
  test.each<[string, World, object]>([
    ['not registered', {}, { kind: 'name-not-registered' }],
    [
      'expired',
      { alice: { expired: true, until: since, record: NODES.alice } },
      { kind: 'name-expired', since },
    ],
    ['no record', { alice: {} }, { kind: 'no-record' }],
    ['no record and no address', { alice: { noAddress: true } }, { kind: 'no-record' }],
    [
      'malformed',
      { alice: { record: 'x'.repeat(500) } },
      { kind: 'record-malformed', value: 'x'.repeat(100) },
    ],
    ['empty', { alice: { record: '' } }, { kind: 'record-malformed', value: '' }],
    [
      'nearly a node id',
      { alice: { record: ` ${NODES.alice}` } },
      { kind: 'record-malformed', value: ` ${NODES.alice}` },
    ],
  ])('%s', async (_what, world, error) => {
    const { read } = setUp([{ world }, { world }]);
    expect(await read()).toEqual({ ok: false, error });
  });

  test.each([
    ['an unknown message', execResult(1, Uint8Array.of(1, 1))],
    ['no contract', '0x0000000001000000000000000000000000000000000001031206000000'],
    ['an error that reading never gives', execResult(1, Uint8Array.of(0, 1, 5))],
  ])('contract changed: %s', async (_what, result) => {
    const node = { world: {}, instead: { state_call: result } };
    const { read } = setUp([node, node]);
    expect(await read()).toEqual({ ok: false, error: { kind: 'contract-changed' } });
  });

  it('wrong network, without asking anybody', async () => {
    const { read, log } = setUp([honest(), honest()]);
    expect(await read({}, NAMES.carol)).toEqual({
      ok: false,
      error: { kind: 'wrong-network', ending: 'tzero', network: 'alephzero' },
    });
    expect(log).toEqual([]);
  });
});

describe('silence', () => {
  const rpcError: RpcFailure = { kind: 'rpc-error', code: -32_000, message: 'busy' };

  it('is no missing name', async () => {
    const { read } = setUp([DOWN, { world: {}, fails: rpcError }]);
    expect(await read()).toEqual({
      ok: false,
      error: {
        kind: 'chain-unreachable',
        endpoints: [fault('A', 'unreachable'), fault('B', 'rpc-error')],
      },
    });
  });

  it('ends after the time of a request', async () => {
    const { read, elapsed } = setUp([
      { ...honest(), latency: 60_000 },
      { ...honest(), latency: 60_000 },
    ]);
    expect(await read()).toMatchObject({
      error: { kind: 'chain-unreachable', endpoints: [{ cause: 'timeout' }, { cause: 'timeout' }] },
    });
    expect(elapsed()).toBe(6_000);
  });

  it('of one operator leaves the other alone: the person is asked', async () => {
    const { read } = setUp([DOWN, honest()]);
    expect(await read()).toEqual({
      ok: false,
      error: { kind: 'one-operator-only', operator: 'B', nodeId: NODES.alice },
    });
    expect(await read({ acceptOne: true })).toMatchObject({
      ok: true,
      value: { nodeId: NODES.alice, confirmedBy: ['B'] },
    });
  });

  it('gives a lone no no weight, unless the person takes it', async () => {
    const { read } = setUp([DOWN, { world: {} }]);
    expect(await read()).toEqual({
      ok: false,
      error: { kind: 'chain-unreachable', endpoints: [fault('A', 'unreachable')] },
    });
    expect(await read({ acceptOne: true })).toEqual({
      ok: false,
      error: { kind: 'name-not-registered' },
    });
  });

  it('gives a lone record that is none no weight', async () => {
    const { read } = setUp([DOWN, { world: { alice: { record: 'junk' } } }]);
    expect(await read()).toMatchObject({ error: { kind: 'chain-unreachable' } });
  });

  it('answers each of those who share a read by what they accept', async () => {
    const { reader, settle, asked } = setUp([DOWN, honest()]);
    const [strict, lenient] = await settle(
      Promise.all([reader.read(NAMES.alice), reader.read(NAMES.alice, { acceptOne: true })]),
    );
    expect([strict.ok, lenient.ok]).toEqual([false, true]);
    expect(asked().filter((line) => line === 'ws://b get_record')).toHaveLength(1);
  });

  it('while telling the kinds of no apart is still silence', async () => {
    const { read, nodes, rpc, settle, now, delay } = setUp([honest(), honest()]);
    nodes['ws://a'] = { world: {} };
    nodes['ws://b'] = { world: {} };
    const chain = chainOf({ endpoints: URLS.slice(0, 2).map((url) => ({ url, operator: url })) });
    let requests = 0;
    const reader = createNameReader({
      chain,
      now,
      delay,
      rpc: (url, method, params, signal) => {
        requests += 1;
        // Two genesis blocks and two records, then the line is cut.
        return requests > 4
          ? Promise.resolve({ ok: false, error: { kind: 'unreachable' } })
          : rpc(url, method, params, signal);
      },
    });
    expect(await settle(reader.read(NAMES.alice))).toMatchObject({
      error: { kind: 'chain-unreachable' },
    });
    expect(await read()).toEqual({ ok: false, error: { kind: 'name-not-registered' } });
  });
});

describe('fail-over and hedging', () => {
  const twoUrls = {
    quorum: 1,
    endpoints: [
      { url: 'ws://a', operator: 'A' },
      { url: 'ws://b', operator: 'a ' },
    ],
  };

  it('asks the second endpoint of an operator when the first fails', async () => {
    const { read, elapsed } = setUp([DOWN, honest()], twoUrls);
    expect(await read()).toMatchObject({ ok: true, value: { confirmedBy: ['A'] } });
    expect(elapsed()).toBe(0);
  });

  it('asks the second endpoint when the first is slow', async () => {
    const { read, elapsed } = setUp(
      [
        { ...honest(), latency: 3_000 },
        { ...honest(), latency: 50 },
      ],
      twoUrls,
    );
    expect(await read()).toMatchObject({ ok: true });
    expect(elapsed()).toBe(450);
  });

  it('never counts two endpoints of one operator as two', async () => {
    const { read } = setUp([honest(), honest(), DOWN], {
      endpoints: [...twoUrls.endpoints, { url: 'ws://c', operator: 'C' }],
    });
    expect(await read()).toMatchObject({ error: { kind: 'one-operator-only', operator: 'A' } });
  });

  it('asks a third operator when one of the first two is slow', async () => {
    const { read, elapsed } = setUp([{ ...honest(), latency: 5_000 }, honest(), honest()]);
    expect(await read()).toMatchObject({ ok: true, value: { confirmedBy: ['B', 'C'] } });
    expect(elapsed()).toBe(400);
  });

  it('checks the genesis block again after it could not be had', async () => {
    const { read, nodes } = setUp([DOWN, honest()]);
    await read();
    nodes['ws://a'] = { ...honest(), genesis: hash(1) };
    expect(await read()).toEqual({
      ok: false,
      error: { kind: 'endpoint-lying', operator: 'A', cause: 'wrong-genesis' },
    });
    nodes['ws://a'] = { ...honest(), genesis: GENESIS.toUpperCase().replace('X', 'x') };
    expect(await read()).toMatchObject({ ok: true });
  });
});

describe('lies', () => {
  const liars: readonly [string, FakeNode][] = [
    ['wrong-genesis', { world: OTHER, genesis: hash(1) }],
    ['garbage', { world: {}, instead: { state_call: '0x00' } }],
    ['garbage', { world: {}, instead: { state_call: { a: 1 } } }],
    ['garbage', { world: {}, fails: { kind: 'garbage' } }],
    ['garbage', { world: ALICE, instead: { chain_getBlockHash: 7 } }],
    ['oversized', { world: {}, fails: { kind: 'oversized' } }],
  ];

  test.each(liars)('%s is told', async (cause, liar) => {
    const { read } = setUp([honest(), liar]);
    expect(await read()).toEqual({
      ok: false,
      error: { kind: 'endpoint-lying', operator: 'B', cause },
    });
  });

  test.each(liars)('%s does not stop two honest operators', async (_cause, liar) => {
    const { read } = setUp([liar, honest(), honest()]);
    expect(await read()).toMatchObject({
      ok: true,
      value: { nodeId: NODES.alice, confirmedBy: ['B', 'C'] },
    });
  });

  it('another record does not stop two honest operators', async () => {
    const { read, asked } = setUp([{ world: OTHER }, honest(), honest()]);
    expect(await read()).toMatchObject({
      ok: true,
      value: { nodeId: NODES.alice, confirmedBy: ['B', 'C'] },
    });
    expect(asked()).not.toContain('ws://b chain_getFinalizedHead');
  });
});

describe('a difference', () => {
  const old = { number: 100, world: ALICE };
  const recent = { number: 130, world: OTHER };

  it('is read again at a finalized block that both know', async () => {
    // B is at a best block where the record has just changed; A has not got it yet.
    const blocks = { [hash(100)]: old };
    const { read, log } = setUp([
      { world: ALICE, head: hash(100), blocks },
      { world: OTHER, head: hash(130), blocks: { ...blocks, [hash(130)]: recent } },
    ]);
    expect(await read()).toMatchObject({
      ok: true,
      value: { nodeId: NODES.alice, confirmedBy: ['A', 'B'] },
    });
    expect(log.filter(({ block }) => block !== undefined).map(({ block }) => block)).toEqual([
      hash(100),
      hash(100),
    ]);
  });

  it('that stays blames both, and the person is not asked', async () => {
    const { read } = setUp([
      { world: ALICE, head: hash(100), blocks: { [hash(100)]: old } },
      { world: OTHER, head: hash(100), blocks: { [hash(100)]: { number: 100, world: OTHER } } },
    ]);
    const error = { kind: 'endpoint-lying', operator: 'A, B', cause: 'disagree' };
    expect(await read()).toEqual({ ok: false, error });
    expect(await read({ acceptOne: true })).toEqual({ ok: false, error });
  });

  it('is not settled at an old block, where a stale answer was true once', async () => {
    const history = { [hash(100)]: old, [hash(5000)]: { number: 5000, world: OTHER } };
    const { read } = setUp([
      { world: OTHER, head: hash(5000), blocks: history },
      { world: ALICE, head: hash(100), blocks: history },
    ]);
    expect(await read()).toMatchObject({ error: { kind: 'endpoint-lying', cause: 'disagree' } });
  });

  test.each<[string, FakeNode]>([
    [
      'knows no common block',
      { world: OTHER, head: hash(9), blocks: { [hash(9)]: { number: 9, world: OTHER } } },
    ],
    ['names no block', { world: OTHER, instead: { chain_getFinalizedHead: null } }],
    [
      'names no number',
      { world: OTHER, head: hash(100), instead: { chain_getHeader: { number: 100 } } },
    ],
  ])('with one who %s stays', async (_what, node) => {
    const { read } = setUp([{ world: ALICE, head: hash(100), blocks: { [hash(100)]: old } }, node]);
    expect(await read()).toMatchObject({ error: { kind: 'endpoint-lying', cause: 'disagree' } });
  });

  it('never lets one liar among honest operators decide', async () => {
    const block = fc.record({
      number: fc.constantFrom(0, 100, 130, 5000),
      world: fc.constantFrom(ALICE, OTHER, {}),
    });
    const blocks = fc.record(
      { [hash(100)]: block, [hash(130)]: block, [hash(7)]: block },
      { requiredKeys: [] },
    );
    const liar: fc.Arbitrary<FakeNode> = fc.record(
      {
        world: fc.constantFrom(OTHER, {}, { alice: {} }),
        genesis: fc.constantFrom(GENESIS, hash(1)),
        head: fc.constantFrom(hash(100), hash(130), hash(7)),
        blocks,
        latency: fc.constantFrom(0, 300, 1000, 9000),
      },
      { requiredKeys: ['world'] },
    );
    const node: fc.Arbitrary<FakeNode> = fc.record({
      world: fc.constant(ALICE),
      head: fc.constantFrom(hash(100), hash(130)),
      // The record was another one long ago.
      blocks: fc.constant({
        [hash(7)]: { number: 7, world: OTHER },
        [hash(100)]: old,
        [hash(130)]: { number: 130, world: ALICE },
      }),
      latency: fc.constantFrom(0, 300, 1000, 9000),
    });
    const down = fc.constant(DOWN);
    await fc.assert(
      fc.asyncProperty(
        liar,
        fc.array(fc.oneof(node, down), { minLength: 1, maxLength: 2 }),
        fc.nat(2),
        async (bad, others, place) => {
          const { read } = setUp(others.toSpliced(place, 0, bad));
          const result = await read();
          const said = result.ok ? result.value.nodeId : result.error.kind;
          expect([
            NODES.alice,
            'chain-unreachable',
            'endpoint-lying',
            'one-operator-only',
          ]).toContain(said);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readOwner', () => {
  it('gives the accounts', async () => {
    const { reader, settle } = setUp([honest(), honest()]);
    expect(await settle(reader.readOwner(NAMES.alice))).toEqual({
      ok: true,
      value: {
        name: 'alice.azero',
        owner: encodeSs58(account(1)),
        controller: encodeSs58(account(2)),
        resolved: encodeSs58(account(3)),
        confirmedBy: ['A', 'B'],
        readAt: START,
      },
    });
  });

  test.each<[World, object]>([
    [{}, { kind: 'name-not-registered' }],
    [{ alice: { expired: true, until: 5 } }, { kind: 'name-expired', since: 5 }],
  ])('tells the kinds of no: %j', async (world, error) => {
    const { reader, settle } = setUp([{ world }, { world }]);
    expect(await settle(reader.readOwner(NAMES.alice))).toEqual({ ok: false, error });
  });

  it('needs the quorum too', async () => {
    const { reader, settle } = setUp([honest(), DOWN]);
    expect(await settle(reader.readOwner(NAMES.alice))).toMatchObject({
      error: { kind: 'chain-unreachable' },
    });
    expect(await settle(reader.readOwner(NAMES.alice, { acceptOne: true }))).toMatchObject({
      ok: true,
      value: { confirmedBy: ['A'] },
    });
  });
});
