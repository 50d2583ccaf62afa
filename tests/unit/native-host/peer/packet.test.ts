import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  callId,
  callNumber,
  callOf,
  DATA_AT,
  dataHeader,
  HALF_AT,
  halfHeader,
  KIND,
  kindOf,
  MAX_PACKET,
  readControl,
  sequenceOf,
  writeControl,
  writeDataHeader,
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
        expect(callOf(dataHeader(id))).toBe(id);
        const bytes = new Uint8Array(20).fill(0xaa);
        writeDataHeader(bytes, 3, id);
        expect(bytes.subarray(3, 3 + DATA_AT)).toEqual(dataHeader(id));
        expect([bytes[2], bytes[3 + DATA_AT]]).toEqual([0xaa, 0xaa]);
      }),
    );
  });

  test('of a half names its place', () => {
    fc.assert(
      fc.property(call, fc.integer({ min: 0, max: 0xffff }), (id, sequence) => {
        const header = halfHeader(KIND.secondHalf, id, sequence);
        const bytes = new Uint8Array([...header, 1]);
        expect(kindOf(header)).toBe(-1); // empty halves do not exist
        expect(kindOf(bytes)).toBe(KIND.secondHalf);
        expect(callOf(bytes)).toBe(id);
        expect(sequenceOf(bytes)).toBe(sequence);
        expect(header).toHaveLength(HALF_AT);
      }),
    );
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
    expect(bytesToHex(dataHeader(0xa1b2c3d4e5f6))).toBe('10a1b2c3d4e5f6');
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
    for (const first of [0x00, 0x20, 0x17, 0x1f]) {
      expect(kindOf(new Uint8Array(32).fill(first, 0, 1))).toBe(-1);
    }
    expect(kindOf(new Uint8Array(MAX_PACKET + 1).fill(0x10, 0, 1))).toBe(-1);
    expect(kindOf(new Uint8Array(MAX_PACKET).fill(0x10, 0, 1))).toBe(KIND.data);
  });
});
