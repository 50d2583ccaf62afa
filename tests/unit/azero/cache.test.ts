import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createRecordCache, RECORD_KEY_PREFIX } from '../../../lib/azero/cache.ts';
import type { NameRecord } from '../../../lib/azero/registry.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { RECORD_FRESH, RECORD_STALE } from '../../../lib/protocol/limits.ts';
import { NAMES, NODES, START } from './fake-chain.ts';

const BOTH = ['A', 'B'];
const KEY = `${RECORD_KEY_PREFIX}alice.azero`;
const STORED = { nodeId: NODES.alice, confirmedBy: BOTH, readAt: START };
const record = (name: AzeroName = NAMES.alice, readAt = START): NameRecord => ({
  name,
  nodeId: NODES.alice,
  confirmedBy: BOTH,
  readAt,
});

function numbered(number: number): AzeroName {
  const name = parseName(`n${number}.azero`);
  if (!name.ok) throw new Error(name.error.kind);
  return name.value;
}

describe('a cached record', () => {
  test.each([
    [0, 'fresh'],
    [RECORD_FRESH, 'fresh'],
    [RECORD_FRESH + 1, 'stale'],
    [RECORD_STALE, 'stale'],
    [RECORD_STALE + 1, 'missing'],
    [-1, 'missing'],
  ])('after %i ms is %s', (age, state) => {
    const cache = createRecordCache({ quorum: 2 });
    cache.put(record());
    expect(cache.get(NAMES.alice, START + age).state).toBe(state);
  });

  it('is gone once dropped, and from storage too', () => {
    const cache = createRecordCache({ quorum: 2 });
    cache.put(record());
    cache.takeChanges();
    cache.drop(NAMES.alice);
    expect(cache.get(NAMES.alice, START)).toEqual({ state: 'missing' });
    expect(cache.takeChanges()).toEqual({ put: {}, remove: [KEY] });
  });

  it('makes room by forgetting what was used longest ago', () => {
    const cache = createRecordCache({ quorum: 2, max: 2 });
    cache.put(record(NAMES.alice));
    cache.put(record(NAMES.bob));
    cache.get(NAMES.alice, START);
    cache.put(record(NAMES.carol));
    expect(cache.size).toBe(2);
    expect(cache.get(NAMES.bob, START).state).toBe('missing');
    expect(cache.get(NAMES.alice, START).state).toBe('fresh');
  });
});

describe('storage', () => {
  it('gets one item for one new record, however many there are', () => {
    const cache = createRecordCache({ quorum: 2 });
    for (let i = 0; i < 500; i++) cache.put(record(numbered(i)));
    expect(Object.keys(cache.takeChanges().put)).toHaveLength(500);
    cache.put(record(NAMES.alice));
    expect(cache.takeChanges()).toEqual({ put: { [KEY]: STORED }, remove: [] });
    expect(cache.takeChanges()).toEqual({ put: {}, remove: [] });
  });

  it('brings everything back', () => {
    const before = createRecordCache({ quorum: 2 });
    before.put(record(NAMES.alice));
    before.put(record(NAMES.bob, START - 5));
    const stored = structuredClone(before.takeChanges().put);
    const after = createRecordCache({ quorum: 2 });
    after.restore({ ...stored, 'local:settings': {} }, START);
    expect(after.get(NAMES.alice, START)).toEqual({ state: 'fresh', record: record() });
    expect(after.get(NAMES.bob, START)).toMatchObject({ record: { readAt: START - 5 } });
    expect(after.takeChanges()).toEqual({ put: {}, remove: [] });
  });

  it('never holds what fewer than the quorum confirmed', () => {
    const cache = createRecordCache({ quorum: 2 });
    cache.put(record());
    cache.put({ ...record(), confirmedBy: ['A'] });
    expect(cache.get(NAMES.alice, START).state).toBe('fresh');
    expect(cache.takeChanges()).toEqual({ put: {}, remove: [KEY] });
  });

  test.each<[string, Record<string, unknown>]>([
    ['no record', { [KEY]: 7 }],
    ['a node id that is none', { [KEY]: { ...STORED, nodeId: 'x' } }],
    ['too few operators', { [KEY]: { ...STORED, confirmedBy: ['A'] } }],
    ['another time', { [KEY]: { ...STORED, readAt: '1' } }],
    ['the future', { [KEY]: { ...STORED, readAt: START + 1 } }],
    ['long ago', { [KEY]: { ...STORED, readAt: START - RECORD_STALE - 1 } }],
    ['no name', { [`${RECORD_KEY_PREFIX}alice.example`]: STORED }],
    ['another spelling', { [`${RECORD_KEY_PREFIX}Alice.a0`]: STORED }],
  ])('with %s in it is cleaned', (_what, stored) => {
    const cache = createRecordCache({ quorum: 2 });
    cache.restore(stored, START);
    expect(cache.size).toBe(0);
    expect(cache.takeChanges()).toEqual({ put: {}, remove: Object.keys(stored) });
  });

  it('gives way to what was read in the meantime, and keeps to the bound', () => {
    const cache = createRecordCache({ quorum: 2, max: 2 });
    cache.put({ ...record(), nodeId: NODES.other });
    cache.restore(
      {
        [KEY]: STORED,
        [`${RECORD_KEY_PREFIX}n1.azero`]: { ...STORED, readAt: START - 9 },
        [`${RECORD_KEY_PREFIX}n2.azero`]: STORED,
      },
      START,
    );
    expect(cache.get(NAMES.alice, START)).toMatchObject({ record: { nodeId: NODES.other } });
    expect(cache.get(numbered(2), START).state).toBe('fresh');
    expect(cache.size).toBe(2);
    expect(cache.takeChanges().remove).toEqual([`${RECORD_KEY_PREFIX}n1.azero`]);
  });

  it('that holds rubbish does not undo what was read in the meantime', () => {
    const cache = createRecordCache({ quorum: 2 });
    cache.put(record());
    cache.restore({ [KEY]: 7 }, START);
    expect(cache.takeChanges()).toEqual({ put: { [KEY]: STORED }, remove: [] });
  });

  it('may hold anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(KEY, 'record:', 'record:__proto__', 'x'), fc.anything()),
        (stored) => {
          const cache = createRecordCache({ quorum: 1 });
          cache.restore(stored, START);
          expect(cache.size).toBe(0);
        },
      ),
    );
  });
});
