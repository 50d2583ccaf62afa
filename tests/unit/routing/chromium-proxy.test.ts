import { createContext, runInContext } from 'node:vm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProxyTaker } from '../../../lib/routing/proxy-taker.ts';

type Value = { mode: string; pacScript?: { data: string; mandatory: boolean } };

let ours: Value | undefined;
let underneath: Value;
let holder: string;
let remembered: unknown;
let shut: string | undefined;
let disk: 'works' | 'full';
let replaces: boolean;
let taker: ProxyTaker;
/** What holds in private windows; undefined where the extension is not allowed in them. */
let inPrivate: string | undefined;
let tell: (details: { levelOfControl: string }) => void;
let openWindow: (window: { incognito: boolean }) => void;
let breakRequest: (details: { error: string }) => void;
let now: number;
const onChange = vi.fn<() => void>();
const onLoadedLate = vi.fn<() => void>();

async function store(keep: () => void): Promise<void> {
  if (disk === 'full') throw new Error('the disk is full');
  keep();
}

/** The taker of a worker that has just been started. */
async function start(): Promise<ProxyTaker> {
  vi.resetModules();
  const { createChromiumProxy } = await import('../../../lib/routing/chromium-proxy.browser.ts');
  return createChromiumProxy({
    systemProxy: async () => undefined,
    fetchPac: async () => undefined,
    remember: (before) => store(() => (remembered = before)),
    recall: async () => remembered,
    rememberShut: (pac) => store(() => (shut = pac)),
    recallShut: async () => shut,
    mayReplace: async () => replaces,
    onChange,
    onLoadedLate,
    now: () => now,
  });
}

/** What the PAC that is set gives for a name where the browser loads it so much later, in ms. */
function leadsTo(later = 0): unknown {
  const context = createContext({ Date: { now: () => now + later } });
  runInContext(ours?.pacScript?.data ?? '', context);
  return runInContext(`FindProxyForURL('http://alice.azero/', 'alice.azero')`, context);
}

const port = (): string | undefined =>
  /SOCKS5 127\.0\.0\.1:(\d+)/.exec(ours?.pacScript?.data ?? '')?.[1];

beforeEach(async () => {
  ours = undefined;
  underneath = { mode: 'direct' };
  holder = 'controllable_by_this_extension';
  remembered = undefined;
  shut = undefined;
  disk = 'works';
  replaces = false;
  inPrivate = undefined;
  now = 1_790_000_000_000;
  vi.stubGlobal('browser', {
    webRequest: {
      onErrorOccurred: {
        addListener: (listener: typeof breakRequest) => (breakRequest = listener),
      },
    },
    windows: {
      onCreated: { addListener: (listener: typeof openWindow) => (openWindow = listener) },
    },
    proxy: {
      settings: {
        async get({ incognito = false }: { incognito?: boolean }) {
          const levelOfControl = ours === undefined ? holder : 'controlled_by_this_extension';
          if (!incognito) return { levelOfControl, value: ours ?? underneath };
          if (inPrivate === undefined) {
            throw new Error('You do not have permission to access incognito preferences.');
          }
          return { levelOfControl: inPrivate, value: { mode: 'direct' } };
        },
        async set({ value }: { value: Value }) {
          ours = value;
        },
        async clear() {
          ours = undefined;
        },
        onChange: { addListener: (listener: typeof tell) => (tell = listener) },
      },
    },
  });
  taker = await start();
});

