import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Calls } from '../../../lib/background/calls.ts';
import { err } from '../../../lib/result.ts';
import { settle } from '../../fakes/clock.ts';
import { COPYBARA, STAEX } from '../call/people.ts';
import {
  createCallWorld,
  type FakeWindow,
  ID,
  LINKS,
  liveCall,
  OTHER_ID,
  payloadOf,
} from './call-world.ts';

let world: ReturnType<typeof createCallWorld>;
let calls: Calls;

const OPEN = { callId: ID, peerNodeId: STAEX.nodeId, role: 'callee' };
const KEY = 'ab'.repeat(32);
const closing = (id = ID): string => `call.close {"callId":"${id}"}`;

/** The window that was opened last, connected. */
function lastWindow(): FakeWindow {
  return world.connect(calls, world.opened.at(-1) ?? -1);
}

beforeEach(() => {
  world = createCallWorld();
  calls = world.make();
});

describe('a window', () => {
  test('learns what it was opened for, also when it asks before the browser has said which tab it is', async () => {
    let tell = (): void => {};
    world.state.slowWindows = new Promise((resolve) => {
      tell = resolve;
    });
    const starting = calls.start(STAEX.name);
    await settle();
    const window = lastWindow();
    const asking = window.ask('begin');
    await settle();
    expect(window.sent).toEqual([]);
    tell();
    await starting;
    await asking;
    await settle();
    expect(window.sent).toEqual([
      { kind: 'reply', id: 0, ok: true, answer: { kind: 'dial', to: STAEX.name } },
    ]);
  });

  test('that nobody opened has no errand', async () => {
    expect(await world.connect(calls, 1).ask('begin')).toMatchObject({ answer: { kind: 'none' } });
  });

  test('asks for a name when it was opened without one', async () => {
    await calls.start(undefined);
    expect(await lastWindow().ask('begin')).toMatchObject({ answer: { kind: 'dial' } });
  });

  test('rings again when it is reloaded before Answer, and calls back after', async () => {
    await calls.openLink(LINKS.offer);
    const first = lastWindow();
    await first.live(liveCall('ringing'));
    first.port.closed();
    const again = lastWindow();
    const offer = { answer: { kind: 'offer', payload: payloadOf(LINKS.offer) } };
    expect(await again.ask('begin')).toMatchObject(offer);
    await again.live(liveCall('waiting', { stage: 'answered' }));
    again.port.closed();
    expect(await lastWindow().ask('begin')).toMatchObject({
      answer: { kind: 'dial', to: STAEX.name },
    });
    expect(JSON.stringify(world.state.errands)).not.toContain(payloadOf(LINKS.offer));
  });

  test('leaves nothing of its errand behind when its tab is closed', async () => {
    await calls.openLink(LINKS.offer);
    calls.tabGone(99);
    await world.clock.advance(10_000);
    expect(world.state.swept).toBe(0);
    calls.tabGone(world.opened[0] ?? 0);
    expect(world.state.errands).toEqual([]);
    // Also no file that it received; the browser lets go of them a moment later.
    expect(world.state.swept).toBe(0);
    await world.clock.advance(10_000);
    expect(world.state.swept).toBe(1);
    // Nor of a window that the browser ended with.
    calls.restore([], []);
    expect(world.state.swept).toBe(2);
  });
});

describe('a link', () => {
  test('that is opened twice in a row shows the window of the first time', async () => {
    await Promise.all([calls.openLink(LINKS.offer), calls.openLink(LINKS.offer)]);
    expect(world.opened).toHaveLength(1);
    expect(world.focused).toEqual(world.opened);
  });

  test('whose window is gone for good opens another one', async () => {
    await calls.openLink(LINKS.offer);
    world.state.gone.add(world.opened[0] ?? 0);
    await calls.openLink(LINKS.offer);
    expect(world.opened).toHaveLength(2);
  });

  test('of one’s own waiting call shows its window', async () => {
    const window = world.connect(calls, 5);
    await window.live(liveCall('waiting', { role: 'caller' }));
    await calls.openLink(LINKS.offer);
    expect(world.opened).toEqual([]);
    expect(world.focused).toEqual([5]);
    expect(window.sent).toContainEqual({ kind: 'focus' });
  });

  test('with an answer goes to the window whose call waits, and shows it', async () => {
    const other = world.connect(calls, 4);
    await other.live(liveCall('waiting', { callId: OTHER_ID }));
    const window = world.connect(calls, 5);
    await window.live(liveCall('waiting', { role: 'caller' }));
    expect(await calls.takeLink(`Here: ${LINKS.answer} !`)).toBeUndefined();
    const answer = { kind: 'answer', payload: payloadOf(LINKS.answer) };
    expect(window.sent).toContainEqual(answer);
    expect(other.sent).not.toContainEqual(answer);
    expect(world.focused).toEqual([5]);
  });

  test('with an answer for which no call waits opens a window that says so', async () => {
    await calls.openLink(LINKS.answer);
    const errand = { kind: 'answer', payload: payloadOf(LINKS.answer) };
    expect(await lastWindow().ask('begin')).toMatchObject({ answer: errand });
  });

  test('with an answer, pasted into the window of another call, is judged there', async () => {
    const window = world.connect(calls, 5);
    await window.live(liveCall('in-call', { callId: OTHER_ID }));
    expect(await window.ask('paste', { text: LINKS.answer })).toMatchObject({ answer: {} });
    expect(window.sent).toContainEqual({ kind: 'answer', payload: payloadOf(LINKS.answer) });
    expect(world.opened).toEqual([]);
  });

  test('that is none is refused where it was pasted, and explained where it was opened', async () => {
    expect(await calls.takeLink('good morning')).toBe('not-a-call-link');
    expect(await calls.takeLink(`${LINKS.offer} ${LINKS.otherOffer}`)).toBe('several-links');
    expect(world.opened).toEqual([]);
    await calls.openLink(LINKS.offer.slice(0, -3));
    expect(await lastWindow().ask('begin')).toMatchObject({
      answer: { kind: 'bad-link', why: 'malformed' },
    });
    const window = world.connect(calls, 5);
    expect(await window.ask('paste', { text: 'hello' })).toMatchObject({
      answer: { refused: 'not-a-call-link' },
    });
  });

  test('of a blocked name rings nowhere, and the person is told', async () => {
    world.blocked.add(STAEX.name);
    await calls.openLink(LINKS.offer);
    expect(await calls.takeLink(LINKS.offer)).toBe('blocked');
    expect(world.opened).toEqual([]);
    expect(world.toldBlocked).toEqual([STAEX.name, STAEX.name]);
  });
});

