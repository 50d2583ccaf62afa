import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, FrameReader } from '../../../native-host/framing.ts';

const LIMIT = 4096;

function header(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}

/** Cuts bytes into pieces of the given lengths, the rest as one. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  pieces.push(bytes.subarray(at));
  return pieces;
}

describe('frames', () => {
  test('come back as the same messages, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 }),
        fc.array(fc.nat(9), { maxLength: 40 }),
        (messages, lengths) => {
          const stream = messages.flatMap((message) => [
            ...(encodeFrame(message, 1_000_000) ?? expect.unreachable()),
          ]);
          const reader = new FrameReader(1_000_000);
          const read = cut(Uint8Array.from(stream), lengths).flatMap((piece) => {
            const result = reader.push(piece);
            return result.ok ? result.value : expect.unreachable();
          });
          // JSON has no -0, so compare what JSON makes of both.
          expect(JSON.stringify(read)).toBe(JSON.stringify(messages));
        },
      ),
    );
  });

  test('over the limit are refused by their header alone, and nothing is read after that', () => {
    const reader = new FrameReader(LIMIT);
    expect(reader.push(header(LIMIT + 1))).toEqual({
      ok: false,
      error: { kind: 'frame-too-large' },
    });
    expect(reader.push(encodeFrame({}, LIMIT) ?? new Uint8Array())).toMatchObject({ ok: false });
  });

  test('exactly at the limit are read', () => {
    const body = new TextEncoder().encode(`"${'x'.repeat(LIMIT - 2)}"`);
    const reader = new FrameReader(LIMIT);
    expect(reader.push(header(LIMIT))).toEqual({ ok: true, value: [] });
    expect(reader.push(body)).toMatchObject({ ok: true, value: ['x'.repeat(LIMIT - 2)] });
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['no JSON', new TextEncoder().encode('{')],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('that hold %s end the stream', (_, body) => {
    const reader = new FrameReader(LIMIT);
    const result = reader.push(Uint8Array.from([...header(body.length), ...body]));
    expect(result).toEqual({ ok: false, error: { kind: 'frame-not-json' } });
  });

  test('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (chunks) => {
        const reader = new FrameReader(LIMIT);
        for (const chunk of chunks) reader.push(chunk);
      }),
    );
  });

  test('are not made of a message over the limit', () => {
    expect(encodeFrame('x'.repeat(LIMIT), LIMIT)).toBeUndefined();
    expect(encodeFrame('x'.repeat(LIMIT - 2), LIMIT)).toHaveLength(LIMIT + 4);
  });
});
