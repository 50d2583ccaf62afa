import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Packer } from '../../../../native-host/peer/packer.ts';
import {
  DATA_AT,
  KIND,
  kindOf,
  MAX_DATAGRAM,
  MAX_PACKED,
  MAX_PACKET,
  MAX_UNCUT,
} from '../../../../native-host/peer/packet.ts';
import {
  MAX_WAITING_PARTS,
  PART_TIMEOUT,
  Unpacker,
} from '../../../../native-host/peer/unpacker.ts';

const CALL = 0xa1b2c3d4e5f6;

/** Packets of one packer; each list of datagrams is one flush. */
function packed(turns: readonly (readonly Uint8Array[])[]): Uint8Array[] {
  const packets: Uint8Array[] = [];
  const packer = new Packer(CALL, (packet) => packets.push(packet));
  for (const datagrams of turns) {
    for (const datagram of datagrams) {
      const bytes = new Uint8Array([9, 9, 9, ...datagram, 9]);
      packer.add(bytes, 3, datagram.length);
      bytes.fill(8); // what was added is the caller's again
    }
    packer.flush();
  }
  return packets;
}

/** Takes a packet, of whatever of the two kinds, as a copy whose prefixes get overwritten. */
function take(unpacker: Unpacker<Uint8Array>, packet: Uint8Array, now: number): Uint8Array[] {
  const got: Uint8Array[] = [];
  if (kindOf(packet) === KIND.data) return [packet.slice(DATA_AT)];
  expect(kindOf(packet)).toBe(KIND.packed);
  unpacker.take(packet.slice(), now, (bytes, at, end, rest) => {
    bytes.fill(0xff, at - 4, at);
    got.push(Uint8Array.from([...bytes.subarray(at, end), ...(rest ?? [])]));
  });
  return got;
}

const filled = (length: number, serial: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index < 2 ? serial >> (8 * index) : serial + index));

const size = fc.oneof(
  fc.integer({ min: 2, max: 120 }),
  fc.integer({ min: 2, max: MAX_DATAGRAM }),
  fc.constantFrom(MAX_UNCUT - 1, MAX_UNCUT, MAX_UNCUT + 1, 1232, MAX_DATAGRAM),
);
const turns = fc
  .array(fc.array(size, { maxLength: 40 }), { maxLength: 6 })
  .map((all) =>
    all.map((turn, at) => turn.map((length, index) => filled(length, at * 64 + index))),
  );

