import { describe, expect, test } from 'vitest';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import type { HostEvent } from '../../../lib/protocol/host.ts';
import { ROUTE_TTL, ROUTE_WAIT } from '../../../lib/protocol/limits.ts';
import { MAX_ROUTES } from '../../../native-host/limits.ts';
import { Routes } from '../../../native-host/routes.ts';

function name(text: string): AzeroName {
  const parsed = parseName(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}

function id(text: string): NodeId {
  const parsed = parseNodeId(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}

const ALICE = name('alice.azero');
const A = id('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const B = id('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');

/** A table on a clock of its own. */
function table(): { routes: Routes; told: HostEvent[]; pass: (ms: number) => void } {
  const told: HostEvent[] = [];
  const timers = new Set<{ at: number; ring: () => void }>();
  let now = 0;
  const routes = new Routes({
    now: () => now,
    after: (ms, ring) => {
      const timer = { at: now + ms, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    tell: (event) => told.push(event),
  });
  const pass = (ms: number): void => {
    now += ms;
    for (const timer of timers) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.ring();
    }
  };
  return { routes, told, pass };
}

describe('routes', () => {
  test('are known until they expire', () => {
    const { routes, pass } = table();
    expect(routes.find(ALICE)).toBe('unknown');
    routes.set(ALICE, A);
    pass(ROUTE_TTL - 1);
    expect(routes.find(ALICE)).toMatchObject({ node: A });
    pass(1);
    expect(routes.find(ALICE)).toBe('expired');
    expect(routes.last(ALICE)).toBe(A);
    routes.drop(ALICE);
    expect(routes.find(ALICE)).toBe('unknown');
  });

  test('are asked for once, however many wait, and all get the answer', async () => {
    const { routes, told } = table();
    const waiting = [routes.want(ALICE, 'unknown'), routes.want(ALICE, 'unknown')];
    expect(told).toEqual([{ event: 'route.wanted', name: ALICE, reason: 'unknown' }]);
    routes.set(ALICE, A);
    expect(await Promise.all(waiting)).toEqual([
      { kind: 'route', node: A },
      { kind: 'route', node: A },
    ]);
  });

  test('that are refused, fail, or are dropped answer those who wait', async () => {
    for (const [act, kind] of [
      [(routes: Routes) => routes.refuse(ALICE, 'not-opened'), 'refused'],
      [(routes: Routes) => routes.fail(ALICE, A, 'mcc-timeout'), 'failed'],
      [(routes: Routes) => routes.drop(ALICE), 'dropped'],
    ] as const) {
      const { routes } = table();
      const waiting = routes.want(ALICE, 'unknown');
      act(routes);
      expect(await waiting).toMatchObject({ kind });
    }
  });

  test('that nobody answers are given up, each waiting for its own time', async () => {
    const { routes, told, pass } = table();
    const first = routes.want(ALICE, 'unknown');
    pass(ROUTE_WAIT - 1);
    const second = routes.want(ALICE, 'unknown');
    pass(1);
    expect(await first).toEqual({ kind: 'unanswered' });
    // Whoever comes after that asks anew, and its answer reaches the second as well.
    const third = routes.want(ALICE, 'unknown');
    expect(told).toHaveLength(2);
    routes.set(ALICE, A);
    expect(await second).toMatchObject({ kind: 'route' });
    expect(await third).toMatchObject({ kind: 'route' });
  });

  test('of one name are not asked for again at once', async () => {
    const { routes, told, pass } = table();
    const first = routes.want(ALICE, 'unknown');
    routes.refuse(ALICE, 'not-opened');
    expect(await first).toMatchObject({ kind: 'refused' });
    expect(await routes.want(ALICE, 'unknown')).toEqual({ kind: 'limited' });
    pass(1000);
    void routes.want(ALICE, 'unknown');
    expect(told).toHaveLength(2);
  });

  test('after a failed dial are asked for twice a minute at most', async () => {
    const { routes, told, pass } = table();
    void routes.want(ALICE, 'dial-failed');
    routes.set(ALICE, A);
    pass(29_999);
    expect(await routes.want(ALICE, 'dial-failed')).toEqual({ kind: 'limited' });
    pass(1);
    void routes.want(ALICE, 'dial-failed');
    expect(told).toHaveLength(2);
  });

  test('of many names are not asked for all at once', async () => {
    const { routes, told } = table();
    const wanted = Array.from({ length: 1000 }, (_, index) =>
      routes.want(name(`n${index}.azero`), 'unknown'),
    );
    expect(told.length).toBeLessThan(100);
    expect(await wanted.at(-1)).toEqual({ kind: 'limited' });
  });

  test('that fail for a new node no longer hold for the old one', () => {
    const { routes } = table();
    routes.set(ALICE, A);
    routes.fail(ALICE, A, 'node-unresolved');
    expect(routes.find(ALICE)).toMatchObject({ node: A });
    routes.fail(ALICE, B, 'node-unresolved');
    expect(routes.find(ALICE)).toBe('unknown');
  });

  test('tell a failure once in a while', () => {
    const { routes, told, pass } = table();
    routes.failed(ALICE, 'node-silent');
    routes.failed(ALICE, 'node-silent');
    expect(told).toEqual([{ event: 'route.failed', name: ALICE, cause: 'node-silent' }]);
    routes.failed(ALICE, 'node-refused');
    pass(1000);
    routes.failed(ALICE, 'node-silent');
    expect(told).toHaveLength(3);
  });

  test('are bounded', () => {
    const { routes } = table();
    for (let index = 0; index <= MAX_ROUTES; index++) routes.set(name(`n${index}.azero`), A);
    expect(routes.find(name('n0.azero'))).toBe('unknown');
    expect(routes.find(name('n1.azero'))).toMatchObject({ node: A });
  });
});
