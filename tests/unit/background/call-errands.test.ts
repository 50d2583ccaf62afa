import { beforeEach, describe, expect, test } from 'vitest';
import type { Calls } from '../../../lib/background/calls.ts';
import { STAEX } from '../call/people.ts';
import {
  createCallWorld,
  type FakeWindow,
  LINKS,
  liveCall,
  OTHER_ID,
  payloadOf,
} from './call-world.ts';

let world: ReturnType<typeof createCallWorld>;
let calls: Calls;

/** The window that was opened last, connected. */
function lastWindow(): FakeWindow {
  return world.connect(calls, world.opened.at(-1) ?? -1);
}

beforeEach(() => {
  world = createCallWorld();
  calls = world.make();
});

describe('a link', () => {
  test('that is pasted into a window without a call leads to a call in that window', async () => {
    const window = world.connect(calls, 5);
    await window.ask('paste', { text: LINKS.offer, isPrivate: true });
    const errand = { kind: 'offer', payload: payloadOf(LINKS.offer), isPrivate: true };
    expect(window.sent).toContainEqual({ kind: 'errand', errand });
    expect(world.opened).toEqual([]);
    // Reloaded, it rings again; opened once more, its window is shown.
    expect(await window.ask('begin')).toMatchObject({ answer: errand });
    await calls.openLink(LINKS.offer);
    expect(world.focused).toEqual([5]);
    await window.ask('paste', { text: LINKS.answer });
    expect(window.sent.at(-2)).toMatchObject({ kind: 'errand', errand: { kind: 'answer' } });
    expect(world.opened).toEqual([]);
  });

  test('that is pasted into a window in a call opens another one', async () => {
    const window = world.connect(calls, 5);
    await window.live(liveCall('in-call', { callId: OTHER_ID }));
    await window.ask('paste', { text: LINKS.offer });
    expect(world.opened).toHaveLength(1);
    expect(window.sent.filter(({ kind }) => kind === 'errand')).toEqual([]);
  });

  test('that was opened in a private window leads to a call that knows it, also when it is reloaded', async () => {
    await calls.openLink(LINKS.offer, true);
    expect(await lastWindow().ask('begin')).toMatchObject({ answer: { isPrivate: true } });
    await lastWindow().live(liveCall('waiting', { stage: 'answered' }));
    expect(await lastWindow().ask('begin')).toMatchObject({
      answer: { kind: 'dial', isPrivate: true },
    });
    await calls.openLink('nothing', true);
    expect(await lastWindow().ask('begin')).toMatchObject({
      answer: { kind: 'bad-link', isPrivate: true },
    });
    await calls.start(STAEX.name, true);
    expect(await lastWindow().ask('begin')).toMatchObject({ answer: { isPrivate: true } });
    await calls.takeLink(LINKS.otherOffer, true);
    expect(await lastWindow().ask('begin')).toMatchObject({ answer: { isPrivate: true } });
  });
});
