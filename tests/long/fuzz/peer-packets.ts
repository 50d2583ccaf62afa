/** What anybody on the overlay sends to the port of the hosts, and what becomes of a call by it. */
import { strict as assert } from 'node:assert';
import { type Ipv4, parseIpv4 } from '../../../native-host/ipv4.ts';
import { PeerCalls } from '../../../native-host/peer/calls.ts';
import { Packer } from '../../../native-host/peer/packer.ts';
import {
  type ControlKind,
  DATA_AT,
  KIND,
  kindOf,
  MAX_DATAGRAM,
  MAX_PACKED,
  MAX_PACKET,
  MAX_UNCUT,
  PACKED_AT,
  PREFIX,
  writeControl,
  writeDataHeader,
  writePackedHeader,
  writePrefix,
} from '../../../native-host/peer/packet.ts';
import { MAX_WAITING_PARTS, Unpacker } from '../../../native-host/peer/unpacker.ts';
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
/** How many sequence numbers a flood of packed packets has. */
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

/** What a host says whose page said datagrams of these lengths at once. */
function said(call: number, random: Random): Uint8Array {
  const packets: Uint8Array[] = [];
  const packer = new Packer(call, (bytes) => packets.push(bytes));
  const count = 1 + random.below(random.once(9) ? 2 * MAX_PACKED : 4);
  for (let index = 0; index < count; index++) {
    const length = 1 + random.below(random.once(2) ? 40 : MAX_DATAGRAM);
    packer.add(random.bytes(length), 0, length);
  }
  packer.flush();
  return packets[random.below(packets.length)] ?? assert.fail('nothing was said');
}

/** A packed packet that may be one, with a sequence number of few and datagrams that hardly fit. */
function packed(call: number, random: Random): Uint8Array {
  const bytes = random.bytes(PACKED_AT + 1 + random.length(MAX_PACKET - PACKED_AT - 1));
  const room = bytes.length - PACKED_AT;
  const lead = random.once(2) ? 0 : random.below(room + 2);
  writePackedHeader(bytes, 0, call, random.below(FLOOD), lead);
  for (let at = PACKED_AT + lead; at + PREFIX <= bytes.length; ) {
    const left = bytes.length - at - PREFIX;
    const size = random.once(2) ? left : random.below(random.once(2) ? left + 2 : MAX_DATAGRAM + 2);
    writePrefix(bytes, at, size);
    at += PREFIX + size;
  }
  return bytes;
}

function valid(random: Random): Valid {
  const call = random.once(6) ? random.bits() : CALL;
  switch (random.below(5)) {
    case 0: {
      const head = new Uint8Array(DATA_AT);
      writeDataHeader(head, 0, call);
      const content = random.bytes(1 + random.length(MAX_PACKET - DATA_AT - 1));
      return { bytes: joined(head, content), isSaid: false };
    }
    case 1:
      return { bytes: packed(call, random), isSaid: false };
    case 2:
      return { bytes: said(call, random), isSaid: false };
    default: {
      const key = random.once(3) ? random.bytes(32) : KEY;
      const words = {
        role: random.once(4) ? 'caller' : 'callee',
        counter: random.once(9) ? random.bits() * 2 ** 20 : random.below(6),
      } as const;
      const bytes = writeControl(random.pick(CONTROLS), call, words, key);
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
    let given = 0;
    let current: Packet | undefined;
    const spoken = new Set<number>();
    const calls = new PeerCalls<Uint8Array>({
      port: PORT,
      now: () => 1000,
      wallClock: () => 1_750_000_000_000,
      after: () => () => undefined,
      whereIs: () => PEER,
      soon: (then) => then(),
      send: (_call, to, bytes) => {
        sent += 1;
        assert.ok(to === PEER && bytes.length <= MAX_PACKET && kindOf(bytes) >= 0);
      },
      onReady: () => (ready += 1),
      onPeerClosed: () => (closed += 1),
      onData: (call, bytes, at, end, rest) => {
        // From the other host alone, and nothing but what stood in its packets.
        assert.ok(call === CALL && current?.from === PEER);
        assert.ok(current.port === PORT || spoken.has(current.port));
        assert.ok(at >= DATA_AT && end <= bytes.length && at <= end);
        const length = end - at + (rest?.length ?? 0);
        assert.ok(length <= MAX_DATAGRAM);
        given += 1;
        assert.ok(bytes === current.bytes || rest?.buffer === current.bytes.buffer);
        // Parts of one datagram, which says how long it is before it begins.
        if (at > DATA_AT) assert.equal(((bytes[at - 2] ?? 0) << 8) | (bytes[at - 1] ?? 0), length);
        if (rest) assert.ok(end === bytes.length && length > MAX_UNCUT);
        else assert.ok(bytes === current.bytes);
      },
    });
    calls.open(CALL, 'caller');
    calls.arm(CALL, KEY);
    const unpacker = new Unpacker<Uint8Array>();
    for (const each of packets) {
      current = each;
      const { bytes, from, port, isTrue } = each;
      const before = { sent, ready, closed, given };
      if (isTrue) spoken.add(port);
      calls.take(bytes, from, port);
      assert.ok(sent - before.sent <= 1, 'one packet brought forth several');
      if (!isTrue) assert.deepEqual({ sent, ready, closed, given: before.given }, before);
      assert.ok(given - before.given <= MAX_PACKED + 1, 'one packet brought forth many');
      if (kindOf(bytes) === KIND.packed) unpacker.take(bytes, port, () => undefined);
      assert.ok(unpacker.size <= MAX_WAITING_PARTS);
    }
    assert.ok(ready <= 1 && closed <= 1 && calls.size === 1 - closed);
  },
});