describe('packed datagrams', () => {
  test('come out as they went in, in their order, in packets that fit', () => {
    fc.assert(
      fc.property(turns, (sent) => {
        const unpacker = new Unpacker<Uint8Array>();
        const got = packed(sent).flatMap((packet) => {
          expect(packet.length).toBeLessThanOrEqual(MAX_PACKET);
          return take(unpacker, packet, 0);
        });
        expect(got.map(bytesToHex)).toEqual(sent.flat().map(bytesToHex));
        expect(unpacker.size).toBe(0);
      }),
    );
  });

  test('come out of whatever arrives, in any order, and are lost only with their own packets', () => {
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat({ max: 9 })), (sent, chance) => {
        const packets = packed(sent).map((packet) => ({
          packet,
          times: chance.next().value % 3,
          at: chance.next().value,
        }));
        fc.pre(packets.length <= MAX_WAITING_PARTS);
        const unpacker = new Unpacker<Uint8Array>();
        const got = packets
          .flatMap((each) => Array.from({ length: each.times }, () => each))
          .toSorted((a, b) => a.at - b.at)
          .flatMap(({ packet }) => take(unpacker, packet, 0))
          .map((bytes) => bytesToHex(bytes));
        const heads = new Set(packed(sent).map((packet, index) => ({ packet, index })));
        // What each datagram lies in is seen by unpacking without any loss.
        const whole = new Unpacker<Uint8Array>();
        const lost = new Set<string>();
        const all: string[] = [];
        for (const { packet, index } of heads) {
          for (const datagram of take(whole, packet, 0)) {
            const hex = bytesToHex(datagram);
            all.push(hex);
            const here = packets[index]?.times === 0;
            const isCut = datagram.length > MAX_UNCUT && kindOf(packet) === KIND.packed;
            const before = isCut && packets[index - 1]?.times === 0;
            if (here || before) lost.add(hex);
          }
        }
        expect(new Set(got)).toEqual(new Set(all.filter((hex) => !lost.has(hex))));
      }),
    );
  });

  test('of one turn need hardly more packets than their bytes', () => {
    expect(packed([Array.from({ length: 8 }, (_, index) => filled(1232, index))])).toHaveLength(10);
    expect(packed([[filled(1232, 1)]])).toHaveLength(2);
    expect(packed([Array.from({ length: 10 }, (_, index) => filled(60, index))])).toHaveLength(1);
    // No more than so many in one packet, however small they are.
    const many = Array.from({ length: MAX_PACKED + 1 }, (_, index) => filled(2, index));
    expect(packed([many])).toHaveLength(2);
    // What one packet can hold is not cut.
    expect(packed([[filled(600, 1), filled(600, 2)]])).toHaveLength(2);
  });

  test('are written as the page says', () => {
    const hex = (turn: readonly string[]): string[] =>
      packed([turn.map(hexToBytes)]).map((packet) => bytesToHex(packet));
    expect(hex(['6869'])).toEqual(['10a1b2c3d4e5f66869']);
    expect(hex(['6869', '', '21'])).toEqual([
      '11a1b2c3d4e5f600010000000000026869000000000000000121',
    ]);
    const [first = '', second = ''] = hex(['aa'.repeat(1060), '6869']);
    expect(first).toBe(`11a1b2c3d4e5f60001000000000424${'aa'.repeat(1057)}`);
    expect(second).toBe('11a1b2c3d4e5f600020003aaaaaa000000026869');
  });
});

describe('parts of a datagram', () => {
  const cut = (serial: number) => {
    const [first, second] = packed([[filled(1232, serial)]]);
    if (!first || !second) throw new Error('it was not cut');
    return { first, second };
  };

  test('do not wait longer than they should', () => {
    const { first, second } = cut(1);
    const unpacker = new Unpacker<Uint8Array>();
    expect(take(unpacker, first, 0)).toEqual([]);
    expect(take(unpacker, second, PART_TIMEOUT)).toEqual([]);
    // That one waits anew, and is not joined to the one that was too old.
    expect(take(unpacker, first, PART_TIMEOUT + 1)).toEqual([filled(1232, 1)]);
  });

  test('of different datagrams are not joined', () => {
    const [short, long] = [packed([[filled(1232, 1)]])[0], packed([[filled(1233, 2)]])[1]];
    if (!short || !long) throw new Error('they were not cut');
    for (const pair of [
      [short, long],
      [long, short],
    ]) {
      const unpacker = new Unpacker<Uint8Array>();
      for (const packet of pair) expect(take(unpacker, packet, 0)).toEqual([]);
      expect(unpacker.size).toBe(0);
    }
  });

  test('that come twice are taken once', () => {
    const { first, second } = cut(1);
    const unpacker = new Unpacker<Uint8Array>();
    expect(take(unpacker, second, 0)).toEqual([]);
    expect(take(unpacker, second, 0)).toEqual([]);
    expect(take(unpacker, first, 0)).toEqual([filled(1232, 1)]);
    expect(take(unpacker, first, 0)).toEqual([]);
    expect(unpacker.size).toBe(1);
  });

  test('are never more than a few', () => {
    const all = packed(Array.from({ length: 5_000 }, (_, serial) => [filled(1232, serial)]));
    const unpacker = new Unpacker<Uint8Array>();
    for (const [index, packet] of all.entries()) {
      if (index % 2 === 0) take(unpacker, packet, 0);
      expect(unpacker.size).toBeLessThanOrEqual(MAX_WAITING_PARTS);
    }
    expect(take(unpacker, all.at(-1) ?? new Uint8Array(), 0)).toEqual([filled(1232, 4_999)]);
    expect(take(unpacker, all[1] ?? new Uint8Array(), 0)).toEqual([]);
  });
});
