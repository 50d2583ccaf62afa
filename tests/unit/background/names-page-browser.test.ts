import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { NamesPage } from '../../../lib/background/names-page.browser.ts';
import { parseName } from '../../../lib/names/name.ts';
import { err, ok } from '../../../lib/result.ts';
import type { Rule } from '../../../lib/routing/rules.ts';
import { createClock, settle } from '../../fakes/clock.ts';

type Listener<T> = (value: T) => void;
type Sender = { id?: string; frameId?: number; url?: string; tab?: { id: number } };

const parsed = parseName('alice.azero');
if (!parsed.ok) throw new Error('fixtures');
const ALICE = parsed.value;
const TOKEN = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const HERE: Sender = {
  id: 'ours',
  frameId: 0,
  url: 'http://names.copybara.localhost:9379/',
  tab: { id: 5 },
};

/** A port as the background sees it. */
function createPort(sender: Sender, name = 'names-page') {
  let hear: Listener<unknown> = () => {};
  const port = {
    name,
    sender,
    said: [] as unknown[],
    closed: false,
    onMessage: { addListener: (listener: Listener<unknown>) => (hear = listener) },
    postMessage: (message: unknown) => void port.said.push(message),
    disconnect: () => {
      port.closed = true;
    },
  };
  connect(port);
  return {
    port,
    async say(message: unknown) {
      hear(message);
      await settle();
    },
  };
}

let connect: Listener<unknown>;
let rules: Map<number, Rule>;
let on: boolean;
let capabilities: string[];
let asked: { connect: string[] }[];
let tokens: string[];
let clock: ReturnType<typeof createClock>;
let page: NamesPage;

beforeEach(async () => {
  rules = new Map([[1, { id: 1, priority: 1, condition: {}, action: { type: 'allow' } }]]);
  on = true;
  capabilities = ['names-page'];
  asked = [];
  tokens = [TOKEN, OTHER];
  clock = createClock();
  vi.stubGlobal('browser', {
    // Nothing here is stored; a neighbour only looks where it would be.
    storage: { local: {}, session: {} },
    runtime: {
      id: 'ours',
      getURL: (path: string) => `x://ours${path}`,
      onConnect: { addListener: (listener: Listener<unknown>) => (connect = listener) },
    },
    declarativeNetRequest: {
      getSessionRules: async () => [...rules.values()],
      async updateSessionRules(change: { removeRuleIds: number[]; addRules: Rule[] }) {
        for (const id of change.removeRuleIds) rules.delete(id);
        for (const rule of change.addRules) rules.set(rule.id, rule);
      },
    },
  });
  vi.resetModules();
  const { startNamesPage } = await import('../../../lib/background/names-page.browser.ts');
  page = startNamesPage({
    isOn: () => on,
    settings: () => ({}),
    names: { read: () => expect.unreachable(), forget: async () => {} },
    askHost: async () => err({ kind: 'host-stopped' }),
    saveMyName: async () => true,
    pendingWrites: {
      list: async () => [],
      remember: async () => true,
      told: async () => {},
    },
    lookAtMyName: () => {},
    language: () => 'en',
    after: clock.after,
    ready: () => Promise.resolve(),
    host: {
      connect: async () => ({
        state: 'connected',
        hello: { protocol: 1, version: '1', platform: 'test', capabilities, socks: { port: 1 } },
      }),
      async request(_kind: string, ask: object) {
        asked.push(ask as { connect: string[] });
        const token = tokens.shift();
        return token === undefined ? err({ kind: 'names-port-in-use' }) : ok({ token } as never);
      },
    },
  });
});

const passes = (): (string | undefined)[] =>
  [...rules.values()].filter(({ id }) => id > 1).map(({ condition }) => condition.urlFilter);
const address = (token: string): string => `http://names.copybara.localhost:9379/?${token}`;

