/** A browser around a whole background: every API that it asks, each of whose calls can be made to say nothing. */
import { vi } from 'vitest';

type Call = (...args: readonly unknown[]) => unknown;
type Answers = Record<string, Call>;

/** A browser as its extension's background sees it. */
export type BrowserWorld = {
  /** What was asked and promised an answer, in order: `storage.local.get`, …. */
  readonly asked: readonly string[];
  /** Whether the native host was started. */
  readonly hostStarts: () => number;
  /** What is in `storage.session` under `status`. */
  readonly status: () => unknown;
  /** What each call answers, by its path; `undefined` unless it is here. */
  readonly answers: Answers;
  /** An earlier session of ours left this proxy setting. */
  readonly setProxy: (value: object) => void;
  /** Each `proxy.settings.set`, and `host` for each start of the host. */
  readonly order: readonly string[];
  /** Which calls never settle; of none unless set. `index`: its place in `asked`. */
  hangs: (path: string, index: number) => boolean;
  /** One of our own pages sends a command; resolves with its outcome. */
  readonly command: (command: string, data: object) => Promise<unknown>;
  /** The host says this, as an event or a reply. */
  readonly hostSays: (message: object) => void;
};

const HELLO = {
  protocol: 1,
  version: '1',
  platform: 'linux',
  capabilities: [],
  socks: { port: 4321 },
};

/** The newest world: what a module has kept of `browser` leads there too. */
let current: {
  readonly atOnce: Answers;
  readonly event: (path: string) => object;
  readonly ask: (path: string, args: readonly unknown[]) => Promise<unknown>;
};

function at(path: string): unknown {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (/^on[A-Z]/.test(name)) return current.event(path);
  if (path === 'runtime.id') return 'ours';
  const call: Call = (...args) => {
    const now = current.atOnce[path];
    return now === undefined ? current.ask(path, args) : now(...args);
  };
  const inside = path === '' ? '' : `${path}.`;
  return new Proxy(call, { get: (_call, key) => at(inside + String(key)) });
}

/** Puts the browser in place of the real one; its local storage holds `local`, its session storage `session`. */
export function createBrowserWorld(
  local: Record<string, unknown> = {},
  session: Record<string, unknown> = {},
): BrowserWorld {
  const asked: string[] = [];
  const order: string[] = [];
  let starts = 0;
  let proxy: { levelOfControl: string; value: unknown } = {
    levelOfControl: 'controllable_by_this_extension',
    value: { mode: 'direct' },
  };
  const listeners = new Map<string, Call[]>();
  let fromHost: (message: unknown) => void = () => {};

  function connectNative(): object {
    starts += 1;
    order.push('host');
    return {
      onMessage: { addListener: (listener: (message: unknown) => void) => (fromHost = listener) },
      onDisconnect: { addListener: () => {} },
      postMessage({ id, kind }: { id: number; kind: string }) {
        const answer = kind === 'hello' ? HELLO : { state: 'down', cause: 'mcc-missing' };
        queueMicrotask(() => fromHost({ id, ok: true, answer }));
      },
      disconnect: () => {},
    };
  }

  const area = (stored: Record<string, unknown>, name: string): Answers => ({
    [`storage.${name}.get`]: (key) =>
      typeof key === 'string' && key in stored ? { [key]: stored[key] } : {},
    [`storage.${name}.set`](values) {
      const next = Object.entries(values as object);
      Object.assign(stored, values);
      const changes = Object.fromEntries(next.map(([key, newValue]) => [key, { newValue }]));
      for (const listener of listeners.get(`storage.${name}.onChanged`) ?? []) listener(changes);
    },
  });
  const answers: Answers = {
    ...area(local, 'local'),
    ...area(session, 'session'),
    ...area({}, 'managed'),
    'proxy.settings.get': () => proxy,
    'proxy.settings.set'(details) {
      order.push(`proxy ${/127\.0\.0\.1:(\d+)/.exec(JSON.stringify(details))?.[1] ?? 'none'}`);
      const { value } = details as { value: unknown };
      proxy = { levelOfControl: 'controlled_by_this_extension', value };
    },
    'proxy.settings.clear'() {
      order.push('proxy cleared');
      const value = { mode: 'direct' };
      proxy = { levelOfControl: 'controllable_by_this_extension', value };
    },
    'declarativeNetRequest.getDynamicRules': () => [],
    'declarativeNetRequest.getSessionRules': () => [],
    'declarativeNetRequest.isRegexSupported': () => ({ isSupported: true }),
    'permissions.contains': () => true,
    'tabs.query': () => [],
  };
  const atOnce: Answers = {
    'runtime.getManifest': () => ({ version: '1' }),
    'runtime.getURL': (path) => `chrome-extension://ours${String(path)}`,
    'runtime.connectNative': connectNative,
    'i18n.getUILanguage': () => 'en',
  };

  const world: BrowserWorld = {
    asked,
    order,
    hostStarts: () => starts,
    status: () => session['status'],
    answers,
    setProxy(value) {
      proxy = { levelOfControl: 'controlled_by_this_extension', value };
    },
    hangs: () => false,
    command: (command, data) =>
      new Promise((resolve) => {
        const page = { id: 'ours', url: 'chrome-extension://ours/x.html' };
        for (const hear of listeners.get('runtime.onMessage') ?? []) {
          hear({ command, data }, page, resolve);
        }
      }),
    hostSays: (message) => fromHost(message),
  };

  function event(path: string): object {
    return {
      addListener: (listener: Call) =>
        void listeners.set(path, [...(listeners.get(path) ?? []), listener]),
      removeListener: () => {},
      hasListener: () => false,
    };
  }

  function ask(path: string, args: readonly unknown[]): Promise<unknown> {
    const index = asked.push(path) - 1;
    if (world.hangs(path, index)) return new Promise(() => {});
    return Promise.resolve(answers[path]?.(...args));
  }

  current = { atOnce, event, ask };
  vi.stubGlobal('browser', at(''));
  vi.stubGlobal('self', { addEventListener: () => {} });
  return world;
}
