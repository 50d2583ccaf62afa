import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { createBrowserWorld } from './browser-world.ts';

/** Gives each test of a file a background of its own, never started before, and a clock that stands. */
export function backgroundEach(): void {
  // Reading all of it for the first time takes a while, which is nothing of what is tested.
  beforeAll(async () => {
    createBrowserWorld();
    await import('../../../lib/background/background.browser.ts');
  }, 60_000);
  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
