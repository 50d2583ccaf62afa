import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import { KEEP_ALIVE, PeerCalls } from '../../../../native-host/peer/calls.ts';
import {
  KIND,
  kindOf,
  MAX_DATAGRAM,
  MAX_PACKET,
  MAX_UNCUT,
  writeControl,
} from '../../../../native-host/peer/packet.ts';
import { CHECK_LASTS, CHECK_PAUSE } from '../../../../native-host/peer/unanswered-check.ts';
import { createClock } from '../../../fakes/clock.ts';

const PORT = 9378;
const CALL = 0xa1b2c3d4e5f6;
const KEY = new Uint8Array(32).fill(1);
const OTHER_KEY = new Uint8Array(32).fill(2);
const ip = (text: string): Ipv4 => parseIpv4(text) ?? expect.unreachable(text);
/** How each of the two sees the other. */
const BOB = ip('10.115.0.7');
const STRANGER = ip('10.115.0.8');

/** One host that sees its peer at BOB; what it sends is kept. */
function host(clock = createClock()) {
  const sent: Uint8Array[] = [];
  const got: Uint8Array[] = [];
  const events: string[] = [];
  const turn: (() => void)[] = [];
  const state: { peer: Ipv4 | undefined; wall: number } = { peer: BOB, wall: 1_750_000_000_000 };
  const calls = new PeerCalls<Uint8Array>({
    port: PORT,
    now: clock.now,
    wallClock: () => state.wall,
    after: clock.after,
    whereIs: () => state.peer,
    soon: (then) => turn.push(then),
    send: (_, to, packet) => {
      expect(to).toBe(state.peer);
      sent.push(packet.slice());
    },
    onReady: () => events.push('ready'),
    onPeerClosed: () => events.push('peer-closed'),
    onData: (_, packet, at, end, rest) =>
      got.push(Uint8Array.from([...packet.subarray(at, end), ...(rest ?? [])])),
  });
  return {
    clock,
    calls,
    sent,
    got,
    events,
    state,
    /** The kinds of what was sent since the last time, in order. */
    kinds: () => sent.splice(0).map(kindOf),
    /** The end of this turn of the event loop. */
    endTurn: () => {
      for (const then of turn.splice(0)) then();
    },
    take: (packet: Uint8Array, from = BOB, port = PORT) => calls.take(packet.slice(), from, port),
  };
}

function armed(role: 'caller' | 'callee' = 'caller', key = KEY) {
  const it = host();
  it.calls.open(CALL, role);
  expect(it.calls.arm(CALL, key)).toBe(true);
  it.sent.length = 0;
  return it;
}

function said(
  word: 'ready' | 'readyAck' | 'keepAlive' | 'close',
  counter: number,
  { role = 'callee' as const, key = KEY, call = CALL } = {},
): Uint8Array {
  return writeControl(word, call, { role, counter }, key);
}

const data = (...bytes: number[]): Uint8Array =>
  Uint8Array.of(0x10, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6, ...bytes);

describe('ready', () => {
  test('is said again and again until it is heard', async () => {
    const { clock, calls, kinds, take, events } = host();
    calls.open(CALL, 'caller');
    expect(kinds()).toEqual([]);
    calls.arm(CALL, KEY);
    const count = async (ms: number) => {
      await clock.advance(ms);
      return kinds().filter((kind) => kind === KIND.ready).length;
    };
    expect(await count(0)).toBe(1);
    expect(await count(50)).toBe(1);
    expect(await count(50)).toBe(1);
    expect(await count(100)).toBe(1);
    expect(await count(200)).toBe(1);
    expect(await count(400)).toBe(1);
    expect(await count(3_000)).toBe(3);
    take(said('readyAck', 1));
    expect(events).toEqual(['ready']);
    expect(await count(3_000)).toBe(0);
  });

  test('is answered each time, and told once', () => {
    const { take, kinds, events } = armed();
    take(said('ready', 1));
    take(said('ready', 2));
    expect(kinds()).toEqual([KIND.readyAck, KIND.readyAck]);
    expect(events).toEqual(['ready']);
  });

  test.each([
    ['with another key', said('ready', 1, { key: OTHER_KEY })],
    ['that is our own, sent back', said('ready', 1, { role: 'caller' as never })],
    ['of another call', said('ready', 1, { call: 5 })],
  ])('%s counts for nothing', (_, packet) => {
    const { take, kinds, events } = armed();
    take(packet);
    expect(kinds()).toEqual([]);
    expect(events).toEqual([]);
  });

  test('from another node counts for nothing', () => {
    const { take, events } = armed();
    take(said('ready', 1), STRANGER);
    expect(events).toEqual([]);
  });

  test('that was said before counts for nothing', () => {
    const { take, kinds } = armed();
    const first = said('ready', 5);
    take(first);
    kinds();
    take(first);
    take(said('ready', 4));
    take(said('close', 5));
    expect(kinds()).toEqual([]);
    take(said('ready', 6));
    expect(kinds()).toEqual([KIND.readyAck]);
  });

  test('of a host that started anew counts, since its clock went on', async () => {
    const [first, second] = [host(), host()];
    second.state.wall += 5_000;
    const bob = armed('callee');
    for (const alice of [first, second]) {
      alice.calls.open(CALL, 'caller');
      alice.calls.arm(CALL, KEY);
      for (const packet of alice.sent) bob.take(packet);
    }
    expect(bob.kinds()).toEqual([KIND.readyAck, KIND.readyAck]);
  });
});