describe('the host', () => {
  test('opens, arms and closes for the window that asked, and tells it alone', async () => {
    const window = world.connect(calls, 5);
    const other = world.connect(calls, 6);
    expect(await window.ask('open', OPEN)).toMatchObject({ answer: { username: 'u' } });
    expect(await other.ask('arm', { callId: ID, key: KEY })).toMatchObject({
      kind: 'refusal',
      failure: { kind: 'no-call' },
    });
    expect(await window.ask('arm', { callId: ID, key: KEY })).toMatchObject({ answer: {} });
    calls.hostEvent({ event: 'call.ready', callId: ID });
    calls.hostEvent({ event: 'call.moved', callId: ID });
    expect(window.sent.at(-1)).toEqual({ kind: 'peer-ready', callId: ID });
    expect(other.sent.map(({ kind }) => kind)).toEqual(['refusal']);
    // Nobody closes the call of another window.
    await other.ask('close', { callId: ID });
    expect(world.asked).not.toContain(closing());
    await window.ask('close', { callId: ID });
    expect(world.asked).toContain(closing());
  });

  test('is told to close what a window had open when its port closes, once', async () => {
    const window = world.connect(calls, 5);
    await window.ask('open', OPEN);
    await window.ask('open', { ...OPEN, callId: OTHER_ID });
    window.port.closed();
    await settle();
    expect(world.asked.filter((line) => line.startsWith('call.close'))).toEqual([
      closing(),
      closing(OTHER_ID),
    ]);
  });

  test('closes what a window gave up before it was open', async () => {
    let answer = (): void => {};
    world.state.slowHost = new Promise((resolve) => {
      answer = resolve;
    });
    const window = world.connect(calls, 5);
    const asking = window.ask('open', OPEN);
    await settle();
    window.port.closed();
    await settle();
    expect(world.asked).not.toContain(closing());
    answer();
    await asking;
    await settle();
    expect(world.asked.filter((line) => line === closing())).toHaveLength(1);
    expect(window.sent).toEqual([]);
  });

  test('gives a call that is opened in a second window to that one, and the first hears so', async () => {
    const first = world.connect(calls, 5);
    const second = world.connect(calls, 6);
    await first.ask('open', OPEN);
    let answer = (): void => {};
    world.state.slowHost = new Promise((resolve) => {
      answer = resolve;
    });
    const asking = second.ask('open', OPEN);
    await settle();
    calls.hostEvent({ event: 'call.closed', callId: ID, reason: 'replaced' });
    answer();
    await asking;
    await settle();
    expect(first.sent.at(-1)).toEqual({ kind: 'relay-closed', callId: ID, reason: 'replaced' });
    // The call is the second window's by now.
    first.port.closed();
    await settle();
    expect(world.asked).not.toContain(closing());
    calls.hostEvent({ event: 'call.ready', callId: ID });
    expect(second.sent.at(-1)).toEqual({ kind: 'peer-ready', callId: ID });
  });

  test('that fails is told with its kind', async () => {
    const window = world.connect(calls, 5);
    for (const kind of ['peer-port-in-use', 'too-many-calls', 'node-unresolved', 'host-stopped']) {
      world.state.answers['call.open'] = err({ kind, detail: 'why' });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await window.ask('open', OPEN)).toMatchObject({
        kind: 'refusal',
        failure: { kind, words: { detail: 'why' } },
      });
    }
  });

  test('that is gone is told to every window, and nothing is left to close', async () => {
    const window = world.connect(calls, 5);
    await window.ask('open', OPEN);
    calls.hostGone({ kind: 'host-stopped' });
    expect(window.sent.at(-1)).toEqual({ kind: 'host-gone', failure: { kind: 'host-stopped' } });
    window.port.closed();
    await settle();
    expect(world.asked).not.toContain(closing());
  });

  test('closes everything when Copybara is switched off, and opens nothing after', async () => {
    const window = world.connect(calls, 5);
    await window.ask('open', OPEN);
    world.state.on = false;
    await calls.end();
    expect(world.asked).toContain(closing());
    expect(window.sent.at(-1)).toMatchObject({ failure: { kind: 'switched-off' } });
    const before = world.asked.length;
    expect(await window.ask('open', OPEN)).toMatchObject({ failure: { kind: 'switched-off' } });
    const names = { ours: COPYBARA.name, theirs: STAEX.name, accepted: [] };
    expect(await window.ask('read-nodes', names)).toMatchObject({
      answer: { state: 'unread', failure: { kind: 'switched-off' } },
    });
    expect(world.asked).toHaveLength(before);
    expect(world.reads).toEqual([]);
  });
});

