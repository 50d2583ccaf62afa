import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  answerNamesPage,
  type NamesPageOptions,
  namesPageChain,
} from '../../../lib/background/names-page.ts';
import { createPendingWrites } from '../../../lib/background/pending-writes.ts';
import { parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import type { NodeStatus } from '../../../lib/protocol/host-values.ts';
import { NamesContext, type PendingWrite } from '../../../lib/protocol/names-page.ts';
import { err, ok } from '../../../lib/result.ts';
import type { Settings } from '../../../lib/state/settings.ts';

const alice = parseName('alice.azero');
const here = parseNodeId('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const there = parseNodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');
if (!alice.ok || !here.ok || !there.ok) throw new Error('fixtures');
const name = alice.value;

let on: boolean;
let settings: Settings;
let node: NodeStatus;
let record: typeof here.value;
let managed: boolean;
let saved: string[];
let forgotten: string[];
let reads: object[];
let looks: number;
let stored: readonly PendingWrite[];

const NOW = Date.UTC(2026, 0, 31);
const write: PendingWrite = {
  hash: `0x${'ab'.repeat(32)}`,
  registry: `0x${'11'.repeat(32)}`,
  name,
  account: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  changes: [
    ['staex-id', here.value],
    ['old', null],
  ],
  nonce: 3,
  after: 100,
  deadFrom: 356,
  signedAt: NOW,
};

const options: NamesPageOptions = {
  isOn: () => on,
  settings: () => settings,
  names: {
    async read(asked, how) {
      reads.push({ asked, ...how });
      return ok({ name: asked, nodeId: record, confirmedBy: ['A'], readAt: 1 });
    },
    async forget(asked) {
      forgotten.push(asked);
    },
  },
  askHost: async (kind: string) => (kind === 'status' ? ok(node) : err({ kind: 'internal' })),
  async saveMyName(asked) {
    if (!managed) saved.push(asked);
    return !managed;
  },
  pendingWrites: createPendingWrites(
    {
      get: async () => stored,
      set: async (writes) => {
        stored = writes;
      },
    },
    () => NOW,
  ),
  lookAtMyName: () => {
    looks += 1;
  },
  language: () => 'de-AT',
};
const ask = (message: unknown) => answerNamesPage(options, message);

beforeEach(() => {
  on = true;
  settings = { myName: 'alice.azero' };
  node = { state: 'up', nodeId: here.value, address: '10.1.2.3' };
  record = here.value;
  managed = false;
  saved = [];
  forgotten = [];
  reads = [];
  looks = 0;
  stored = [];
});

describe('the context', () => {
  test('is what the settings and the node say', async () => {
    expect(await ask({ id: 1, ask: 'context' })).toMatchObject({
      id: 1,
      ok: true,
      answer: {
        network: 'alephzero',
        endings: ['azero'],
        registry: '0x114f2730bed95cb65b51b448de6d381216fb77dd585376553072498143aa5687',
        quorum: 2,
        ownName: name,
        nodeId: { state: 'known', id: here.value },
        language: 'de-AT',
      },
    });
  });

  test('says why the node id is not known, and does without a name', async () => {
    settings = {};
    node = { state: 'down', cause: 'mcc-timeout' };
    const reply = await ask({ id: 1, ask: 'context' });
    expect(reply).toMatchObject({
      answer: { nodeId: { state: 'unknown', failure: { kind: 'mcc-timeout' } } },
    });
    expect(JSON.stringify(reply)).not.toContain('ownName');
  });

  test('names the origins of its endpoints, and nothing where the settings are bad', async () => {
    settings = {
      chain: {
        network: 'alephzero',
        endpoints: [
          { url: 'wss://a.example/rpc?key=1', operator: 'A' },
          { url: 'wss://a.example/other', operator: 'A' },
          { url: 'http://127.0.0.1:9944', operator: 'B' },
        ],
      },
    };
    const chain = namesPageChain(settings);
    expect(chain.ok && chain.value.connect).toEqual(['wss://a.example', 'http://127.0.0.1:9944']);
    settings = { chain: { network: 'development', registry: 'no address' } };
    expect(await ask({ id: 1, ask: 'context' })).toEqual({
      id: 1,
      ok: false,
      failure: { kind: 'settings-bad' },
    });
  });
});

test('a changed name is forgotten', async () => {
  expect(await ask({ id: 2, ask: 'changed', name: 'alice.a0' })).toEqual({
    id: 2,
    ok: true,
    answer: {},
  });
  expect(forgotten).toEqual([name]);
});

test('whether the own name leads here is looked at as soon as it was changed, and for no other name', async () => {
  await ask({ id: 2, ask: 'changed', name: 'bob.azero' });
  expect(looks).toBe(0);
  await ask({ id: 2, ask: 'changed', name });
  expect(looks).toBe(1);
});

describe('a signed write', () => {
  test('is told to every page that asks, until its end was shown', async () => {
    const known = async () => {
      const reply = await ask({ id: 9, ask: 'context' });
      return reply?.ok && v.parse(NamesContext, reply.answer).pendingWrites;
    };
    expect(await known()).toEqual([]);
    expect(await ask({ id: 1, ask: 'remember', write })).toEqual({ id: 1, ok: true, answer: {} });
    expect(await known()).toEqual([write]);
    await ask({ id: 2, ask: 'told', hash: `0x${'cd'.repeat(32)}` });
    expect(await known()).toEqual([write]);
    await ask({ id: 3, ask: 'told', hash: write.hash });
    expect(await known()).toEqual([]);
  });

  test('is kept whatever several pages note down at once, and never pushed out by others', async () => {
    const hashes = Array.from({ length: 20 }, (_, at) => `0x${String(at).padStart(64, '0')}`);
    const replies = await Promise.all(
      hashes.map((hash) => ask({ id: 1, ask: 'remember', write: { ...write, hash } })),
    );
    expect(replies.map((reply) => reply?.ok)).toEqual(hashes.map((_, at) => at < 16));
    expect(stored.map(({ hash }) => hash)).toEqual(hashes.slice(0, 16));
  });

  test('is not noted down with a transaction that is longer than any', async () => {
    const noted = (bytes: number) =>
      ask({ id: 1, ask: 'remember', write: { ...write, signed: `0x${'00'.repeat(bytes)}` } });
    expect(await noted(50_001)).toBeUndefined();
    expect(stored).toEqual([]);
    expect(await noted(50_000)).toMatchObject({ ok: true });
  });

  test('makes room after a month that nobody asked for it', async () => {
    stored = Array.from({ length: 16 }, () => ({ ...write, signedAt: NOW - 31 * 86_400_000 }));
    await ask({ id: 1, ask: 'remember', write });
    expect(stored).toEqual([write]);
  });

  test('is not noted down while Copybara is off, so that it is not sent', async () => {
    on = false;
    expect(await ask({ id: 1, ask: 'remember', write })).toMatchObject({ ok: false });
    expect(stored).toEqual([]);
  });
});

describe('a name becomes the person’s own', () => {
  const use = { id: 3, ask: 'use-name', name };

  test('when its record, read anew, is this node', async () => {
    expect(await ask(use)).toEqual({ id: 3, ok: true, answer: { outcome: 'used' } });
    expect(saved).toEqual([name]);
    expect(reads).toEqual([{ asked: name, acceptOne: true, fresh: true }]);
  });

  test('not when it is another one', async () => {
    record = there.value;
    expect(await ask(use)).toMatchObject({
      answer: { outcome: 'differs', recordNodeId: there.value, ownNodeId: here.value },
    });
    expect(saved).toEqual([]);
  });

  test('not when whoever manages the browser sets it, or the node is silent', async () => {
    managed = true;
    expect(await ask(use)).toMatchObject({ answer: { outcome: 'managed' } });
    managed = false;
    node = { state: 'down', cause: 'mcc-daemon-down' };
    expect(await ask(use)).toMatchObject({
      answer: { outcome: 'failed', failure: { kind: 'mcc-daemon-down' } },
    });
    expect(saved).toEqual([]);
  });
});

test('nothing is done while Copybara is off', async () => {
  on = false;
  for (const question of ['context', 'changed', 'use-name']) {
    // oxlint-disable-next-line no-await-in-loop -- three
    expect(await ask({ id: 4, ask: question, name })).toEqual({
      id: 4,
      ok: false,
      failure: { kind: 'switched-off' },
    });
  }
  expect([...saved, ...forgotten, ...reads]).toEqual([]);
});

test.each([
  undefined,
  null,
  'context',
  {},
  { ask: 'context' },
  { id: -1, ask: 'context' },
  { id: 1, ask: 'settings' },
  { id: 1, command: 'openNamesPage' },
  { id: 1, ask: 'changed' },
  { id: 1, ask: 'changed', name: 'alice.example' },
  { id: 1, ask: 'use-name', name: 'sub.alice.azero' },
  { id: 1, ask: 'remember' },
  { id: 1, ask: 'remember', write: { ...write, name: 'alice.example' } },
  { id: 1, ask: 'remember', write: { ...write, account: '<b>' } },
  { id: 1, ask: 'remember', write: { ...write, changes: [['k', 'x'.repeat(20_000)]] } },
  { id: 1, ask: 'remember', write: { ...write, nonce: -1 } },
  { id: 1, ask: 'remember', write: { ...write, signed: 'https://alice.example/' } },
  { id: 1, ask: 'told' },
  { id: 1, ask: 'told', hash: 'all' },
])('%j is no question', async (message) => {
  expect(await ask(message)).toBeUndefined();
});
