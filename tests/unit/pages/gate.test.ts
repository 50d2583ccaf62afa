import { beforeEach, describe, expect, test } from 'vitest';
import { parseTarget } from '../../../lib/names/from-input.ts';
import { createGate, type Gate, type GateState } from '../../../lib/pages/gate.ts';
import type { Failure, Visit } from '../../../lib/protocol/ui.ts';
import { readGateAddress } from '../../../lib/routing/gate-address.ts';
import { createClock, settle } from '../../fakes/clock.ts';

const parsed = parseTarget('http://alice.azero:8080/x?y#z');
if (!parsed.ok) throw new Error('fixture');
const target = parsed.value;
const { name } = target;

let clock: ReturnType<typeof createClock>;
let asks: number;
let visit: Visit | undefined;
let background: 'alive' | 'dead' | 'hanging' | 'silent';
let gone: number[];
let went: number;
let visible: boolean;
let shown: GateState | undefined;
let gate: Gate;

function failed(failure: Failure): Visit {
  return { state: 'failed', name, step: 'node', failure, failedAt: 0 };
}

function opened(): Visit {
  const parsedId = { nodeId: 'x'.repeat(52), confirmedBy: [], readAt: 0 };
  return { state: 'open', name, proof: parsedId as never, openedAt: 0 };
}

function make(broke = false): Gate {
  return createGate({
    target,
    broke,
    async openVisit() {
      asks += 1;
      if (background === 'hanging') return new Promise(() => {});
      if (background === 'dead') throw new Error('no receiving end');
      return background === 'silent' ? { failure: 'browser-silent' } : {};
    },
    currentVisit: async () => visit,
    after: clock.after,
    now: clock.now,
    go: () => {
      went += 1;
    },
    gone: { get: () => gone, add: (at) => void gone.push(at) },
    isVisible: () => visible,
    show: (state) => {
      shown = state;
    },
  });
}

beforeEach(() => {
  clock = createClock();
  asks = 0;
  visit = undefined;
  background = 'alive';
  gone = [];
  went = 0;
  visible = true;
  shown = undefined;
  gate = make();
});

describe('the gate', () => {
  test('goes on once when the name is open', async () => {
    visit = opened();
    gate.start();
    await settle();
    gate.update(visit);
    gate.retry();
    await settle();
    expect(went).toBe(1);
  });

  test('tries again by itself, and goes on when the cause is gone', async () => {
    visit = failed({ kind: 'host-not-installed' });
    gate.start();
    await settle();
    expect(shown).toMatchObject({ visit, retryingIn: 2 });
    await clock.advance(1_000);
    expect(shown?.retryingIn).toBe(1);
    visit = opened();
    await clock.advance(1_000);
    expect([asks, went]).toEqual([2, 1]);
  });

  test('asks again when the background died in the middle', async () => {
    background = 'dead';
    gate.start();
    await settle();
    background = 'alive';
    visit = opened();
    await clock.advance(1_000);
    expect(went).toBe(1);
  });

  test('says what keeps the background from an answer, and asks again', async () => {
    background = 'silent';
    gate.start();
    await settle();
    expect(shown?.visit).toMatchObject({ state: 'failed', failure: { kind: 'browser-silent' } });
    background = 'alive';
    visit = opened();
    await clock.advance(2_000);
    expect(went).toBe(1);
  });

  test('waits for the person where one operator alone answered, or for the others', async () => {
    visit = { state: 'asking', name, operator: 'A', nodeId: 'x' as never };
    gate.start();
    await settle();
    await clock.advance(4_000);
    expect([asks, went]).toEqual([1, 0]);
    await clock.advance(1_000);
    expect([asks, went]).toEqual([2, 0]);
    visit = opened();
    await clock.advance(5_000);
    expect([asks, went]).toEqual([3, 1]);
  });

  test('what the person decides while it asks is asked for afterwards', async () => {
    visit = { state: 'asking', name, operator: 'A', nodeId: 'x' as never };
    gate.start();
    gate.retry();
    await settle();
    expect(asks).toBe(2);
  });

  test('keeps still in a tab that nobody sees', async () => {
    visit = failed({ kind: 'node-silent' });
    visible = false;
    gate.start();
    await clock.advance(30_000);
    expect(asks).toBe(1);
    visible = true;
    await clock.advance(5_000);
    expect(asks).toBeGreaterThan(1);
  });

  test.each([0, 30_000])(
    'does not run in a circle with a page that breaks each time, after %i ms',
    async (ms) => {
      visit = opened();
      for (let load = 0; load < 4; load += 1) {
        make(true).start();
        await settle();
        // Then the tab has another page, and comes back with a gate of its own.
        if (went > load) await clock.advance(ms);
      }
      expect(went).toBe(2);
      expect(shown?.visit).toMatchObject({ failure: { kind: 'connection-broke' } });
    },
  );

  test('takes visits that went well for no circle', async () => {
    visit = opened();
    for (let load = 0; load < 5; load += 1) {
      make().start();
      await settle();
    }
    expect(went).toBe(5);
  });

  test.each([
    ['does not answer at all', 'dead', 2_000],
    ['hangs', 'hanging', 30_000],
  ] as const)('tells when the background %s, and goes on when it is heard', async (_, how, ms) => {
    background = how;
    gate.start();
    await clock.advance(ms - 1_000);
    expect(shown?.visit).toBeUndefined();
    await clock.advance(1_000);
    expect(shown?.visit).toMatchObject({
      state: 'failed',
      failure: { kind: 'background-silent' },
    });
    background = 'alive';
    visit = opened();
    await clock.advance(10_000);
    expect(went).toBe(1);
  });

  test('waits as long as the visit gets further', async () => {
    background = 'hanging';
    gate.start();
    for (const step of ['name', 'record', 'node'] as const) {
      await clock.advance(29_000);
      gate.update({ state: 'working', name, step });
    }
    expect(shown?.visit).toMatchObject({ state: 'working', step: 'node' });
    await clock.advance(30_000);
    expect(shown?.visit).toMatchObject({ state: 'failed' });
  });

  test('goes on when the person says so, circle or not', async () => {
    gone = [clock.now(), clock.now()];
    visit = opened();
    gate = make(true);
    gate.start();
    await settle();
    expect(went).toBe(0);
    gate.retry();
    await settle();
    expect(went).toBe(1);
  });

  test('follows the same name being opened by another tab', async () => {
    visit = failed({ kind: 'node-silent' });
    gate.start();
    await settle();
    gate.update(opened());
    expect(went).toBe(1);
  });
});

describe('the gate’s own address', () => {
  test.each([
    ['', '#http://alice.azero:8080/x?y#z', { kind: 'visit', target, broke: false }],
    ['?broke', '#http://alice.azero:8080/x?y#z', { kind: 'visit', target, broke: true }],
    ['?form', '#http://alice.azero:8080/x?y#z', { kind: 'form', target }],
    ['', '', { kind: 'unknown' }],
    [
      '',
      '#https://www.google.com/search?q=alice.azero%3A8080%2Fx%3Fy%23z',
      { kind: 'visit', target },
    ],
    ['', '#https://www.google.com/search?q=hello', { kind: 'search' }],
    ['', '#https://example.org/search?q=hello', { kind: 'bad' }],
    ['', '#javascript:alert(1)', { kind: 'bad' }],
    ['', '#http://user:pw@alice.azero/', { kind: 'bad' }],
    ['', '#http://example.org/', { kind: 'bad' }],
    ['', '#data:text/html,x', { kind: 'bad' }],
  ])('%s%s', (search, hash, expected) => {
    expect(readGateAddress(search, hash)).toMatchObject(expected);
  });
});