describe('opening the page', () => {
  test('lets one address through, until it has greeted', async () => {
    expect(await page.open(5, undefined)).toEqual({ url: address(TOKEN) });
    expect(passes()).toEqual([`|${address(TOKEN)}|`]);
    expect(asked[0]?.connect).toContain('https://rpc.azero.dev');
    const { port, say } = createPort(HERE);
    await say({ token: TOKEN });
    expect(port.said).toEqual([{ welcome: true }]);
    expect(passes()).toEqual([]);
  });

  test('tells the page for which name it was opened, once, and no other page', async () => {
    await page.open(5, ALICE);
    await page.open(6, undefined);
    const [first, second] = [createPort(HERE), createPort({ ...HERE, tab: { id: 6 } })];
    await first.say({ token: TOKEN });
    await first.say({ id: 1, ask: 'context' });
    await second.say({ token: OTHER });
    await second.say({ id: 1, ask: 'context' });
    expect(first.port.said[1]).toMatchObject({ answer: { wanted: ALICE } });
    expect(JSON.stringify(second.port.said[1])).not.toContain('wanted');
    await first.say({ id: 2, ask: 'context' });
    expect(JSON.stringify(first.port.said[2])).not.toContain('wanted');
  });

  test('takes the address back after a minute, when the host goes, and for a newer one', async () => {
    await page.open(5, undefined);
    await page.open(5, undefined);
    expect(passes()).toEqual([`|${address(OTHER)}|`]);
    await clock.advance(60_000);
    expect(passes()).toEqual([]);
    tokens = [TOKEN, OTHER];
    await page.open(5, undefined);
    await page.open(6, undefined);
    expect(passes()).toHaveLength(2);
    await page.shut();
    expect(passes()).toEqual([]);
    expect(rules.has(1)).toBe(true);
    const late = createPort(HERE);
    await late.say({ token: TOKEN });
    expect(late.port.said).toEqual([{ welcome: false }]);
  });

  test('says why not: off, a host that can’t, a port that is taken', async () => {
    tokens = [];
    expect(await page.open(5, undefined)).toEqual({ failure: { kind: 'names-port-in-use' } });
    capabilities = [];
    expect(await page.open(5, undefined)).toEqual({ failure: { kind: 'host-incompatible' } });
    on = false;
    expect(await page.open(5, undefined)).toEqual({ failure: { kind: 'switched-off' } });
    expect(passes()).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

describe('the channel', () => {
  test.each([
    ['another extension', { ...HERE, id: 'theirs' }],
    ['a frame', { ...HERE, frameId: 3 }],
    ['another port', { ...HERE, url: 'http://names.copybara.localhost:9380/' }],
    ['a host that begins alike', { ...HERE, url: 'http://names.copybara.localhost:9379.evil/' }],
    ['another page of ours', { ...HERE, url: 'chrome-extension://ours/popup.html' }],
    ['no tab', { id: 'ours', frameId: 0, url: HERE.url ?? '' }],
  ])('is closed to %s', async (_, sender) => {
    await page.open(5, undefined);
    const { port, say } = createPort(sender);
    expect(port.closed).toBe(true);
    await say({ token: TOKEN });
    expect(port.said).toEqual([]);
    expect(passes()).toHaveLength(1);
  });

  test.each([
    ['a guess', { token: OTHER }],
    ['no token', {}],
    ['a question', { id: 1, ask: 'context' }],
    ['nothing', null],
  ])('has no welcome for %s', async (_, greeting) => {
    await page.open(5, undefined);
    const { port, say } = createPort(HERE);
    await say(greeting);
    expect(port.said).toEqual([{ welcome: false }]);
    expect(port.closed).toBe(true);
  });

  test('has none for the token of another tab, nor for one that was used', async () => {
    await page.open(5, undefined);
    const elsewhere = createPort({ ...HERE, tab: { id: 6 } });
    await elsewhere.say({ token: TOKEN });
    expect(elsewhere.port.said).toEqual([{ welcome: false }]);
    await createPort(HERE).say({ token: TOKEN });
    const again = createPort(HERE);
    await again.say({ token: TOKEN });
    expect(again.port.said).toEqual([{ welcome: false }]);
  });

  test('answers what may be asked, and ends at all else', async () => {
    await page.open(5, undefined);
    const { port, say } = createPort(HERE);
    await say({ token: TOKEN });
    await say({ id: 1, ask: 'changed', name: 'alice.azero' });
    expect(port.said[1]).toEqual({ id: 1, ok: true, answer: {} });
    await say({ id: 2, command: 'openNamesPage' });
    expect(port.said).toHaveLength(2);
    expect(port.closed).toBe(true);
  });
});
