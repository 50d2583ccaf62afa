/** The start of the background, in a browser that may leave any of its questions unanswered. */
import { describe, expect, test, vi } from 'vitest';
import { backgroundEach } from './background-each.ts';
import { type BrowserWorld, createBrowserWorld } from './browser-world.ts';

/** What must be known before the host is started: whether Copybara is on. */
const SETTINGS = ['storage.local.get', 'storage.managed.get'];

backgroundEach();

/** Starts the background as the browser starts its worker. */
async function start(world: BrowserWorld, ms = 0): Promise<void> {
  // What an earlier one of the same test still waits for.
  vi.clearAllTimers();
  const { startBackground } = await import('../../../lib/background/background.browser.ts');
  startBackground('chromium');
  await vi.advanceTimersByTimeAsync(ms);
  expect(world.asked.length).toBeGreaterThan(0);
}

/** Everything that a start asks for when nothing hangs. */
async function everyCall(): Promise<readonly string[]> {
  const world = createBrowserWorld();
  await start(world, 100);
  expect(world.status()).toMatchObject({
    routing: { state: 'on' },
    host: { state: 'connected', port: 4321 },
  });
  return [...world.asked];
}

describe('the start of the background', () => {
  test('reaches its host and is on, whichever one call is never answered', async () => {
    const calls = await everyCall();
    const unreached: string[] = [];
    for (const [index, path] of calls.entries()) {
      const world = createBrowserWorld();
      world.hangs = (_path, at) => at === index;
      // oxlint-disable-next-line no-await-in-loop -- one browser at a time
      await start(world, 60_000);
      const status = JSON.stringify(world.status());
      const isUp = status.includes('"routing":{"state":"on"}') && status.includes('"port":4321');
      if (!isUp) unreached.push(`${index} ${path}: ${status}`);
    }
    expect(unreached).toEqual([]);
  });

  test('starts its host at once, whatever is asked beside the settings', async () => {
    const waiting: string[] = [];
    for (const path of new Set(await everyCall())) {
      if (SETTINGS.includes(path)) continue;
      const world = createBrowserWorld();
      world.hangs = (asked) => asked === path;
      // oxlint-disable-next-line no-await-in-loop -- one browser at a time
      await start(world);
      if (world.hostStarts() !== 1) waiting.push(path);
    }
    expect(waiting).toEqual([]);
  });

  test('without its settings starts no host, and says that the browser is silent', async () => {
    const world = createBrowserWorld();
    world.hangs = (path) => path === 'storage.local.get';
    await start(world, 30_000);
    expect(world.hostStarts()).toBe(0);
    expect(world.status()).toMatchObject({
      routing: { state: 'failing', failure: 'browser-silent' },
    });
    const opened = await world.command('openVisit', { target: 'http://alice.azero/' });
    expect(opened).toEqual({ answer: { failure: 'browser-silent' } });
    world.hangs = () => false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(world.hostStarts()).toBe(1);
    expect(world.status()).toMatchObject({ routing: { state: 'on' } });
  });

  // Chromium loses this question now and then when it starts under load, and answers none of the kind any more before it is started again.
  test('goes by what was preset before where the browser does not say it any more', async () => {
    const off = createBrowserWorld({ preset: { locked: { enabled: false } } });
    off.hangs = (path) => path === 'storage.managed.get';
    await start(off, 60_000);
    expect(off.hostStarts()).toBe(0);
    expect(off.status()).toMatchObject({ routing: { state: 'off' } });
    const on = createBrowserWorld({ preset: {} });
    on.hangs = (path) => path === 'storage.managed.get';
    await start(on, 1_100);
    expect(on.status()).toMatchObject({ routing: { state: 'on' }, host: { state: 'connected' } });
  });

  test('waits longer where nothing was ever preset or not, and goes on', async () => {
    const world = createBrowserWorld();
    world.hangs = (path) => path === 'storage.managed.get';
    await start(world, 4_900);
    expect(world.hostStarts()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(world.status()).toMatchObject({
      routing: { state: 'on' },
      host: { state: 'connected' },
    });
  });

  test('takes over what was preset when the browser says it late', async () => {
    const world = createBrowserWorld({ preset: {} });
    const said = Promise.withResolvers<unknown>();
    world.answers['storage.managed.get'] = () => said.promise;
    await start(world, 5_000);
    expect(world.status()).toMatchObject({ routing: { state: 'on' } });
    said.resolve({ locked: { enabled: false } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(world.status()).toMatchObject({ routing: { state: 'off' }, host: { state: 'down' } });
  });

  test('is not on while a rule is missing, though the host is there', async () => {
    const world = createBrowserWorld();
    world.hangs = (path) => path === 'declarativeNetRequest.updateDynamicRules';
    await start(world, 1_000);
    expect(world.status()).toMatchObject({
      routing: { state: 'unknown' },
      host: { state: 'connected' },
    });
    const opening = world.command('openVisit', { target: 'http://alice.azero/' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await opening).toEqual({ answer: { failure: 'browser-silent' } });
    expect(world.status()).toMatchObject({
      routing: { state: 'failing', failure: 'browser-silent' },
    });
  });

  test('shuts the port of an earlier session before it sends anything to the one of this', async () => {
    const world = createBrowserWorld({
      proxyShut: 'SOCKS5 127.0.0.1:1',
      proxyBefore: { mode: 'direct' },
    });
    const { order } = world;
    world.setProxy({ mode: 'pac_script', pacScript: { data: 'SOCKS5 127.0.0.1:999' } });
    world.hangs = (path) => path === 'storage.session.get';
    await start(world, 1_000);
    expect(world.hostStarts()).toBe(1);
    // Whether the session is a new one is not known yet: nothing leads to the host before the old port is shut.
    expect(order).toEqual(['host']);
    world.hangs = () => false;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(order).toEqual(['host', 'proxy 1', 'proxy 4321']);
  });
});
