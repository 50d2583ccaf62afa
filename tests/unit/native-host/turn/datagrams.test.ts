import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import {
  channelOf,
  channelPayload,
  dataHeaderMaker,
  lengthOf,
  offsetOf,
  SEND_INDICATION,
  sendPayload,
  writeChannelHeader,
} from '../../../../native-host/turn/datagrams.ts';
import {
  encodeMessage,
  find,
  padding,
  parseMessage,
  readXorAddress,
  xorAddress,
} from '../../../../native-host/turn/message.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../../native-host/turn/words.ts';

const ip = (text: string): Ipv4 => parseIpv4(text) ?? expect.unreachable(text);
const PEER = xorAddress(ATTRIBUTE.xorPeerAddress, ip('198.18.0.1'), 5000);
const payload = fc.uint8Array({ maxLength: 1500 });

function send(value: Uint8Array, peer = PEER, extra: readonly number[] = []): Uint8Array {
  return encodeMessage({
    method: METHOD.send,
    cls: CLASS.indication,
    transactionId: new Uint8Array(12),
    attributes: [
      peer,
      ...extra.map((type) => ({ type, value: new Uint8Array(0) })),
      { type: ATTRIBUTE.data, value },
    ],
  });
}

function found(bytes: Uint8Array, place: number): Uint8Array {
  return bytes.subarray(offsetOf(place), offsetOf(place) + lengthOf(place));
}

describe('a Send indication', () => {
  test('gives its payload', () => {
    fc.assert(
      fc.property(payload, (value) => {
        const bytes = send(value);
        expect(channelOf(bytes)).toBe(SEND_INDICATION);
        expect(found(bytes, sendPayload(bytes, PEER.value))).toEqual(value);
      }),
    );
  });

  test('to anybody else gives none', () => {
    for (const other of [
      xorAddress(ATTRIBUTE.xorPeerAddress, ip('198.18.0.2'), 5000),
      xorAddress(ATTRIBUTE.xorPeerAddress, ip('198.18.0.1'), 5001),
      { type: ATTRIBUTE.xorPeerAddress, value: PEER.value.subarray(0, 7) },
      { type: ATTRIBUTE.lifetime, value: PEER.value },
    ]) {
      expect(sendPayload(send(Uint8Array.of(1), other), PEER.value)).toBe(-1);
    }
  });

  test('with something that must be understood and is not gives none', () => {
    expect(sendPayload(send(Uint8Array.of(1), PEER, [0x0024]), PEER.value)).toBe(-1);
    const known = send(Uint8Array.of(1), PEER, [ATTRIBUTE.dontFragment, 0x8022]);
    expect(sendPayload(known, PEER.value)).toBeGreaterThan(0);
  });

  test('that was broken gives nothing from outside of itself', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(payload, changes, fc.nat(40), (value, spoil, cut) => {
        const whole = send(value);
        for (const [where, byte] of spoil) whole[where % whole.length] = byte;
        const bytes = whole.subarray(0, whole.length - cut);
        const place = sendPayload(bytes, PEER.value);
        if (place >= 0) expect(offsetOf(place) + lengthOf(place)).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('ChannelData', () => {
  test('is read as it was written, padded or not', () => {
    fc.assert(
      fc.property(
        payload,
        fc.integer({ min: 0x4000, max: 0x4fff }),
        fc.nat(3),
        (value, channel, more) => {
          const bytes = new Uint8Array(4 + value.length + more);
          bytes.set(value, 4);
          writeChannelHeader(bytes, 4, channel, value.length);
          expect(channelOf(bytes)).toBe(channel);
          expect(found(bytes, channelPayload(bytes))).toEqual(value);
        },
      ),
    );
  });

  test('that is longer than its datagram is none', () => {
    expect(channelPayload(Uint8Array.of(0x40, 0, 0, 2, 1))).toBe(-1);
    expect(channelPayload(Uint8Array.of(0x40, 0, 0))).toBe(-1);
    expect(channelPayload(new Uint8Array(0))).toBe(-1);
  });
});

test('a Data indication is one, with its payload behind the header', () => {
  const header = dataHeaderMaker(ip('198.18.0.1'), 5000);
  fc.assert(
    fc.property(payload, fc.integer({ min: 0, max: 0xffffffff }), (value, serial) => {
      const head = header(value.length, serial);
      const bytes = new Uint8Array(head.length + value.length + padding(value.length));
      bytes.set(head);
      bytes.set(value, head.length);
      const message = parseMessage(bytes) ?? expect.unreachable();
      expect(message).toMatchObject({ method: METHOD.data, cls: CLASS.indication });
      expect(find(message, ATTRIBUTE.data)).toEqual(value);
      const peer = find(message, ATTRIBUTE.xorPeerAddress) ?? expect.unreachable();
      expect(readXorAddress(peer)).toEqual({ address: '198.18.0.1', port: 5000 });
    }),
  );
});
