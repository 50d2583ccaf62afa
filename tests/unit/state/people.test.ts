import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CallId, isCallId } from '../../../lib/call/call-id.ts';
import { type Fingerprint, isFingerprint } from '../../../lib/call/fingerprint.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import type { Area } from '../../../lib/state/area.ts';
import { isBlocked } from '../../../lib/state/blocked.ts';
import { MAX_NOTE } from '../../../lib/state/contact.ts';
import type { PastCall } from '../../../lib/state/history.ts';
import { createPeople, isPeopleKey, MAX_HISTORY, type People } from '../../../lib/state/people.ts';

function nameOf(text: string): AzeroName {
  const name = parseName(text);
  if (!name.ok) throw new Error(text);
  return name.value;
}

function nodeOf(text: string): NodeId {
  const id = parseNodeId(text);
  if (!id.ok) throw new Error(text);
  return id.value;
}

function idOf(number: number): CallId {
  const text = number.toString(16).padStart(12, '0');
  if (!isCallId(text)) throw new Error(text);
  return text;
}

function printOf(digit: string): Fingerprint {
  const text = digit.repeat(64);
  if (!isFingerprint(text)) throw new Error(text);
  return text;
}

const alice = nameOf('alice.azero');
const bob = nameOf('bob.azero');
const node = nodeOf('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');

let stored: Record<string, unknown>;
let running: Map<string, Promise<unknown>>;
let people: People;

/** Storage as browsers have it: each call takes a turn, and what is handed in or out is a copy. */
const area: Area = {
  async get(key) {
    await Promise.resolve();
    return structuredClone(key === null ? stored : { [key]: stored[key] });
  },
  async set(items) {
    await Promise.resolve();
    Object.assign(stored, structuredClone(items));
  },
  async remove(keys) {
    await Promise.resolve();
    for (const key of keys) delete stored[key];
  },
};

function alone<T>(key: string, task: () => Promise<T>): Promise<T> {
  const turn = (running.get(key) ?? Promise.resolve()).then(task, task);
  running.set(key, turn);
  return turn;
}

function callOf(number: number, startedAt: number): PastCall {
  return {
    callId: idOf(number),
    name: alice,
    role: 'caller',
    startedAt,
    endedAt: startedAt + 5,
    cause: 'hung-up',
  };
}

beforeEach(() => {
  stored = { settings: { myName: 'bob.azero' }, 'record:alice.azero': {} };
  running = new Map();
  people = createPeople(area, alone);
});

describe('a contact', () => {
  test('is remembered with the certificate of the last proven call', async () => {
    expect(await people.recallCertificate(alice)).toBeUndefined();
    await people.rememberPeer({ name: alice, nodeId: node, fingerprint: printOf('a') }, 10);
    await people.rememberPeer({ name: alice, nodeId: node, fingerprint: printOf('b') }, 20);
    expect(await people.recallCertificate(alice)).toBe(printOf('b'));
    expect(await people.contact(alice)).toEqual({
      name: alice,
      proven: { nodeId: node, fingerprint: printOf('b'), firstAt: 10, lastAt: 20 },
      note: '',
      blocked: false,
    });
  });

  test('keeps everything when two windows write at one time', async () => {
    const second = createPeople(area, alone);
    await Promise.all([
      people.setNote(alice, ' from school '),
      second.setBlocked(alice, true),
      people.rememberPeer({ name: alice, nodeId: node, fingerprint: printOf('a') }, 10),
      second.setNote(bob, 'x'.repeat(MAX_NOTE + 1)),
    ]);
    expect(await people.contact(alice)).toMatchObject({
      note: 'from school',
      blocked: true,
      proven: { firstAt: 10 },
    });
    expect((await people.contact(bob))?.note).toHaveLength(MAX_NOTE);
    expect((await people.contacts()).map(({ name }) => name)).toEqual([alice, bob]);
  });

  test('that says nothing any more leaves nothing behind', async () => {
    expect(await isBlocked(area, alice)).toBe(false);
    await people.setBlocked(alice, true);
    expect(await isBlocked(area, alice)).toBe(true);
    await people.setBlocked(alice, false);
    expect(Object.keys(stored).filter(isPeopleKey)).toEqual([]);
    await people.setNote(bob, 'a');
    await people.deleteContact(bob);
    expect(Object.keys(stored).filter(isPeopleKey)).toEqual([]);
  });

  test('stays blocked where the rest of it cannot be read', async () => {
    await area.set({ [`contact:${alice}`]: { blocked: true, note: 7 } });
    expect(await isBlocked(area, alice)).toBe(true);
    await area.set({ [`contact:${alice}`]: 'blocked' });
    expect(await isBlocked(area, alice)).toBe(false);
  });

  test('that cannot be read, or stands under the name of another, is none', async () => {
    const good = { name: alice, note: '', blocked: true };
    stored['contact:bob.azero'] = good;
    expect(await people.contact(bob)).toBeUndefined();
    stored['contact:alice.azero'] = { ...good, proven: { nodeId: node, fingerprint: 'AB' } };
    expect(await people.contact(alice)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        stored['contact:alice.azero'] = value;
        expect((await people.contact(alice))?.name ?? alice).toBe(alice);
        await people.contacts();
      }),
    );
  });
});

