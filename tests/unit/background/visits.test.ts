import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { NameRecord, ReadError } from '../../../lib/azero/registry.ts';
import { type AskHost, createVisits, type Visits } from '../../../lib/background/visits.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import type { RoutingFailure, Visit } from '../../../lib/protocol/ui.ts';
import { err, ok, type Result } from '../../../lib/result.ts';

const alice = nameOf('alice.azero');
const bob = nameOf('bob.azero');
const node = nodeOf('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const other = nodeOf('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');

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

function recordOf(name: AzeroName, nodeId: NodeId, operators: string[] = ['A', 'B']): NameRecord {
  return { name, nodeId, confirmedBy: operators, readAt: 5 };
}

let asked: string[];
let answers: Record<string, unknown>;
let reads: { acceptOne: boolean; fresh: boolean }[];
let record: Result<NameRecord, ReadError>;
let routing: RoutingFailure | undefined;
let passing: readonly string[];
let saved: readonly Visit[];
let accepted: readonly AzeroName[];
let steps: string[];
let now: number;
let visits: Visits;

const askHost: AskHost = async (kind, ask) => {
  asked.push(`${kind} ${JSON.stringify(ask)}`);
  // The double answers whatever the test has laid down for the kind.
  return answers[kind] as never;
};

function make(): Visits {
  return createVisits({
    async readName(_, how) {
      reads.push(how);
      return record;
    },
    askHost,
    routingFailure: async () => routing,
    async letPass(names) {
      passing = names;
    },
    async saveAccepted(names) {
      accepted = names;
    },
    async save(next) {
      saved = next;
      const last = next.at(-1);
      steps.push(last?.state === 'working' ? last.step : (last?.state ?? ''));
    },
    now: () => now,
  });
}

beforeEach(() => {
  asked = [];
  reads = [];
  steps = [];
  now = 7;
  passing = [];
  saved = [];
  accepted = [];
  routing = undefined;
  record = ok(recordOf(alice, node));
  answers = {
    status: ok({ state: 'up', nodeId: other, address: '10.115.0.1' }),
    'route.set': ok({ address: '10.115.77.7' }),
    'route.refuse': ok({}),
    'route.drop': ok({}),
    probe: ok({ milliseconds: 1 }),
  };
  visits = make();
});

describe('opening a name', () => {
  test('goes through every step, then lets it pass', async () => {
    expect(await visits.open(alice, 8080)).toEqual({
      state: 'open',
      name: alice,
      proof: { nodeId: node, confirmedBy: ['A', 'B'], readAt: 5 },
      openedAt: 7,
    });
    expect(steps).toEqual(['name', 'record', 'node', 'address', 'connection', 'open']);
    expect(asked).toEqual([
      'status {}',
      `route.set ${JSON.stringify({ name: alice, nodeId: node })}`,
      `probe ${JSON.stringify({ name: alice, port: 8080 })}`,
    ]);
    expect(passing).toEqual([alice]);
  });

  test('several tabs that ask for one name make one visit', async () => {
    await Promise.all([visits.open(alice, 80), visits.open(alice, 80), visits.open(alice, 80)]);
    expect(reads).toHaveLength(1);
  });

  test('nothing passes before the last step is done', async () => {
    answers['probe'] = err({ kind: 'node-silent' });
    const visit = await visits.open(alice, 81);
    expect(visit).toMatchObject({
      state: 'failed',
      step: 'connection',
      failure: { kind: 'node-silent', words: { port: '81' } },
    });
    expect(passing).toEqual([]);
  });

  test.each<[string, () => void, string, string]>([
    ['switched off', () => void (routing = 'switched-off'), 'name', 'switched-off'],
    ['proxy held', () => void (routing = 'proxy-held-by-policy'), 'name', 'proxy-held-by-policy'],
    ['no record', () => void (record = err({ kind: 'no-record' })), 'record', 'no-record'],
    [
      'host missing',
      () => void (answers['status'] = err({ kind: 'host-not-installed' })),
      'node',
      'host-not-installed',
    ],
    [
      'node down',
      () => void (answers['status'] = ok({ state: 'down', cause: 'mcc-timeout' })),
      'node',
      'mcc-timeout',
    ],
    [
      'her node unknown',
      () => void (answers['route.set'] = err({ kind: 'node-unresolved' })),
      'address',
      'node-unresolved',
    ],
  ])('%s: says so at its step', async (_, arrange, step, kind) => {
    arrange();
    expect(await visits.open(alice, 80)).toMatchObject({
      state: 'failed',
      step,
      failure: { kind },
    });
    expect(passing).toEqual([]);
  });

  test('asks the person before it takes one operator’s word, and only once', async () => {
    record = err({ kind: 'one-operator-only', operator: 'A', nodeId: node });
    expect(await visits.open(alice, 80)).toEqual({
      state: 'asking',
      name: alice,
      operator: 'A',
      nodeId: node,
    });
    expect(asked).toEqual(['status {}']);
    await visits.acceptOne(alice);
    record = ok(recordOf(alice, node, ['A']));
    await visits.open(alice, 80);
    expect(reads.map(({ acceptOne }) => acceptOne)).toEqual([false, true]);
    expect(passing).toEqual([alice]);
    // Something fails, the worker dies and comes back: the person is not asked again.
    answers['probe'] = err({ kind: 'node-silent' });
    await visits.open(alice, 80);
    const restored = make();
    await restored.restore(saved, accepted);
    await restored.open(alice, 80);
    expect(reads.at(-1)?.acceptOne).toBe(true);
    // With another chain the question is another one.
    await restored.clear();
    expect(accepted).toEqual([]);
    await restored.open(alice, 80);
    expect(reads.at(-1)?.acceptOne).toBe(false);
  });

  test('a retry after a failure on the chain reads the chain again', async () => {
    record = err({ kind: 'no-record' });
    await visits.open(alice, 80);
    record = ok(recordOf(alice, node));
    await visits.open(alice, 80);
    expect(reads.map(({ fresh }) => fresh)).toEqual([false, true]);
  });

  test('one port that fails does not close an open name', async () => {
    await visits.open(alice, 80);
    answers['probe'] = err({ kind: 'node-refused' });
    expect(await visits.open(alice, 9999)).toMatchObject({ state: 'failed', step: 'connection' });
    expect(passing).toEqual([alice]);
  });
});

test('a page that waits for a node reads the chain anew now and then, not each time it tries again', async () => {
  answers['probe'] = err({ kind: 'node-silent' });
  for (let seconds = 0; seconds < 60; seconds += 5) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    expect(await visits.open(alice, 80)).toMatchObject({ failure: { kind: 'node-silent' } });
    now += 5_000;
  }
  expect(reads).toHaveLength(12);
  expect(reads.filter(({ fresh }) => fresh)).toHaveLength(3);
});

