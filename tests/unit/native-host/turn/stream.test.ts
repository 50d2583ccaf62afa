import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeMessage, padding } from '../../../../native-host/turn/message.ts';
import { MAX_MESSAGE, MessageReader, messageLength } from '../../../../native-host/turn/stream.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../../native-host/turn/words.ts';

const LARGEST_PAYLOAD = MAX_MESSAGE - 4;

function channelData(channel: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head = [channel >> 8, channel & 0xff, length >> 8, length & 0xff];
  return Uint8Array.from([...head, ...payload, ...new Uint8Array(padding(length))]);
}

function request(data: Uint8Array): Uint8Array {
  return encodeMessage({
    method: METHOD.send,
    cls: CLASS.indication,
    transactionId: new Uint8Array(12).fill(7),
    attributes: [{ type: ATTRIBUTE.data, value: data }],
    fingerprint: true,
  });
}

const message = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0x4000, max: 0x7fff }), fc.uint8Array({ maxLength: 1500 }))
    .map(([channel, payload]) => channelData(channel, payload)),
  fc.uint8Array({ maxLength: 1500 }).map(request),
);

/** What comes out of a stream in these pieces, as copies; each piece is overwritten when it was read. */
function readAll(pieces: readonly Uint8Array[], reader = new MessageReader()) {
  const messages: Uint8Array[] = [];
  let good = true;
  for (const piece of pieces) {
    const chunk = piece.slice();
    good &&= reader.read(chunk, (one) => messages.push(one.slice()));
    chunk.fill(0xff);
  }
  return { messages, good };
}

function cut(stream: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => place % (stream.length + 1)), stream.length];
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => stream.subarray(sorted[index], end));
}

describe('a stream of messages', () => {
  test('gives them back, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.nat({ max: 20_000 }), { maxLength: 20 }),
        (messages, places) => {
          const stream = Uint8Array.from(messages.flatMap((one) => [...one]));
          expect(readAll(cut(stream, places))).toEqual({ messages, good: true });
        },
      ),
    );
  });

  test('gives them back byte by byte', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 3 }), (messages) => {
        const bytes = messages.flatMap((one) => [...one]);
        const pieces = bytes.map((byte) => Uint8Array.of(byte));
        expect(readAll(pieces)).toEqual({ messages, good: true });
      }),
      { numRuns: 30 },
    );
  });

  test('gives each as soon as it is whole, and not before', () => {
    const whole = channelData(0x4000, Uint8Array.of(1, 2, 3));
    const reader = new MessageReader();
    expect(readAll([whole.subarray(0, -1)], reader).messages).toEqual([]);
    expect(readAll([whole.subarray(-1)], reader).messages).toEqual([whole]);
    expect(readAll([whole], reader).messages).toEqual([whole]);
  });

  test('is read no further from where it is no TURN on', () => {
    const before = channelData(0x4000, Uint8Array.of(1));
    for (const bad of [
      [0x80, 0, 0, 0], // what neither STUN nor ChannelData begins with
      [0xff, 0xff, 0xff, 0xff],
      [0x00, 0x01, 0x00, 0x03], // STUN's lengths are multiples of 4
      [0x00, 0x01, 0xff, 0xfc], // longer than anything a browser says
      [0x40, 0x00, 0xff, 0xff],
      [0x47, 0x45, 0x54, 0x20], // a line of HTTP, which looks like ChannelData of 21,536 bytes
    ]) {
      const stream = Uint8Array.from([...before, ...bad, ...before]);
      expect(readAll([stream])).toEqual({ messages: [before], good: false });
      const pieces = Array.from(stream, (byte) => Uint8Array.of(byte));
      expect(readAll(pieces)).toEqual({ messages: [before], good: false });
    }
  });

  test('holds the longest message that is taken, and no longer one', () => {
    const longest = channelData(0x4000, new Uint8Array(LARGEST_PAYLOAD));
    expect(readAll(cut(longest, [3, 1000]))).toEqual({ messages: [longest], good: true });
    expect(messageLength(Uint8Array.of(0x40, 0, LARGEST_PAYLOAD >> 8, LARGEST_PAYLOAD), 0)).toBe(
      MAX_MESSAGE,
    );
    const longer = LARGEST_PAYLOAD + 1;
    expect(messageLength(Uint8Array.of(0x40, 0, longer >> 8, longer), 0)).toBe(0);
  });

  test('of junk does no harm', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 }), (pieces) => {
        const reader = new MessageReader();
        let given = 0;
        for (const piece of pieces) {
          if (!reader.read(piece, (one) => (given += one.length))) break;
        }
        expect(given).toBeLessThanOrEqual(pieces.reduce((sum, { length }) => sum + length, 0));
      }),
    );
  });
});
