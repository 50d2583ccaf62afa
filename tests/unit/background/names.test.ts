import { beforeEach, describe, expect, test } from 'vitest';
import { createRecordCache } from '../../../lib/azero/cache.ts';
import type { NameRecord, ReadError } from '../../../lib/azero/registry.ts';
import {
  type Chain,
  createNames,
  type Names,
  type SettingsBad,
} from '../../../lib/background/names.ts';
import { parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import { RECORD_FRESH } from '../../../lib/protocol/limits.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import { settle } from '../../fakes/clock.ts';

const parsed = parseName('alice.azero');
const first = parseNodeId('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const second = parseNodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');
if (!parsed.ok || !first.ok || !second.ok) throw new Error('fixtures');
const name = parsed.value;
const [nodeA, nodeB] = [first.value, second.value];

let now: number;
let reads: { acceptOne?: boolean }[];
let answer: () => Result<NameRecord, ReadError>;
let changes: Result<NameRecord, ReadError>[];
let names: Names;
let chain: Chain | undefined;
let told: Result<NameRecord, ReadError | SettingsBad>[];

function record(nodeId: typeof nodeA, confirmedBy = ['A', 'B']): NameRecord {
  return { name, nodeId, confirmedBy, readAt: now };
}

beforeEach(() => {
  now = 1_000_000;
  reads = [];
  changes = [];
  answer = () => ok(record(nodeA));
  const cache = createRecordCache({ quorum: 2 });
  told = [];
  chain = {
    cache,
    quorum: 2,
    save: () => {},
    close: () => {},
    reader: {
      async read(_, how = {}) {
        reads.push(how);
        return answer();
      },
      readOwner: () => Promise.reject(new Error('not asked')),
    },
  };
  names = createNames({
    chain: () => chain,
    now: () => now,
    onRead: (result) => void told.push(result),
    onChanged: (_, result) => void changes.push(result),
  });
});

const plain = { acceptOne: false, fresh: false };

describe('reading through the cache', () => {
  test('a fresh record is not read again', async () => {
    await names.read(name, plain);
    await names.read(name, plain);
    expect(reads).toHaveLength(1);
  });

  test('a stale one is served at once and read again behind it', async () => {
    await names.read(name, plain);
    now += RECORD_FRESH + 1;
    answer = () => ok(record(nodeB));
    expect(await names.read(name, plain)).toMatchObject({ ok: true, value: { nodeId: nodeA } });
    await settle();
    expect(changes).toMatchObject([{ ok: true, value: { nodeId: nodeB } }]);
    expect(await names.read(name, plain)).toMatchObject({ ok: true, value: { nodeId: nodeB } });
  });

  test('a no on the second look is told; an unreachable chain changes nothing', async () => {
    await names.read(name, plain);
    answer = () => err({ kind: 'chain-unreachable', endpoints: [] });
    await names.read(name, { acceptOne: false, fresh: true });
    expect(changes).toEqual([]);
    expect(await names.read(name, plain)).toMatchObject({ ok: true });
    answer = () => err({ kind: 'no-record' });
    await names.read(name, { acceptOne: false, fresh: true });
    expect(changes).toEqual([err({ kind: 'no-record' })]);
  });

  test('one operator’s word in the cache stays a question for everybody else', async () => {
    answer = () => ok(record(nodeA, ['A']));
    await names.read(name, { acceptOne: true, fresh: false });
    answer = () => err({ kind: 'one-operator-only', operator: 'A', nodeId: nodeA });
    expect(await names.read(name, plain)).toMatchObject({
      ok: false,
      error: { kind: 'one-operator-only' },
    });
    expect(await names.read(name, { acceptOne: true, fresh: false })).toMatchObject({ ok: true });
  });
});

test('of a chain that is no longer set nothing is told or believed', async () => {
  await names.read(name, plain);
  expect(told).toHaveLength(1);
  const old = chain;
  answer = () => ok(record(nodeB));
  const reading = names.read(name, { acceptOne: false, fresh: true });
  chain = undefined;
  await reading;
  expect(told).toHaveLength(1);
  expect(changes).toEqual([]);
  expect(old?.cache.get(name, now)).toMatchObject({ record: { nodeId: nodeA } });
});

describe('a name that was changed', () => {
  test('is read anew, and whoever uses it hears of it', async () => {
    await names.read(name, plain);
    answer = () => ok(record(nodeB));
    await names.forget(name);
    expect(changes).toMatchObject([{ ok: true, value: { nodeId: nodeB } }]);
    expect(await names.read(name, plain)).toMatchObject({ value: { nodeId: nodeB } });
    expect(reads).toHaveLength(2);
  });

  test('is forgotten also where the chain can’t be reached just now', async () => {
    await names.read(name, plain);
    answer = () => err({ kind: 'chain-unreachable', endpoints: [] });
    await names.forget(name);
    expect(await names.read(name, plain)).toMatchObject({ ok: false });
  });
});
