import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  callId,
  callNumber,
  callOf,
  DATA_AT,
  KIND,
  kindOf,
  leadOf,
  MAX_DATAGRAM,
  MAX_PACKED,
  MAX_PACKET,
  MAX_REST,
  MAX_UNCUT,
  PACKED_AT,
  PREFIX,
  readControl,
  sequenceOf,
  sizeAt,
  writeControl,
  writeDataHeader,
  writePackedHeader,
  writePrefix,
} from '../../../../native-host/peer/packet.ts';

const call = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const control = fc.record({
  role: fc.constantFrom('caller' as const, 'callee' as const),
  counter: fc.maxSafeNat(),
});
const kind = fc.constantFrom(
  'ready' as const,
  'readyAck' as const,
  'keepAlive' as const,
  'close' as const,
);

describe('a packet', () => {
  test('names its call, in both spellings', () => {
    fc.assert(
      fc.property(call, (id) => {
        expect(callNumber(callId(id))).toBe(id);
        expect(callId(id)).toMatch(/^[0-9a-f]{12}$/);
        const bytes = new Uint8Array(20).fill(0xaa);
        writeDataHeader(bytes, 3, id);
        const header = bytes.subarray(3, 3 + DATA_AT);
        expect(kindOf(header)).toBe(KIND.data);
        expect(callOf(header)).toBe(id);
        expect([bytes[2], bytes[3 + DATA_AT]]).toEqual([0xaa, 0xaa]);
      }),
    );
  });

  test('of several datagrams names its place and theirs', () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(call, word, fc.integer({ min: 0, max: 40 }), (id, sequence, lead) => {
        const bytes = new Uint8Array(2 + PACKED_AT + lead + PREFIX + 3);
        writePackedHeader(bytes, 2, id, sequence, lead);
        writePrefix(bytes, 2 + PACKED_AT + lead, 3);
        const packet = bytes.subarray(2);
        expect(kindOf(packet)).toBe(KIND.packed);
        expect(callOf(packet)).toBe(id);
        expect(sequenceOf(packet)).toBe(sequence);
        expect(leadOf(packet)).toBe(lead);
        expect(sizeAt(packet, PACKED_AT + lead)).toBe(3);
      }),
    );
  });

  describe('of several datagrams is refused', () => {
    /** A packed packet whose datagrams claim these sizes, `missing` bytes shorter than they say. */
    function claims(sizes: readonly number[], { lead = 0, missing = 0 } = {}): Uint8Array {
      const whole = sizes.reduce((sum, each) => sum + PREFIX + each, PACKED_AT + lead);
      const bytes = new Uint8Array(whole - missing);
      writePackedHeader(bytes, 0, 5, 1, lead);
      let at = PACKED_AT + lead;
      for (const each of sizes) {
        if (at + PREFIX <= bytes.length) writePrefix(bytes, at, each);
        at += PREFIX + each;
      }
      return bytes;
    }
    const changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, 1);

    test.each<[string, Uint8Array]>([
      ['with none', claims([])],
      ['with a lead that is longer than it', claims([], { lead: 9, missing: 1 })],
      ['with half a prefix at its end', claims([2, 2], { missing: 3 })],
      ['with a prefix and nothing behind it', claims([2, 1200], { missing: 1200 })],
      ['with one cut that need not be', claims([MAX_UNCUT], { missing: 1 })],
      ['with one that two packets do not hold', claims([MAX_DATAGRAM + 1], { missing: 1062 })],
      ['with a rest that a packet does not hold', claims([2, 1300], { missing: MAX_REST + 1 })],
      ['with something in a prefix', changed(claims([2, 2]), PACKED_AT)],
      ['with something in a later prefix', changed(claims([2, 2]), PACKED_AT + PREFIX + 2)],
      ['with too many', claims(Array.from({ length: MAX_PACKED + 1 }, () => 1))],
    ])('%s', (_, packet) => {
      expect(kindOf(packet)).toBe(-1);
    });

    test('but not up to the limits', () => {
      const good = [
        claims([2, 3]),
        claims([0]),
        claims([2, 0, 2, 0]),
        claims([], { lead: MAX_REST }),
        claims([MAX_UNCUT]),
        claims([MAX_UNCUT + 1], { missing: 1 }),
        claims([MAX_DATAGRAM], { missing: MAX_REST }),
        claims([2, 1300], { missing: MAX_REST }),
        claims(Array.from({ length: MAX_PACKED }, () => 1)),
      ];
      expect(good.map(kindOf)).toEqual(good.map(() => KIND.packed));
    });
  });

  test('of a control kind is read with its key only', () => {
    fc.assert(
      fc.property(kind, call, control, key, key, (word, id, said, ours, theirs) => {
        const bytes = writeControl(word, id, said, ours);
        expect(kindOf(bytes)).toBe(KIND[word]);
        expect(callOf(bytes)).toBe(id);
        expect(readControl(bytes, ours)).toEqual(said);
        fc.pre(!ours.every((byte, at) => byte === theirs[at]));
        expect(readControl(bytes, theirs)).toBeUndefined();
      }),
    );
  });

  test('of a control kind does not survive any changed bit', () => {
    fc.assert(
      fc.property(kind, call, control, key, fc.nat(32 * 8 - 1), (word, id, said, ours, bit) => {
        const bytes = writeControl(word, id, said, ours);
        const at = bit >> 3;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
        const taken = kindOf(bytes) >= KIND.ready ? readControl(bytes, ours) : undefined;
        expect(taken).toBeUndefined();
      }),
    );
  });

  test('is what the page says, byte for byte', () => {
    const bytes = writeControl(
      'ready',
      0xa1b2c3d4e5f6,
      { role: 'callee', counter: 2 ** 40 + 1 },
      new Uint8Array(32),
    );
    expect(bytesToHex(bytes.subarray(0, 16))).toBe('13a1b2c3d4e5f6010000010000000001');
    expect(bytesToHex(bytes.subarray(16))).toBe('ba77b25af413e0a6253ed97574ed095a');
  });

  test('of any other bytes is none, or fits the page', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MAX_PACKET + 50 }), (bytes) => {
        const found = kindOf(bytes);
        if (found < 0) return;
        expect(bytes[0]).toBe(0x10 | found);
        expect(bytes.length).toBeLessThanOrEqual(MAX_PACKET);
        expect(bytes.length).toBeGreaterThanOrEqual(DATA_AT);
        if (found >= KIND.ready) readControl(bytes, new Uint8Array(32));
      }),
      { numRuns: 5000 },
    );
    for (const first of [0x00, 0x12, 0x20, 0x17, 0x1f]) {
      expect(kindOf(new Uint8Array(32).fill(first, 0, 1))).toBe(-1);
    }
    expect(kindOf(new Uint8Array(MAX_PACKET + 1).fill(0x10, 0, 1))).toBe(-1);
    expect(kindOf(new Uint8Array(MAX_PACKET).fill(0x10, 0, 1))).toBe(KIND.data);
  });
});