describe('what comes in', () => {
  test('is passed on from the peer alone', () => {
    const { take, got } = armed();
    take(data(1, 2, 3));
    take(data(4), STRANGER);
    take(data(5), BOB, 9999);
    expect(got).toEqual([Uint8Array.of(1, 2, 3)]);
  });

  test('is dropped for a call that is not open, not armed, or over', () => {
    const { calls, take, got } = host();
    take(data(1));
    calls.open(CALL, 'caller');
    take(data(2));
    take(said('ready', 1));
    calls.arm(CALL, KEY);
    take(data(3));
    calls.forget(CALL);
    take(data(4));
    expect(got).toEqual([Uint8Array.of(3)]);
  });

  test('is dropped while nobody knows where the peer is, or it is elsewhere', () => {
    const { take, got, state } = armed();
    state.peer = undefined;
    take(data(1));
    state.peer = STRANGER;
    take(data(2));
    take(data(3), STRANGER);
    expect(got).toEqual([Uint8Array.of(3)]);
  });

  test('from another port needs a word with the key from there', () => {
    const { take, got, state } = armed();
    take(said('keepAlive', 1), BOB, 40_000);
    take(data(1), BOB, 40_000);
    take(data(2), BOB, 40_001);
    take(data(3), BOB, PORT);
    // The port is that of this address, and not of another one.
    state.peer = STRANGER;
    take(data(4), STRANGER, 40_000);
    expect(got).toEqual([Uint8Array.of(1), Uint8Array.of(3)]);
  });

  test('does no harm, whatever it is', () => {
    const { calls, got, events, sent, clock } = armed();
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 1200 }),
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 1100 }))
        .map(([first, rest]) => Uint8Array.from([first, ...data().subarray(1), ...rest])),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(PORT, 1), (bytes, port) => {
        got.length = 0;
        calls.take(bytes, BOB, port);
        expect(events).toEqual([]);
        expect(sent).toEqual([]);
        if (got.length > 0) expect(port).toBe(PORT);
        expect(clock.now()).toBe(1_000_000);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('what goes out', () => {
  test('arrives as it was, whole or cut, at any offset', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: MAX_DATAGRAM }),
        fc.constantFrom(4, 7, 36, 40),
        fc.boolean(),
        (payload, offset, swapped) => {
          const [alice, bob] = [armed(), armed('callee')];
          const bytes = new Uint8Array(offset + payload.length);
          bytes.set(payload, offset);
          alice.calls.forward(CALL, bytes, offset, payload.length);
          alice.endTurn();
          expect(alice.sent).toHaveLength(payload.length > MAX_UNCUT ? 2 : 1);
          for (const packet of alice.sent) expect(packet.length).toBeLessThanOrEqual(MAX_PACKET);
          for (const packet of swapped ? alice.sent.toReversed() : alice.sent) bob.take(packet);
          expect(bob.got).toEqual([payload]);
        },
      ),
    );
  });

  test('goes together with what else was said in the same turn', () => {
    const [alice, bob] = [armed(), armed('callee')];
    const words = [1, 2, 3].map((serial) => new Uint8Array(100).fill(serial));
    for (const each of words) alice.calls.forward(CALL, each, 0, each.length);
    expect(alice.sent).toEqual([]);
    alice.endTurn();
    expect(alice.sent.map(kindOf)).toEqual([KIND.packed]);
    alice.calls.forward(CALL, Uint8Array.of(4), 0, 1);
    alice.endTurn();
    expect(alice.kinds()).toEqual([KIND.packed, KIND.data]);
    for (const each of words) alice.calls.forward(CALL, each, 0, each.length);
    alice.calls.close(CALL);
    alice.endTurn();
    for (const packet of alice.sent) bob.take(packet);
    expect(bob.got).toEqual(words);
    expect(bob.events).toEqual(['peer-closed']);
  });

  test('goes nowhere when the call ended, or nobody knows where the peer is, by the end of the turn', () => {
    const { calls, sent, state, endTurn } = armed();
    calls.forward(CALL, new Uint8Array(10), 0, 10);
    state.peer = undefined;
    endTurn();
    state.peer = BOB;
    calls.forward(CALL, new Uint8Array(10), 0, 10);
    calls.forget(CALL);
    endTurn();
    expect(sent).toEqual([]);
  });

  test('is nothing before arming, without an address, or when too large', () => {
    const { calls, sent, state, endTurn } = host();
    const bytes = new Uint8Array(3000);
    calls.forward(CALL, bytes, 4, 10);
    calls.open(CALL, 'caller');
    calls.forward(CALL, bytes, 4, 10);
    state.peer = undefined;
    calls.arm(CALL, KEY);
    calls.forward(CALL, bytes, 4, 10);
    endTurn();
    state.peer = BOB;
    calls.forward(CALL, bytes, 4, MAX_DATAGRAM + 1);
    endTurn();
    expect(sent).toEqual([]);
    calls.forward(CALL, bytes, 4, MAX_DATAGRAM);
    endTurn();
    expect(sent).toHaveLength(2);
  });

  test('is an ICE check once more while it has no answer, as after a cut', async () => {
    const [alice, bob] = [armed(), armed('callee')];
    const check = Uint8Array.of(0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...Array(12).fill(5));
    alice.calls.forward(CALL, check, 0, check.length);
    alice.endTurn();
    alice.sent.length = 0; // lost
    await alice.clock.advance(CHECK_PAUSE);
    alice.endTurn();
    for (const packet of alice.sent.splice(0)) bob.take(packet);
    expect(bob.got).toEqual([check]);
    const answer = Uint8Array.from(check);
    answer[0] = 1;
    bob.calls.forward(CALL, answer, 0, answer.length);
    bob.endTurn();
    for (const packet of bob.sent) alice.take(packet);
    expect(alice.got).toEqual([answer]);
    await alice.clock.advance(CHECK_LASTS);
    alice.endTurn();
    expect(alice.kinds().filter((kind) => kind === KIND.data)).toEqual([]);
    // The end of a call is the end of that too.
    alice.calls.forward(CALL, check, 0, check.length);
    alice.calls.forget(CALL);
    await alice.clock.advance(CHECK_LASTS);
    alice.endTurn();
    expect(alice.sent).toEqual([]);
  });

  test('is a keep-alive when nothing else was', async () => {
    const { clock, calls, take, kinds, events, endTurn } = armed();
    take(said('readyAck', 1));
    expect(events).toEqual(['ready']);
    await clock.advance(KEEP_ALIVE - 1);
    calls.forward(CALL, new Uint8Array(10), 4, 6);
    endTurn();
    expect(kinds()).toEqual([KIND.data]);
    await clock.advance(KEEP_ALIVE - 1);
    expect(kinds()).toEqual([]);
    await clock.advance(1);
    expect(kinds()).toEqual([KIND.keepAlive]);
    await clock.advance(3 * KEEP_ALIVE);
    expect(kinds()).toEqual([KIND.keepAlive, KIND.keepAlive, KIND.keepAlive]);
  });
});

describe('the end', () => {
  test('is told to the other side, which forgets the call', () => {
    const [alice, bob] = [armed(), armed('callee')];
    alice.calls.close(CALL);
    const [word = new Uint8Array()] = alice.sent;
    bob.take(word);
    expect(bob.events).toEqual(['peer-closed']);
    expect(bob.calls.isOpen(CALL)).toBe(false);
    bob.take(word);
    expect(bob.events).toHaveLength(1);
  });

  test('leaves no timer behind', async () => {
    const { clock, calls, take, kinds } = armed();
    take(said('ready', 1));
    calls.forget(CALL);
    kinds();
    await clock.advance(60_000);
    expect(kinds()).toEqual([]);
    expect(calls.arm(CALL, KEY)).toBe(false);
  });
});
