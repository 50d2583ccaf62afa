import { describe, expect, it, test } from 'vitest';
import { createNameReader, type RpcFailure } from '../../../lib/azero/registry.ts';
import { encodeSs58 } from '../../../lib/azero/ss58.ts';
import {
  account,
  chainOf,
  execResult,
  GENESIS,
  hash,
  NAMES,
  NODES,
  START,
  type World,
} from './fake-chain.ts';

import { DOWN, fault, honest, setUp, URLS } from './reading.ts';

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
