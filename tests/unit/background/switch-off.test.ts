/** Switching off, in a browser that may leave any of its questions unanswered. */
import { expect, test, vi } from 'vitest';
import { backgroundEach } from './background-each.ts';
import { type BrowserWorld, createBrowserWorld } from './browser-world.ts';

const RULES = [
  'declarativeNetRequest.getSessionRules',
  'declarativeNetRequest.updateSessionRules',
  'declarativeNetRequest.updateDynamicRules',
  'declarativeNetRequest.updateEnabledRulesets',
];

backgroundEach();

/** A background that is on. */
async function startOn(): Promise<BrowserWorld> {
  const world = createBrowserWorld();
  const { startBackground } = await import('../../../lib/background/background.browser.ts');
  startBackground('chromium');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(world.status()).toMatchObject({ routing: { state: 'on' }, host: { state: 'connected' } });
  expect(world.order).toEqual(['host', 'proxy 4321']);
  return world;
}

async function turn(world: BrowserWorld, enabled: boolean, ms: number): Promise<void> {
  world.answers['storage.local.set']?.({ settings: { enabled } });
  await vi.advanceTimersByTimeAsync(ms);
}

test.each(RULES)('gives the proxy back, shut first, though %s is never answered', async (path) => {
  const world = await startOn();
  world.hangs = (asked) => asked === path;
  await turn(world, false, 0);
  // At once, whatever the rules are.
  expect(world.order.slice(2)).toEqual(['proxy 1']);
  await turn(world, false, 60_000);
  expect(world.order.slice(2)).toEqual(['proxy 1', 'proxy cleared']);
  expect(world.status()).toMatchObject({ routing: { state: 'off' }, host: { state: 'down' } });
});

test.each(RULES)('is on again by word of the person, though %s was not answered', async (path) => {
  const world = await startOn();
  world.hangs = (asked) => asked === path;
  await turn(world, false, 60_000);
  world.hangs = () => false;
  const taken: unknown[] = [];
  world.answers['declarativeNetRequest.updateEnabledRulesets'] = (sets) => void taken.push(sets);
  await turn(world, true, 120_000);
  expect(world.order.slice(4)).toEqual(['host', 'proxy 4321']);
  expect(world.status()).toMatchObject({ routing: { state: 'on' }, host: { state: 'connected' } });
  // What was left to be done of switching off has not taken the rules out again.
  expect(taken).toEqual([
    { enableRulesetIds: [expect.any(String)] },
    { enableRulesetIds: [expect.any(String)] },
  ]);
});

test('gives the proxy back though the tabs can’t be told', async () => {
  const world = await startOn();
  world.answers['tabs.query'] = () => Promise.reject(new Error('No window'));
  await turn(world, false, 60_000);
  expect(world.order.slice(2)).toEqual(['proxy 1', 'proxy cleared']);
  expect(world.status()).toMatchObject({ routing: { state: 'off' }, host: { state: 'down' } });
});

test('gives the proxy back though nothing can be stored, and can be switched on again', async () => {
  const world = await startOn();
  const set = world.answers['storage.session.set'];
  world.answers['storage.session.set'] = (values) => {
    if (Object.hasOwn(Object(values), 'visits')) return Promise.reject(new Error('full'));
    return set?.(values);
  };
  // With another chain every visit is forgotten before that.
  world.answers['storage.local.set']?.({ settings: { enabled: false, chain: { quorum: 1 } } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.order.slice(2)).toEqual(['proxy 1', 'proxy cleared']);
  world.answers['storage.local.set']?.({ settings: { chain: { quorum: 1 } } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.status()).toMatchObject({ routing: { state: 'on' }, host: { state: 'connected' } });
});
