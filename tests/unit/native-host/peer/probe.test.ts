import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeIdFromBytes } from '../../../../lib/node-id.ts';
import {
  callOf,
  KIND,
  kindOf,
  NONCE_LENGTH,
  probeNumber,
  readProbe,
  writeProbe,
} from '../../../../native-host/peer/packet.ts';
import { PeerProbe } from '../../../../native-host/peer/probe.ts';

const node = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => {
  const id = nodeIdFromBytes(bytes);
  return id.ok ? id.value : expect.unreachable();
});
const nonce = fc.uint8Array({ minLength: NONCE_LENGTH, maxLength: NONCE_LENGTH });
const nodeOf = (byte: number) => {
  const id = nodeIdFromBytes(new Uint8Array(32).fill(byte));
  return id.ok ? id.value : expect.unreachable();
};
const nonceOf = (byte: number): Uint8Array => new Uint8Array(NONCE_LENGTH).fill(byte);

/** Two hosts that look for each other, at time 0. */
function pair(): readonly [PeerProbe, PeerProbe] {
  const [one, other] = [nodeOf(1), nodeOf(2)];
  return [new PeerProbe(one, other, nonceOf(3)), new PeerProbe(other, one, nonceOf(4))];
}

describe('a probe', () => {
  test('says again what was written, under one number for both', () => {
    fc.assert(
      fc.property(node, node, nonce, nonce, (one, other, first, second) => {
        const number = probeNumber(one, other);
        expect(probeNumber(other, one)).toBe(number);
        const bytes = writeProbe(number, { nonce: first, echo: second });
        expect([kindOf(bytes), callOf(bytes)]).toEqual([KIND.probe, number]);
        expect(readProbe(bytes)).toEqual({ nonce: first, echo: second });
        for (const length of [bytes.length - 1, bytes.length + 1])
          expect(kindOf(new Uint8Array([...bytes, 0]).subarray(0, length))).toBe(-1);
      }),
    );
  });

  test('is what the protocol page says', () => {
    const bytes = writeProbe(probeNumber(nodeOf(0), nodeOf(1)), {
      nonce: nonceOf(0x11),
      echo: nonceOf(0),
    });
    expect(Buffer.from(bytes).toString('hex')).toBe(
      '173e69612a29fe11111111111111110000000000000000',
    );
  });
});

describe('two hosts that look for each other', () => {
  test('know after one packet each way and one more', () => {
    const [one, other] = pair();
    expect(other.take(one.packet(0), 0)).toBe(true);
    expect(other.state(0)).toEqual({ sent: 0, heard: true, answered: false });
    expect(one.take(other.packet(0), 0)).toBe(true);
    expect(one.state(0)).toEqual({ sent: 1, heard: true, answered: true });
    expect(other.take(one.packet(0), 0)).toBe(false);
    expect(other.state(0)).toEqual({ sent: 1, heard: true, answered: true });
  });

  test('tell apart which way is shut', () => {
    const [one, other] = pair();
    // What `one` says is lost on the way.
    one.packet(0);
    one.take(other.packet(0), 0);
    one.packet(0);
    expect(one.take(other.packet(1_000), 1_000)).toBe(false);
    expect(one.state(1_000)).toEqual({ sent: 2, heard: true, answered: false });
    expect(other.state(1_000)).toEqual({ sent: 2, heard: false, answered: false });
  });

  test('forget what was long ago', () => {
    const [one, other] = pair();
    other.take(one.packet(0), 0);
    one.take(other.packet(0), 0);
    expect(one.state(3_999).answered).toBe(true);
    expect(one.state(4_000)).toMatchObject({ heard: false, answered: false });
    // And so do they say: what was heard is not echoed for ever.
    expect(readProbe(one.packet(3_999)).echo).toEqual(nonceOf(4));
    expect(readProbe(one.packet(4_000)).echo).toEqual(nonceOf(0));
  });

  test('say at most one packet more than their own pace, whatever they hear', () => {
    fc.assert(
      fc.property(fc.array(nonce, { maxLength: 50 }), (nonces) => {
        const [one] = pair();
        const number = probeNumber(nodeOf(1), nodeOf(2));
        const replies = nonces.filter((theirs) =>
          one.take(writeProbe(number, { nonce: theirs, echo: nonceOf(0) }), 0),
        );
        expect(replies.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('take neither their own words nor any that only look so', () => {
    const [one] = pair();
    expect(one.take(one.packet(0), 0)).toBe(false);
    expect(one.state(0)).toMatchObject({ heard: false, answered: false });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 22 }), (bytes) => {
        expect(one.take(bytes, 0)).toBe(false);
      }),
    );
    expect(one.state(0).answered).toBe(false);
  });

  test('are not fooled by who has not heard their number', () => {
    fc.assert(
      fc.property(nonce, nonce, (theirs, guess) => {
        fc.pre(guess.some((byte) => byte !== 3));
        const [one] = pair();
        one.take(writeProbe(probeNumber(nodeOf(1), nodeOf(2)), { nonce: theirs, echo: guess }), 0);
        expect(one.state(0).answered).toBe(false);
      }),
    );
  });
});
