/** The start of the background, in a browser that may not say what is preset. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BrowserWorld, createBrowserWorld } from './browser-world.ts';

// Reading all of it for the first time takes a while, which is nothing of what is tested.
beforeAll(async () => {
  createBrowserWorld();
  await import('../../../lib/background/background.browser.ts');
});
beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Starts the background as the browser starts its worker. */
async function start(world: BrowserWorld, ms = 0): Promise<void> {
  // What an earlier one of the same test still waits for.
  vi.clearAllTimers();
  const { startBackground } = await import('../../../lib/background/background.browser.ts');
  startBackground('chromium');
  await vi.advanceTimersByTimeAsync(ms);
  expect(world.asked.length).toBeGreaterThan(0);
}

describe('the start of the background', () => {
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
});
