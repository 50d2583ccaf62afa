/** Reading names from operators that lie or differ. */
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type FakeNode, GENESIS, hash, NODES } from './fake-chain.ts';

import { ALICE, DOWN, honest, OTHER, setUp } from './reading.ts';

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

  it('names the operators in the order of the settings, whoever answers first', async () => {
    const blocks = { [hash(100)]: old };
    const late = { latency: 50, world: ALICE, head: hash(100), blocks };
    const other = { [hash(100)]: { number: 100, world: OTHER } };
    const stays = setUp([late, { world: OTHER, head: hash(100), blocks: other }]);
    expect(await stays.read()).toMatchObject({ error: { operator: 'A, B' } });
    const settles = setUp([late, { world: OTHER, head: hash(100), blocks }]);
    expect(await settles.read()).toMatchObject({ value: { confirmedBy: ['A', 'B'] } });
    const agrees = setUp([{ ...honest(), latency: 50 }, honest()]);
    expect(await agrees.read()).toMatchObject({ value: { confirmedBy: ['A', 'B'] } });
    const down = setUp([{ ...DOWN, latency: 50 }, DOWN]);
    expect(await down.read()).toMatchObject({
      error: { endpoints: [{ operator: 'A' }, { operator: 'B' }] },
    });
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
