import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ADDRESS_TTL, ROUTE_WAIT } from '../../lib/protocol/limits.ts';
import { ALICE, BOB, DEMO, eventually, startHost, type TestHost, US } from './native-host.ts';
import { readAll, readExactly, serve, socks } from './sockets.ts';

const NAME = 'alice.azero';

async function set(host: TestHost, nodeId: string): Promise<void> {
  expect(await host.request('route.set', { name: NAME, nodeId })).toMatchObject({ ok: true });
}

/** A server that says where it is. */
function sayWhere(address: string): Promise<number> {
  return serve(address, (socket) => socket.write(address));
}

async function openTo(host: TestHost, port: number, greeting: string): Promise<Socket> {
  const { socket, reply } = await socks(host, NAME, port);
  expect(reply).toBe(0);
  expect((await readExactly(socket, greeting.length)).toString()).toBe(greeting);
  return socket;
}

describe('a route', () => {
  test('that is not known is asked for once, and what waits goes on', async () => {
    const host = await startHost();
    const port = await sayWhere('127.77.0.2');
    const asked = [socks(host, NAME, port), socks(host, `www.${NAME}`, port)];
    expect(await host.event('route.wanted')).toEqual({
      event: 'route.wanted',
      name: NAME,
      reason: 'unknown',
    });
    await set(host, ALICE);
    for (const { reply } of await Promise.all(asked)) expect(reply).toBe(0);
    expect(host.events).toEqual([]);
  });

  test('that is refused closes what waits', async () => {
    const host = await startHost();
    const asked = socks(host, NAME, 80);
    await host.event('route.wanted');
    await host.request('route.refuse', { name: NAME, cause: 'not-opened' });
    expect((await asked).reply).toBe(2);
  });

  test('whose node can’t be reached closes what waits, and is told', async () => {
    const host = await startHost({ state: { ...DEMO, addresses: { [US]: '127.77.0.1' } } });
    const asked = socks(host, NAME, 80);
    await host.event('route.wanted');
    expect(await host.request('route.set', { name: NAME, nodeId: ALICE })).toMatchObject({
      ok: false,
      failure: 'node-unresolved',
    });
    // The record may have changed: asked once more, then final.
    expect(await host.event('route.failed')).toMatchObject({
      name: NAME,
      cause: 'node-unresolved',
    });
    expect((await asked).reply).toBe(4);
  });

  test('that is set last holds, however long the one before it takes', async () => {
    const host = await startHost();
    const ports = await Promise.all(['127.77.0.2', '127.77.0.3'].map(sayWhere));
    await host.request('status');
    host.setMcc({ ...DEMO, record: true, delayMs: 1_000 });
    const slow = host.request('route.set', { name: NAME, nodeId: ALICE });
    await eventually(() => host.mccRuns.length > 0, 'the question about the first');
    host.setMcc(DEMO);
    await set(host, BOB);
    expect(await slow).toMatchObject({ ok: true });
    await openTo(host, ports[1] ?? 0, '127.77.0.3');
  });

  test('that nobody names is waited for, not for ever', async () => {
    const host = await startHost();
    const before = performance.now();
    expect((await socks(host, NAME, 80)).reply).toBe(1);
    expect(performance.now() - before).toBeGreaterThan(ROUTE_WAIT - 200);
  });

  test('that is dropped closes what it carries at once, also what nobody reads', async () => {
    const host = await startHost();
    await set(host, ALICE);
    const port = await serve('127.77.0.2', (socket) => {
      const chunk = Buffer.alloc(1 << 20);
      const fill = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', fill);
      fill();
    });
    const [idle, stuck] = [await socks(host, NAME, port), await socks(host, NAME, port)];
    const idleEnd = readAll(idle.socket);
    await host.request('route.drop', { name: NAME });
    expect((await idleEnd).end).toBe('ECONNRESET');
    expect((await readAll(stuck.socket)).end).toBe('ECONNRESET');
    void socks(host, NAME, port);
    expect(await host.event('route.wanted')).toMatchObject({ name: NAME, reason: 'unknown' });
  });

  test('to another node closes what goes to the former one', async () => {
    const host = await startHost();
    await set(host, ALICE);
    const socket = await openTo(host, await sayWhere('127.77.0.2'), '127.77.0.2');
    const ended = readAll(socket);
    await set(host, BOB);
    expect((await ended).end).toBe('ECONNRESET');
    await openTo(host, await sayWhere('127.77.0.3'), '127.77.0.3');
  });

  test('to our own node reaches our own site', async () => {
    const host = await startHost();
    await set(host, US);
    await openTo(host, await sayWhere('127.77.0.1'), '127.77.0.1');
  });
});

