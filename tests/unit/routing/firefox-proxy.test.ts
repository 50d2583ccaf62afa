import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProxyTaker } from '../../../lib/routing/proxy-taker.ts';

type Listener = (details: { url: string }) => Promise<unknown>;

const SOCKS = { port: 4321, username: 'copybara', password: 'secret' };
/** What Firefox is told without a host; the `null` takes away its habit of going direct. */
const CLOSED = [expect.objectContaining({ type: 'socks', host: '127.0.0.1', port: 1 }), null];

let listeners: Map<Listener, readonly string[]>;
let known: () => Promise<void>;
let asked: string[];
let taker: ProxyTaker;

beforeEach(async () => {
  listeners = new Map();
  asked = [];
  known = async () => {};
  vi.stubGlobal('browser', {
    proxy: {
      onRequest: {
        hasListener: (listener: Listener) => listeners.has(listener),
        addListener: (listener: Listener, { urls }: { urls: readonly string[] }) =>
          void listeners.set(listener, urls),
        removeListener: (listener: Listener) => void listeners.delete(listener),
      },
    },
  });
  vi.resetModules();
  const { createFirefoxProxy } = await import('../../../lib/routing/firefox-proxy.browser.ts');
  taker = createFirefoxProxy({
    whenKnown(hostname) {
      asked.push(hostname);
      return known();
    },
  });
});

async function route(url: string): Promise<unknown> {
  const [[listener] = []] = listeners;
  return listener ? listener({ url }) : expect.unreachable();
}

describe('the proxy of Firefox', () => {
  test('is asked from the first tick on, about names of ours and no other', () => {
    expect([...listeners.values()]).toEqual([
      [
        '*://*.azero/*',
        '*://*.azero./*',
        '*://*.a0/*',
        '*://*.a0./*',
        '*://*.tzero/*',
        '*://*.tzero./*',
      ],
    ]);
  });

  test.each(['http://alice.azero/', 'https://www.alice.a0:8443/x', 'ws://alice.tzero./'])(
    'leads %s to the host, with its password, and nowhere else',
    async (url) => {
      expect(await route(url)).toEqual(CLOSED);
      await taker.apply(SOCKS);
      const entry = { type: 'socks', host: '127.0.0.1', proxyDNS: true, ...SOCKS };
      expect(await route(url)).toEqual([expect.objectContaining(entry), null]);
      expect(asked).toContain(new URL(url).hostname);
      await taker.shut();
      expect(await route(url)).toEqual(CLOSED);
    },
  );

  test('waits until a woken background knows its host', async () => {
    let tell: (() => void) | undefined;
    known = () =>
      new Promise((resolve) => {
        tell = resolve;
      });
    const routed = route('http://alice.azero/');
    await taker.apply(SOCKS);
    tell?.();
    expect(await routed).toEqual([expect.objectContaining({ port: 4321 }), null]);
  });

  test('is a closed port where anything fails, and never the direct way', async () => {
    await taker.apply(SOCKS);
    known = () => Promise.reject(new Error('no storage'));
    expect(await route('http://alice.azero/')).toEqual(CLOSED);
    expect(await route('no address')).toEqual(CLOSED);
    // That was of these requests: the host is still known.
    known = async () => {};
    expect(await route('http://alice.azero/')).toEqual([expect.objectContaining(SOCKS), null]);
  });

  test('is not asked any more when all is given back, and again afterwards', async () => {
    await taker.release();
    expect(listeners.size).toBe(0);
    await taker.apply(SOCKS);
    await taker.apply(SOCKS);
    expect(listeners.size).toBe(1);
  });
});
