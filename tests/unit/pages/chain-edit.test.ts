import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NETWORKS, withDefaults } from '../../../lib/azero/networks.ts';
import { resolveChain } from '../../../lib/azero/resolve-chain.ts';
import { type ChainEdit, editChain, MAX_ENDPOINTS } from '../../../lib/pages/chain-edit.ts';
import type { Settings } from '../../../lib/state/settings.ts';

type Part = Settings['chain'];

const MINE = { url: 'wss://node.example', operator: 'me' };
const REGISTRY = '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDf';

/** What one change after the other makes of the settings. */
function after(...edits: readonly ChainEdit[]): Part {
  let part: Part;
  for (const edit of edits) {
    const edited = editChain(part, edit);
    if (!edited.ok) throw new Error(edited.error.kind);
    part = edited.value;
  }
  return part;
}

function problem(part: Part, edit: ChainEdit): string | undefined {
  const edited = editChain(part, edit);
  return edited.ok ? undefined : edited.error.kind;
}

describe('a change to the chain', () => {
  it('adds an endpoint to those of the network', () => {
    const { endpoints } = withDefaults(after({ kind: 'add', ...MINE }) ?? {});
    expect(endpoints).toEqual([...NETWORKS.alephzero.endpoints, MINE]);
  });

  it('asks an endpoint earlier, and leaves no list where it is the network’s again', () => {
    const [first, second] = NETWORKS.alephzero.endpoints;
    const moved = after({ kind: 'up', url: second.url });
    expect(withDefaults(moved ?? {}).endpoints.slice(0, 2)).toEqual([second, first]);
    expect(editChain(moved, { kind: 'up', url: first.url })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(after({ kind: 'add', ...MINE }, { kind: 'remove', url: MINE.url })).toBeUndefined();
    expect(after({ kind: 'up', url: first.url })).toBeUndefined();
  });

  it('leaves nothing of one network for the next', () => {
    const testnet = after(
      { kind: 'add', ...MINE },
      { kind: 'network', network: 'alephzero-testnet' },
    );
    expect(testnet).toEqual({ network: 'alephzero-testnet' });
    expect(
      after({ kind: 'quorum', quorum: 1 }, { kind: 'network', network: 'alephzero' }),
    ).toBeUndefined();
  });

  it('takes a chain of one’s own by its registry', () => {
    const own = after({ kind: 'development', registry: ` ${REGISTRY} ` });
    expect(own).toEqual({ network: 'development', registry: REGISTRY });
    expect(problem(undefined, { kind: 'development', registry: 'x' })).toBe('bad-registry');
    expect(after({ kind: 'development', registry: REGISTRY }, { kind: 'defaults' })).toEqual(own);
  });

  it.each<[string, ChainEdit]>([
    ['bad-endpoint', { kind: 'add', url: 'ftp://node.example', operator: 'me' }],
    ['bad-endpoint', { kind: 'add', url: 'https://a:b@node.example', operator: 'me' }],
    ['bad-endpoint', { kind: 'add', url: 'https://node.example', operator: ' ' }],
    [
      'bad-endpoint',
      { kind: 'add', url: `https://node.example/${'x'.repeat(3000)}`, operator: 'me' },
    ],
    ['known-endpoint', { kind: 'add', url: ' https://rpc.azero.dev ', operator: 'me' }],
    ['shared-endpoint', { kind: 'add', url: 'wss://rpc.azero.dev', operator: 'me' }],
    ['bad-quorum', { kind: 'quorum', quorum: 3 }],
    ['bad-quorum', { kind: 'quorum', quorum: 0 }],
  ])('is refused: %s', (kind, edit) => {
    expect(problem(undefined, edit)).toBe(kind);
  });

  it('never takes the last endpoint, nor an operator that must agree', () => {
    const only = { endpoints: [MINE], quorum: 1 };
    expect(problem(only, { kind: 'remove', url: MINE.url })).toBe('last-endpoint');
    const two = { endpoints: [MINE, { url: 'https://b.example', operator: 'b' }], quorum: 2 };
    expect(problem(two, { kind: 'remove', url: MINE.url })).toBe('bad-quorum');
  });

  it('has room for no more than are stored', () => {
    const many = Array.from({ length: MAX_ENDPOINTS }, (_, n) => ({
      url: `https://n${n}.example`,
      operator: 'o',
    }));
    expect(problem({ endpoints: many }, { kind: 'add', ...MINE })).toBe('too-many-endpoints');
  });

  it('leaves settings that can be used, whatever is done to them', () => {
    const url = fc.constantFrom(
      'https://a.example',
      'wss://b.example',
      'wss://a.example',
      'x:',
      'https://rpc.azero.dev',
    );
    const edit: fc.Arbitrary<ChainEdit> = fc.oneof(
      fc.record({
        kind: fc.constant('network' as const),
        network: fc.constantFrom('alephzero' as const, 'alephzero-testnet' as const),
      }),
      fc.record({
        kind: fc.constant('add' as const),
        url,
        operator: fc.constantFrom('me', ' Me', ''),
      }),
      fc.record({ kind: fc.constantFrom('remove' as const, 'up' as const), url }),
      fc.record({ kind: fc.constant('quorum' as const), quorum: fc.integer({ min: -1, max: 6 }) }),
      fc.constant({ kind: 'defaults' as const }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let part: Part;
        for (const one of edits) {
          const edited = editChain(part, one);
          if (edited.ok) part = edited.value;
          expect(resolveChain(withDefaults(part ?? {})).ok).toBe(true);
        }
      }),
    );
  });
});