describe('the history', () => {
  test('holds the newest calls first, at most a thousand', async () => {
    for (let number = 0; number < MAX_HISTORY; number += 1) {
      stored[`call:${idOf(number)}`] = callOf(number, number);
    }
    await people.addHistory(callOf(MAX_HISTORY, MAX_HISTORY));
    const calls = await people.history();
    expect(calls).toHaveLength(MAX_HISTORY);
    expect(calls[0]?.startedAt).toBe(MAX_HISTORY);
    expect(calls.at(-1)?.startedAt).toBe(1);
  });

  test('lets no link write over a call that was had', async () => {
    const had = { ...callOf(1, 10), name: alice, provenAt: 20 };
    await people.addHistory(callOf(1, 5));
    await people.addHistory(had);
    await people.addHistory({ ...callOf(1, 30), name: bob });
    expect(await people.history()).toEqual([had]);
  });

  test('can be deleted one by one and whole', async () => {
    await Promise.all([1, 2, 3].map((number) => people.addHistory(callOf(number, number))));
    await people.deleteHistory(idOf(2));
    expect((await people.history()).map(({ startedAt }) => startedAt)).toEqual([3, 1]);
    // Also what can't be read: a person who deletes all leaves nothing.
    stored['call:000000000009'] = 'nonsense';
    await people.deleteHistory();
    expect(Object.keys(stored).filter(isPeopleKey)).toEqual([]);
  });

  test('leaves out what it cannot read', async () => {
    stored['call:000000000001'] = { ...callOf(1, 1), cause: 'abducted' };
    stored['call:000000000002'] = callOf(2, 2);
    expect((await people.history()).map(({ startedAt }) => startedAt)).toEqual([2]);
  });
});

test('used links are known until they expire, and forgotten then', async () => {
  await people.rememberUsed(idOf(1), 100);
  await people.rememberUsed(idOf(2), 200);
  expect(await people.usedLinks(99)).toEqual([idOf(1), idOf(2)]);
  expect(await people.usedLinks(100)).toEqual([idOf(2)]);
  expect(Object.keys(stored)).not.toContain(`used:${idOf(1)}`);
});

test('everything can be taken along and deleted, and nothing else goes with it', async () => {
  await people.setNote(alice, 'a “note”');
  await people.addHistory(callOf(1, 1));
  await people.rememberUsed(idOf(1), 100);
  expect(JSON.parse(await people.exportText(0))).toEqual({
    copybara: 1,
    exportedAt: '1970-01-01T00:00:00.000Z',
    contacts: [{ name: alice, note: 'a “note”', blocked: false }],
    calls: [callOf(1, 1)],
  });
  await people.deleteAll();
  expect(Object.keys(stored).toSorted()).toEqual([
    'record:alice.azero',
    'settings',
    `used:${idOf(1)}`,
  ]);
});

test('what was taken along comes back beside what is here', async () => {
  await people.setNote(bob, 'here');
  await people.restore([{ name: alice, note: 'from the file', blocked: true }], [callOf(1, 1)]);
  expect((await people.contacts()).map(({ note }) => note)).toEqual(['from the file', 'here']);
  expect(await people.history()).toEqual([callOf(1, 1)]);
  const many = Array.from({ length: MAX_HISTORY }, (_, n) => callOf(n + 2, n + 2));
  await people.restore([], many);
  expect((await people.history()).length).toBe(MAX_HISTORY);
});