describe('calls that live', () => {
  test('are kept with their place, and taken out when they end', async () => {
    const window = world.connect(calls, 5);
    await window.live(liveCall('in-call', { stage: 'proven', since: 7 }));
    expect(world.state.calls).toEqual([
      { ...liveCall('in-call', { stage: 'proven', since: 7 }), tabId: 5, windowId: 105 },
    ]);
    await calls.show(ID);
    expect(world.focused).toEqual([5]);
    await window.live(undefined);
    expect(world.state.calls).toEqual([]);
    await window.live(liveCall('waiting'));
    window.port.closed();
    expect(world.state.calls).toEqual([]);
  });

  test('are told to each other: when they go on, and those that are there when one begins', async () => {
    const first = world.connect(calls, 5);
    await first.live(liveCall('waiting'));
    const second = world.connect(calls, 6);
    await second.live(liveCall('dialling', { callId: OTHER_ID }));
    expect(first.sent).toEqual([
      { kind: 'other-call', other: liveCall('dialling', { callId: OTHER_ID }) },
    ]);
    expect(second.sent).toEqual([{ kind: 'other-call', other: liveCall('waiting') }]);
    await second.live(liveCall('waiting', { callId: OTHER_ID }));
    expect(first.sent).toHaveLength(2);
    expect(second.sent).toHaveLength(1);
  });

  test('outlive a worker that slept, as long as their windows come back', async () => {
    const before = world.connect(calls, 5);
    await calls.openLink(LINKS.offer);
    await before.live(liveCall('ringing'));
    await world.connect(calls, 6).live(liveCall('waiting', { callId: OTHER_ID }));
    const { errands, calls: stored } = world.state;

    calls = world.make();
    calls.restore(errands, stored);
    expect(world.state.calls).toHaveLength(2);
    // Its link, opened now, shows the window that rings.
    await calls.openLink(LINKS.offer);
    expect(world.focused).toEqual([5]);
    const window = world.connect(calls, 5);
    expect(world.state.calls).toHaveLength(2);
    await window.live(liveCall('ringing'));
    await world.clock.advance(60_000);
    expect(world.state.calls.map(({ tabId }) => tabId)).toEqual([5]);
    expect(await world.connect(calls, world.opened[0] ?? 0).ask('begin')).toMatchObject({
      answer: { kind: 'offer' },
    });
  });
});

describe('a port that sends nonsense', () => {
  test('gets a refusal for what asks, and nothing for what does not', async () => {
    const window = world.connect(calls, 5);
    const asks: [string, unknown][] = [
      ['open', { ...OPEN, callId: '../../etc' }],
      ['open', { ...OPEN, peerNodeId: '10.0.0.1' }],
      ['arm', { callId: ID, key: 'short' }],
      ['read-nodes', { ours: 'alice.example', theirs: STAEX.name, accepted: [] }],
      ['paste', { text: 'x'.repeat(5000) }],
      ['__proto__', {}],
      ['constructor', {}],
      ['status', {}],
    ];
    for (const [what, ask] of asks) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await window.ask(what, ask);
      expect(answer).toMatchObject({ kind: 'refusal', failure: { kind: 'internal' } });
    }
    expect(world.asked).toEqual([]);
    expect(world.reads).toEqual([]);
  });

  test('breaks nothing, whatever it sends', async () => {
    const window = world.connect(calls, 5);
    const other = world.connect(calls, 6);
    const pieces = fc.oneof(
      fc.jsonValue(),
      fc.record({ kind: fc.constantFrom('live', 'alive', 'request'), call: fc.jsonValue() }),
      fc.record({
        kind: fc.constant('request'),
        id: fc.nat(),
        what: fc.constantFrom('begin', 'open', 'arm', 'close', 'paste', 'read-nodes', 'x'),
        ask: fc.jsonValue(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (message) => {
        window.port.receive(message);
        await settle();
      }),
      { numRuns: 300 },
    );
    expect(world.asked).toEqual([]);
    expect(world.state.calls).toEqual([]);
    expect(other.sent).toEqual([]);
  });
});