describe('while a name is open', () => {
  test('the host gets a route for it and for no other name', async () => {
    await visits.open(alice, 80);
    asked = [];
    await visits.routeWanted(alice, 'expired');
    await visits.routeWanted(bob, 'unknown');
    expect(asked).toEqual([
      `route.set ${JSON.stringify({ name: alice, nodeId: node })}`,
      `route.refuse ${JSON.stringify({ name: bob, cause: 'not-opened' })}`,
    ]);
  });

  test('closing all takes their routes from the host, also one that is still being read', async () => {
    await visits.open(alice, 80);
    let read: ((value: typeof record) => void) | undefined;
    const reading = new Promise<typeof record>((resolve) => {
      read = resolve;
    });
    const { value } = record.ok ? record : expect.unreachable();
    record = reading as never;
    asked = [];
    const wanted = visits.routeWanted(alice, 'expired');
    await visits.clear();
    read?.(ok(value));
    await wanted;
    expect(asked).toEqual([
      `route.drop ${JSON.stringify({ name: alice })}`,
      `route.refuse ${JSON.stringify({ name: alice, cause: 'not-opened' })}`,
    ]);
  });

  test('a failed dial reads the chain again, once', async () => {
    await visits.open(alice, 80);
    reads = [];
    await visits.routeWanted(alice, 'dial-failed');
    expect(reads).toEqual([{ acceptOne: false, fresh: true }]);
  });

  test('a changed record moves the route to the new node', async () => {
    await visits.open(alice, 80);
    asked = [];
    await visits.recordChanged(alice, ok(recordOf(alice, other)));
    expect(asked).toEqual([`route.set ${JSON.stringify({ name: alice, nodeId: other })}`]);
    expect(visits.get(alice)).toMatchObject({ state: 'open', proof: { nodeId: other } });
  });

  test('a record that changes while its name is on the way overtakes the old one', async () => {
    const answer = answers['status'];
    let changed = false;
    Object.defineProperty(answers, 'status', {
      get() {
        if (!changed) {
          changed = true;
          record = ok(recordOf(alice, other));
          void visits.recordChanged(alice, record);
        }
        return answer;
      },
    });
    expect(await visits.open(alice, 80)).toMatchObject({ state: 'open', proof: { nodeId: other } });
    const routes = asked.filter((question) => question.startsWith('route.set'));
    expect(routes.at(-1)).toContain(other);
    expect(passing).toEqual([alice]);
  });

  test('a record that is gone closes the name', async () => {
    await visits.open(alice, 80);
    await visits.recordChanged(alice, err({ kind: 'no-record' }));
    expect(passing).toEqual([]);
    expect(asked.at(-1)).toBe(`route.drop ${JSON.stringify({ name: alice })}`);
    expect(visits.get(alice)).toMatchObject({ state: 'failed', failure: { kind: 'no-record' } });
  });

  test('it stays open over the death of the worker', async () => {
    await visits.open(alice, 80);
    passing = [];
    const restored = make();
    await restored.restore(saved, []);
    expect(passing).toEqual([alice]);
    expect(restored.get(alice)?.state).toBe('open');
  });
});

describe('while something else holds the proxy', () => {
  test('open names are shut, and open again when it is gone', async () => {
    await visits.open(alice, 80);
    expect(passing).toEqual([alice]);
    await visits.hold(true);
    expect(passing).toEqual([]);
    await visits.recordChanged(alice, ok(recordOf(alice, other)));
    expect(passing).toEqual([]);
    await visits.hold(false);
    expect(passing).toEqual([alice]);
  });

  test('what is restored stays shut', async () => {
    const open = await visits.open(alice, 80);
    visits = make();
    await visits.hold(true);
    await visits.restore([open], []);
    expect(passing).toEqual([]);
  });
});

test.each(['status', 'route.set', 'probe'])(
  'what waits for %s when everything is cleared opens nothing and leaves nothing',
  async (kind) => {
    const answer = answers[kind];
    const { promise, resolve } = Promise.withResolvers<unknown>();
    answers[kind] = promise;
    const before = visits.open(alice, 80);
    await vi.waitFor(() => expect(asked.at(-1)).toContain(kind));
    await visits.clear();
    answers[kind] = answer;
    const count = asked.length;
    resolve(answer);
    expect(await before).toMatchObject({ state: 'failed' });
    expect([passing, saved]).toEqual([[], []]);
    expect(asked).toHaveLength(count);
    expect(await visits.open(alice, 80)).toMatchObject({ state: 'open' });
  },
);
