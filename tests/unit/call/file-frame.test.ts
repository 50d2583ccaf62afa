import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  FRAME_HEADER,
  MAX_FRAME_CONTENT,
  MAX_RUN,
  MAX_TRANSFER_ID,
} from '../../../lib/call/file-frame.ts';

describe('a frame', () => {
  it('is as the page says', () => {
    const bytes = new TextEncoder().encode('hi');
    const frame = encodeFrame({ id: 7, run: 2, offset: 2 ** 40 + 5, bytes });
    expect(bytesToHex(frame)).toBe('100000020000000700000100000000056869');
  });

  it('comes out as it went in', () => {
    const frames = fc.record({
      id: fc.integer({ min: 1, max: MAX_TRANSFER_ID }),
      run: fc.integer({ min: 1, max: MAX_RUN }),
      offset: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - MAX_FRAME_CONTENT }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    });
    fc.assert(
      fc.property(frames, (frame) => {
        const { bytes, ...numbers } = frame;
        const decoded = decodeFrame(encodeFrame({ ...numbers, bytes: Uint8Array.from(bytes) }));
        expect(decoded).toEqual({ ok: true, value: { ...numbers, bytes } });
      }),
    );
  });

  test.each([
    ['short-frame', ''],
    ['short-frame', '10000001000000010000000000000000'],
    ['strange-frame', '2000000100000001000000000000000000'],
    ['strange-frame', '1100000100000001000000000000000000'],
    ['number-out-of-range', '1000000000000001000000000000000000'],
    ['number-out-of-range', '1000000100000000000000000000000000'],
    ['number-out-of-range', '1000000100000001001fffffffffffff00'],
    ['number-out-of-range', '1000000100000001ffffffffffffffff00'],
  ])('is refused with %s: %s', (kind, hex) => {
    expect(decodeFrame(Uint8Array.from(hexToBytes(hex)))).toEqual({ ok: false, error: { kind } });
  });

  it('is refused when it is longer than any', () => {
    const frame = encodeFrame({
      id: 1,
      run: 1,
      offset: 0,
      bytes: new Uint8Array(MAX_FRAME_CONTENT),
    });
    expect(decodeFrame(frame).ok).toBe(true);
    const long = new Uint8Array(FRAME_HEADER + MAX_FRAME_CONTENT + 1);
    long.set(frame);
    expect(decodeFrame(long)).toEqual({ ok: false, error: { kind: 'long-frame' } });
  });
});