describe('an address', () => {
  test('that goes to another node closes what still uses it, and both are refused while both have it', async () => {
    const host = await startHost();
    await set(host, ALICE);
    const socket = await openTo(host, await sayWhere('127.77.0.2'), '127.77.0.2');
    const ended = readAll(socket);
    const bothAt = { ...DEMO.addresses, [BOB]: '127.77.0.2' };
    host.setMcc({ ...DEMO, addresses: bothAt });
    expect(await host.request('route.set', { name: 'bob.azero', nodeId: BOB })).toMatchObject({
      failure: 'node-moved',
    });
    expect((await ended).end).toBe('ECONNRESET');
    expect(await host.event('route.failed')).toMatchObject({ name: NAME, cause: 'node-moved' });
    expect(await host.request('route.set', { name: NAME, nodeId: ALICE })).toMatchObject({
      failure: 'node-moved',
    });
    // Cleared: alice is elsewhere now.
    host.setMcc({ ...DEMO, addresses: { ...bothAt, [ALICE]: '127.77.0.4' } });
    expect(await host.request('route.set', { name: 'bob.azero', nodeId: BOB })).toMatchObject({
      answer: { address: '127.77.0.2' },
    });
    expect(await host.request('route.set', { name: NAME, nodeId: ALICE })).toMatchObject({
      answer: { address: '127.77.0.4' },
    });
  });

  test('that changed while in use is noticed by asking again', async () => {
    const host = await startHost();
    await set(host, ALICE);
    const socket = await openTo(host, await sayWhere('127.77.0.2'), '127.77.0.2');
    const before = performance.now();
    host.setMcc({ ...DEMO, addresses: { ...DEMO.addresses, [ALICE]: '127.77.0.9' } });
    expect((await readAll(socket)).end).toBe('ECONNRESET');
    expect(performance.now() - before).toBeLessThan(ADDRESS_TTL + 1500);
    expect(await host.event('route.failed')).toMatchObject({ name: NAME, cause: 'node-moved' });
  });

  test('that mcc no longer confirms is given up when its time is over', async () => {
    const host = await startHost({ config: { mccTimeoutMs: 1000 } });
    await set(host, ALICE);
    const socket = await openTo(host, await sayWhere('127.77.0.2'), '127.77.0.2');
    const before = performance.now();
    host.setMcc({ ...DEMO, mode: 'no-socket' });
    expect((await readAll(socket)).end).toBe('ECONNRESET');
    expect(performance.now() - before).toBeLessThan(ADDRESS_TTL + 2500);
    expect(await host.event('route.failed')).toMatchObject({ cause: 'mcc-daemon-down' });
  });

  test('stays in use while mcc confirms it', async () => {
    const host = await startHost();
    await set(host, ALICE);
    const port = await serve('127.77.0.2', (socket) => socket.pipe(socket));
    const { socket } = await socks(host, NAME, port);
    await new Promise((resolve) => setTimeout(resolve, ADDRESS_TTL + 3000));
    socket.write('still here');
    expect((await readExactly(socket, 10)).toString()).toBe('still here');
  });
});
