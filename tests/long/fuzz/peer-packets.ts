/** What anybody on the overlay sends to the port of the hosts, and what becomes of a call by it. */
import { strict as assert } from 'node:assert';
import { type Ipv4, parseIpv4 } from '../../../native-host/ipv4.ts';
import { PeerCalls } from '../../../native-host/peer/calls.ts';
import { Halves, MAX_WAITING_HALVES } from '../../../native-host/peer/halves.ts';
import {
  type ControlKind,
  DATA_AT,
  dataHeader,
  HALF_AT,
  halfHeader,
  KIND,
  MAX_DATAGRAM,
  MAX_PACKET,
  writeControl,
} from '../../../native-host/peer/packet.ts';
import { fuzz } from './fuzz.ts';
import { joined, type Random } from './random.ts';

const PORT = 9378;
const CALL = 0xa1b2c3d4e5f6;
const KEY = new Uint8Array(32).fill(1);
const CONTROLS: readonly [ControlKind, ...ControlKind[]] = [
  'ready',
  'readyAck',
  'keepAlive',
  'close',
];
/** What a flood of halves is made of, apart from the call. */
const FLOOD = 3;

function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  assert.ok(address !== undefined);
  return address;
}

const PEER = ip('10.115.77.7');
const STRANGER = ip('10.115.66.6');

interface Packet {
  readonly bytes: Uint8Array;
  readonly from: Ipv4;
  readonly port: number;
  /** The other host of this call said it, word for word. */
  readonly isTrue: boolean;
}

interface Valid {
  readonly bytes: Uint8Array;
  readonly isSaid: boolean;
}

function valid(random: Random): Valid {
  const call = random.once(6) ? random.bits() : CALL;
  const content = random.bytes(1 + random.length(MAX_PACKET - HALF_AT - 1));
  switch (random.below(4)) {
    case 0:
      return { bytes: joined(dataHeader(call), content), isSaid: false };
    case 1: {
      const kind = random.once(2) ? KIND.firstHalf : KIND.secondHalf;
      const head = halfHeader(kind, call, random.below(FLOOD));
      return { bytes: joined(head, content), isSaid: false };
    }
    default: {
      const key = random.once(3) ? random.bytes(32) : KEY;
      const said = {
        role: random.once(4) ? 'caller' : 'callee',
        counter: random.once(9) ? random.bits() * 2 ** 20 : random.below(6),
      } as const;
      const bytes = writeControl(random.pick(CONTROLS), call, said, key);
      return { bytes, isSaid: key === KEY && call === CALL };
    }
  }
}

function packet(random: Random): Packet {
  const kind = random.below(6);
  const from = random.once(4) ? STRANGER : PEER;
  const port = random.once(4) ? 40_000 + random.below(2) : PORT;
  if (kind === 0) {
    return { bytes: random.bytes(random.length(2 * MAX_PACKET)), from, port, isTrue: false };
  }
  const { bytes, isSaid } = valid(random);
  const sent = kind < 3 ? random.mutate(bytes) : bytes;
  const isTrue = isSaid && from === PEER && Buffer.compare(sent, bytes) === 0;
  return { bytes: sent, from, port, isTrue };
}

fuzz({
  make: (random) => Array.from({ length: 1 + random.below(12) }, () => packet(random)),
  check(packets) {
    let sent = 0;
    let ready = 0;
    let closed = 0;
    let current: Packet | undefined;
    const spoken = new Set<number>();
    const calls = new PeerCalls<Uint8Array>({
      port: PORT,
      now: () => 1000,
      wallClock: () => 1_750_000_000_000,
      after: () => () => undefined,
      whereIs: () => PEER,
      send: (_call, to, head, body) => {
        sent += 1;
        assert.ok(to === PEER && head.length + (body?.length ?? 0) <= MAX_PACKET);
      },
      onReady: () => (ready += 1),
      onPeerClosed: () => (closed += 1),
      onData: (call, first, at, second) => {
        // From the other host alone, and nothing but what stood in its packets.
        assert.ok(call === CALL && current?.from === PEER);
        assert.ok(current.port === PORT || spoken.has(current.port));
        const length = first.length - at + (second ? second.length - HALF_AT : 0);
        assert.ok(length >= 0 && length <= MAX_DATAGRAM);
        assert.ok(at === (second ? HALF_AT : DATA_AT));
        // Halves of one datagram, and not of two.
        if (second) assert.ok([0, 1].includes(first.length - second.length));
        assert.ok(second === undefined || first === current.bytes || second === current.bytes);
        assert.ok(second !== undefined || first === current.bytes);
      },
    });
    calls.open(CALL, 'caller');
    calls.arm(CALL, KEY);
    const halves = new Halves<Uint8Array>();
    for (const each of packets) {
      current = each;
      const { bytes, from, port, isTrue } = each;
      const before = { sent, ready, closed };
      if (isTrue) spoken.add(port);
      calls.take(bytes, from, port);
      assert.ok(sent - before.sent <= 1, 'one packet brought forth several');
      if (!isTrue) assert.deepEqual({ sent, ready, closed }, before);
      halves.take((bytes[7] ?? 0) * 256 + (bytes[8] ?? 0), (bytes[0] ?? 0) % 2 === 0, bytes, port);
      assert.ok(halves.size <= MAX_WAITING_HALVES);
    }
    assert.ok(ready <= 1 && closed <= 1 && calls.size === 1 - closed);
  },
});
