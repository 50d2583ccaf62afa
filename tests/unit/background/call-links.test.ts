import { describe, expect, test } from 'vitest';
import { createCallWorld, LINKS, liveCall, payloadOf } from './call-world.ts';

describe('links that a page opens', () => {
  test('take neither the focus nor a turn for good, opened a thousand times', async () => {
    const world = createCallWorld();
    const calls = world.make();
    const flood = Array.from({ length: 500 }, () => [LINKS.answer, LINKS.offer]).flat();
    await Promise.all(flood.map((link) => calls.openLink(link)));
    const taken = () => world.opened.length + world.focused.length;
    expect(taken()).toBeLessThanOrEqual(10);
    // Whatever was too much is told: two beside four windows, the others at once.
    expect(world.toldUnopened).toHaveLength(992);
    // The person's own hand is not held up.
    const before = taken();
    await calls.takeLink(LINKS.otherOffer);
    expect(taken()).toBe(before + 1);
    await world.clock.advance(10_000);
    await Promise.all([1, 2, 3].map(() => calls.openLink(LINKS.offer)));
    expect(taken()).toBeGreaterThan(before + 1);
  });

  test('open no fifth window while four wait for an answer, but find the call that waits for it', async () => {
    const world = createCallWorld();
    const calls = world.make();
    const mine = world.connect(calls, 1);
    await mine.live(liveCall('waiting', { role: 'caller' }));
    for (let count = 0; count < 6; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as a page does it that goes on and on
      await calls.openLink(LINKS.otherOffer.slice(0, -3));
    }
    expect(world.opened).toHaveLength(4);
    // Both that were left out are told, and one of the windows that say so is shown, once.
    expect(world.toldUnopened).toHaveLength(2);
    expect(world.focused).toEqual(world.opened.slice(0, 1));
    await calls.openLink(LINKS.answer);
    expect(mine.sent.at(-1)).toEqual({ kind: 'answer', payload: payloadOf(LINKS.answer) });
    calls.tabGone(world.opened[0] ?? -1);
    await calls.openLink(LINKS.otherOffer.slice(0, -3));
    expect(world.opened).toHaveLength(5);
  });
});