describe('the proxy setting of Chromium', () => {
  test('is a mandatory PAC that leads to the host, then to a closed port, and is given back', async () => {
    expect(await taker.apply({ port: 4321 })).toBeUndefined();
    expect(ours).toMatchObject({ mode: 'pac_script', pacScript: { mandatory: true } });
    expect(port()).toBe('4321');
    expect(await taker.apply(undefined)).toBeUndefined();
    expect(port()).toBe('1');
    await taker.release();
    expect(ours).toBeUndefined();
  });

  test('leaves a host that is gone also where nothing can be stored', async () => {
    await taker.apply({ port: 4321 });
    disk = 'full';
    await taker.apply(undefined).catch(() => undefined);
    expect(port()).toBe('1');
  });

  test('is shut at the start of a session, with what stood underneath in the one before', async () => {
    underneath = {
      mode: 'pac_script',
      pacScript: { data: 'function FindProxyForURL() { return "PROXY p:1"; }', mandatory: false },
    };
    await taker.apply({ port: 4321 });
    taker = await start();
    await taker.shut();
    expect(port()).toBe('1');
    expect(ours?.pacScript?.data).toContain('PROXY p:1');
    expect(await taker.apply({ port: 5555 })).toBeUndefined();
    expect(port()).toBe('5555');
    expect(ours?.pacScript?.data).toContain('PROXY p:1');
  });

  test('stays whose it is', async () => {
    holder = 'controlled_by_other_extensions';
    expect(await taker.apply({ port: 4321 })).toBe('proxy-held-by-extension');
    holder = 'not_controllable';
    expect(await taker.apply({ port: 4321 })).toBe('proxy-held-by-policy');
    expect(ours).toBeUndefined();
  });

  test('that another extension holds in private windows alone is not ours, until it lets go', async () => {
    inPrivate = 'controlled_by_other_extensions';
    expect(await taker.apply({ port: 4321 })).toBe('proxy-held-by-extension');
    inPrivate = 'controlled_by_this_extension';
    tell({ levelOfControl: inPrivate });
    expect(onChange).toHaveBeenCalledOnce();
    expect(await taker.apply({ port: 4321 })).toBeUndefined();
    inPrivate = 'controlled_by_other_extensions';
    tell({ levelOfControl: inPrivate });
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(await taker.apply(undefined)).toBe('proxy-held-by-extension');
    // Where ordinary windows go stays ours to say.
    expect(port()).toBe('1');
  });

  test('that another extension holds in private windows is looked at when one opens, and again until it lets go', async () => {
    vi.useFakeTimers();
    try {
      expect(await taker.apply({ port: 4321 })).toBeUndefined();
      // Nothing is told of it while no private window is open.
      inPrivate = 'controlled_by_other_extensions';
      openWindow({ incognito: false });
      expect(onChange).not.toHaveBeenCalled();
      openWindow({ incognito: true });
      expect(onChange).toHaveBeenCalledOnce();
      expect(await taker.apply({ port: 4321 })).toBe('proxy-held-by-extension');
      inPrivate = 'controlled_by_this_extension';
      vi.advanceTimersByTime(3000);
      expect(onChange).toHaveBeenCalledTimes(2);
      expect(await taker.apply({ port: 4321 })).toBeUndefined();
      vi.advanceTimersByTime(60_000);
      expect(onChange).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('leads to the host where it is loaded when it is set, not where it is loaded again', async () => {
    await taker.apply({ port: 4321 });
    expect(leadsTo()).toBe('SOCKS5 127.0.0.1:4321');
    expect(leadsTo(60_000)).toBe('SOCKS5 127.0.0.1:1');
    now += 60_000;
    await taker.apply({ port: 4321 });
    expect(leadsTo()).toBe('SOCKS5 127.0.0.1:4321');
  });

  test('leads to the host after a change of the network, which makes Chromium load it two seconds later', async () => {
    await taker.apply({ port: 4321 });
    // However the changes follow each other.
    for (let changes = 0; changes < 50; changes += 1) {
      now += 100;
      await taker.apply({ port: 4321 });
      expect(leadsTo(3000)).toBe('SOCKS5 127.0.0.1:4321');
    }
  });

  test('is not set again at each look', async () => {
    await taker.apply({ port: 4321 });
    const first = ours;
    now += 100;
    await taker.apply({ port: 4321 });
    expect(ours).toBe(first);
    await taker.apply({ port: 5555 });
    expect(leadsTo()).toBe('SOCKS5 127.0.0.1:5555');
  });

  test('is wanted anew where a name meets the closed port, not where its node or site is at fault', () => {
    breakRequest({ error: 'net::ERR_SOCKS_CONNECTION_FAILED' });
    breakRequest({ error: 'net::ERR_CONNECTION_RESET' });
    expect(onLoadedLate).not.toHaveBeenCalled();
    breakRequest({ error: 'net::ERR_PROXY_CONNECTION_FAILED' });
    expect(onLoadedLate).toHaveBeenCalledOnce();
  });

  test('that can’t be carried along is replaced only where the person agreed', async () => {
    underneath = { mode: 'auto_detect' };
    expect(await taker.apply({ port: 4321 })).toBe('proxy-not-reproducible');
    expect(ours).toBeUndefined();
    replaces = true;
    expect(await taker.apply({ port: 4321 })).toBeUndefined();
    expect(port()).toBe('4321');
  });
});
