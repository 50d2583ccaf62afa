import { beforeEach, describe, expect, test } from 'vitest';
import { createRoutingKeeper, type RoutingKeeper } from '../../../lib/background/routing-keeper.ts';
import { createUntilDone } from '../../../lib/background/until-done.ts';
import type { RoutingFailure } from '../../../lib/protocol/ui.ts';
import type { SocksAddress } from '../../../lib/routing/proxy-taker.ts';
import { createClock, settle } from '../../fakes/clock.ts';

const HELD = 'proxy-held-by-extension';

let applied: (number | undefined | 'released')[];
let waiting: (() => void)[];
let outcome: () => RoutingFailure | undefined;
let told: (RoutingFailure | 'unknown' | undefined)[];
let keeper: RoutingKeeper;

beforeEach(() => {
  applied = [];
  waiting = [];
  told = [];
  outcome = () => undefined;
  keeper = createRoutingKeeper(
    {
      async apply(socks: SocksAddress | undefined) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        applied.push(socks?.port);
        return outcome();
      },
      shut: async () => {},
      async release() {
        applied.push('released');
      },
    },
    createUntilDone(createClock().after, (stuck) => keeper.setStuck(stuck)),
    (failure) => void told.push(failure),
  );
  keeper.setGate(undefined);
  told = [];
});

/** Lets the browser finish all that it was told. */
async function finish(): Promise<void> {
  await settle();
  while (waiting.length > 0) {
    waiting.shift()?.();
    // oxlint-disable-next-line no-await-in-loop -- one change after the other
    await settle();
  }
}

describe('the proxy setting', () => {
  test('ends as the last change wants it, one after the other', async () => {
    void keeper.setSocks({ port: 1 });
    void keeper.setSocks(undefined);
    void keeper.setSocks({ port: 2 });
    const failure = keeper.failure();
    await settle();
    expect(waiting).toHaveLength(1);
    await finish();
    expect(applied.at(-1)).toBe(2);
    expect(await failure).toBeUndefined();
  });

  test('is not touched after it was given back, until it is wanted again', async () => {
    void keeper.release();
    void keeper.setSocks({ port: 1 });
    void keeper.reapply();
    await finish();
    expect(applied).toEqual(['released']);
    expect(await keeper.failure()).toBe('switched-off');
    keeper.resume();
    keeper.setGate(undefined);
    void keeper.setSocks({ port: 2 });
    await finish();
    expect(applied).toEqual(['released', 2]);
    expect(await keeper.failure()).toBeUndefined();
  });

  test('that the browser does not take is told, and tried again with the next change', async () => {
    outcome = () => {
      throw new Error('the disk is full');
    };
    void keeper.setSocks({ port: 1 });
    await finish();
    expect(told).toEqual(['rules-refused']);
    expect(await keeper.failure()).toBe('rules-refused');
    outcome = () => undefined;
    void keeper.reapply();
    await finish();
    expect(told.at(-1)).toBeUndefined();
    expect(await keeper.failure()).toBeUndefined();
  });
});

describe('what shuts names', () => {
  test('is waited for, anew each time that it is wanted again', async () => {
    keeper.resume();
    void keeper.setSocks({ port: 1 });
    await finish();
    expect(told.at(-1)).toBe('unknown');
    let said: RoutingFailure | 'open' | undefined;
    void keeper.failure().then((failure) => (said = failure ?? 'open'));
    await settle();
    expect(said).toBeUndefined();
    keeper.setGate(undefined);
    await settle();
    expect(said).toBe('open');
  });

  test('is not known while the browser is silent, which is said at once', async () => {
    void keeper.setSocks({ port: 1 });
    const failure = keeper.failure();
    keeper.setStuck(true);
    expect(await failure).toBe('browser-silent');
    await keeper.whenStuck();
    keeper.setStuck(false);
    await finish();
    expect(await keeper.failure()).toBeUndefined();
  });
});

describe('another tool that holds the setting', () => {
  test('is in the way, unless it was seen to lead to the port that the host has now', async () => {
    outcome = () => HELD;
    void keeper.setSocks({ port: 1 });
    await finish();
    expect(await keeper.failure()).toBe(HELD);
    keeper.setElsewhere(1);
    expect(await keeper.failure()).toBeUndefined();
    void keeper.setSocks({ port: 2 });
    await finish();
    expect(await keeper.failure()).toBe(HELD);
  });

  test('does not make up for rules that are missing', async () => {
    outcome = () => HELD;
    void keeper.setSocks({ port: 1 });
    await finish();
    keeper.setElsewhere(1);
    keeper.setGate('permission-missing');
    expect(await keeper.failure()).toBe('permission-missing');
    expect(told.at(-1)).toBe('permission-missing');
  });
});
