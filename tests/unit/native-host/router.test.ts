import { describe, expect, test, vi } from 'vitest';
import { err, ok } from '../../../lib/result.ts';
import { createRouter, type Handlers } from '../../../native-host/router.ts';

const HELLO = { protocol: 1, version: '1', browser: 'chromium', capabilities: [] };

function handlers(): Handlers {
  const socks = { port: 1080 };
  return {
    hello: async () => ok({ protocol: 1, version: '1', platform: 'test', capabilities: [], socks }),
    status: async () => ok({ state: 'down', cause: 'mcc-not-found' }),
    'route.set': async () => err({ cause: 'mcc-timeout' }),
    'route.refuse': async () => ok({}),
    'route.drop': async () => ok({}),
    probe: async () => Promise.reject(new Error('boom')),
    'system-proxy': () => new Promise(() => undefined),
    'call.open': async () => err({ cause: 'unsupported' }),
    'call.arm': async () => err({ cause: 'unsupported' }),
    'call.close': async () => err({ cause: 'unsupported' }),
    'check.ports': async () => err({ cause: 'unsupported' }),
    'check.peer': async () => err({ cause: 'unsupported' }),
    'check.loop': async () => err({ cause: 'unsupported' }),
    'names-page.open': async () => ok({ token: '0'.repeat(64) }),
    'pac.fetch': async () => err({ cause: 'pac-unreadable', detail: 'x'.repeat(1000) }),
  };
}

async function greeted(
  within: <T>(work: Promise<T>) => Promise<T | undefined> = (work) => work,
): Promise<ReturnType<typeof createRouter>> {
  const route = createRouter(handlers(), within);
  await route({ id: 0, kind: 'hello', ask: HELLO });
  return route;
}

describe('the router', () => {
  test('wants hello first, and once', async () => {
    const route = createRouter(handlers(), (work) => work);
    expect(await route({ id: 1, kind: 'status', ask: {} })).toEqual({
      id: 1,
      ok: false,
      failure: 'bad-request',
      detail: 'hello comes first',
    });
    expect(await route({ id: 2, kind: 'hello', ask: HELLO })).toMatchObject({ id: 2, ok: true });
    expect(await route({ id: 3, kind: 'hello', ask: HELLO })).toMatchObject({
      failure: 'bad-request',
    });
    expect(await route({ id: 4, kind: 'status', ask: {} })).toMatchObject({ id: 4, ok: true });
  });

  test('lets a hello that failed be said again', async () => {
    const hello = vi
      .fn<Handlers['hello']>()
      .mockResolvedValueOnce(err({ cause: 'port-in-use' }))
      .mockImplementation(handlers().hello);
    const route = createRouter({ ...handlers(), hello }, (work) => work);
    expect(await route({ id: 1, kind: 'hello', ask: HELLO })).toMatchObject({
      failure: 'port-in-use',
    });
    expect(await route({ id: 2, kind: 'status', ask: {} })).toMatchObject({ ok: false });
    expect(await route({ id: 3, kind: 'hello', ask: HELLO })).toMatchObject({ ok: true });
  });

  test.each([
    [{ id: 1, kind: 'fly', ask: {} }, 'unsupported'],
    [{ id: 1, kind: 'toString', ask: {} }, 'unsupported'],
    [{ id: 1, kind: '__proto__', ask: {} }, 'unsupported'],
    [{ id: 1, kind: 7 }, 'bad-request'],
    [{ id: 1 }, 'bad-request'],
    [{ id: 1, kind: 'status' }, 'bad-request'],
    [{ id: 1, kind: 'probe', ask: { name: 'alice.azero', port: 0 } }, 'bad-request'],
    [{ id: 1, kind: 'route.set', ask: { name: 'alice.com', nodeId: 'x' } }, 'bad-request'],
    [{ id: 1, kind: 'probe', ask: { name: 'alice.azero', port: 80 } }, 'internal'],
  ])('answers %j with %s', async (message, failure) => {
    const route = await greeted();
    expect(await route(message)).toMatchObject({ id: 1, ok: false, failure });
  });

  test('names the field that is wrong', async () => {
    const route = await greeted();
    const reply = await route({ id: 1, kind: 'probe', ask: { name: 'alice.azero', port: -1 } });
    expect(reply).toMatchObject({ failure: 'bad-request', detail: 'port' });
  });

  test.each([[null], [[]], ['text'], [{}], [{ id: -1, kind: 'status' }], [{ id: 'a' }]])(
    'has no reply for %j, which has no id',
    async (message) => {
      const route = await greeted();
      expect(await route(message)).toBeUndefined();
    },
  );

  test('answers what is not done in time', async () => {
    const route = await greeted((work) =>
      Promise.race([
        work,
        new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined))),
      ]),
    );
    expect(await route({ id: 5, kind: 'system-proxy', ask: {} })).toMatchObject({
      id: 5,
      failure: 'internal',
    });
  });

  test('passes a refusal on, its detail shortened', async () => {
    const route = await greeted();
    expect(await route({ id: 6, kind: 'pac.fetch', ask: { url: 'x' } })).toEqual({
      id: 6,
      ok: false,
      failure: 'pac-unreadable',
      detail: 'x'.repeat(300),
    });
  });
});
