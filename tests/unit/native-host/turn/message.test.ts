import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import { hasIntegrity, integrityOf, longTermKey } from '../../../../native-host/turn/integrity.ts';
import {
  encodeMessage,
  find,
  findNumber,
  findText,
  HEADER,
  type Message,
  parseMessage,
  readXorAddress,
  xorAddress,
} from '../../../../native-host/turn/message.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../../native-host/turn/words.ts';

const hex = (text: string): Uint8Array => hexToBytes(text.replaceAll(/\s/g, ''));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function parsed(bytes: Uint8Array): Message {
  return parseMessage(bytes) ?? expect.unreachable('no message');
}

function ip(text: string): Ipv4 {
  return parseIpv4(text) ?? expect.unreachable(text);
}

// RFC 5769, sections 2.1 to 2.4.
const PASSWORD = utf8('VOkJxbRl1RmTxUk/WvJxBt');
const REQUEST =
  hex(`00010058 2112a442 b7e7a701bc34d686fa87dfae 80220010 5354554e207465737420636c69656e74
  00240004 6e0001ff 80290008 932ff9b151263b36 00060009 6576746a3a68367659202020
  00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004 e57a3bcf`);
const RESPONSE_4 = hex(`0101003c 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220
  00200008 0001a147e112a643 00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96`);
const RESPONSE_6 = hex(`01010048 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220
  00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c`);
const LONG_TERM = hex(`00010060 2112a442 78ad3433c6ad72c029da412e
  00060012 e3839ee38388e383aae38383e382afe382b90000
  0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341
  0014000b 6578616d706c652e6f726700 00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666`);

describe('the vectors of RFC 5769', () => {
  test.each([
    ['2.1', REQUEST, CLASS.request],
    ['2.2', RESPONSE_4, CLASS.success],
    ['2.3', RESPONSE_6, CLASS.success],
  ])('%s: fingerprint and integrity fit', (_, bytes, cls) => {
    const message = parsed(bytes);
    expect(message).toMatchObject({ method: 1, cls });
    expect(hasIntegrity(bytes, message.integrityAt ?? 0, PASSWORD)).toBe(true);
    expect(hasIntegrity(bytes, message.integrityAt ?? 0, utf8('another'))).toBe(false);
  });

  test('2.1: what must be understood and is not is named', () => {
    expect(parsed(REQUEST).unknown).toEqual([0x0024]);
    expect(findText(parsed(REQUEST), ATTRIBUTE.username)).toBe('evtj:h6vY');
  });

  test('2.2 and 2.3: addresses', () => {
    const four = find(parsed(RESPONSE_4), ATTRIBUTE.xorMappedAddress) ?? new Uint8Array();
    expect(readXorAddress(four)).toEqual({ address: '192.0.2.1', port: 32853 });
    const six = find(parsed(RESPONSE_6), ATTRIBUTE.xorMappedAddress) ?? new Uint8Array();
    expect(readXorAddress(six)).toBe('ipv6');
  });

  test('2.4: long-term credentials, and the same bytes when we write it', () => {
    const key = longTermKey('マトリックス', 'example.org', 'TheMatrIX');
    const message = parsed(LONG_TERM);
    expect(findText(message, ATTRIBUTE.realm)).toBe('example.org');
    expect(hasIntegrity(LONG_TERM, message.integrityAt ?? 0, key)).toBe(true);
    expect(encodeMessage({ ...message, key })).toEqual(LONG_TERM);
  });
});

describe('a message', () => {
  const bytes16 = fc.uint8Array({ maxLength: 40 });
  const attribute = fc.record({
    // Not the two that encodeMessage adds by itself.
    type: fc
      .integer({ min: 0, max: 0xffff })
      .filter((type) => type !== ATTRIBUTE.messageIntegrity && type !== ATTRIBUTE.fingerprint),
    value: bytes16,
  });
  const draft = fc.record({
    method: fc.integer({ min: 0, max: 0xfff }),
    cls: fc.constantFrom(...Object.values(CLASS)),
    transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }),
    attributes: fc.array(attribute, { maxLength: 6 }),
    key: fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 }), { nil: undefined }),
    fingerprint: fc.boolean(),
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(draft, (wanted) => {
        const bytes = encodeMessage(wanted);
        const { method, cls, transactionId, attributes, integrityAt } = parsed(bytes);
        expect({ method, cls, transactionId, attributes }).toEqual({
          method: wanted.method,
          cls: wanted.cls,
          transactionId: wanted.transactionId,
          attributes: wanted.attributes,
        });
        expect(integrityAt !== undefined).toBe(wanted.key !== undefined);
        if (integrityAt !== undefined && wanted.key)
          expect(hasIntegrity(bytes, integrityAt, wanted.key)).toBe(true);
      }),
    );
  });

  test('with a key does not survive any changed bit', () => {
    const key = new Uint8Array(16).fill(7);
    fc.assert(
      fc.property(draft, fc.nat(), fc.integer({ min: 0, max: 7 }), (wanted, where, bit) => {
        const bytes = encodeMessage({ ...wanted, key, fingerprint: false });
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const message = parseMessage(bytes);
        const fine =
          message?.integrityAt !== undefined && hasIntegrity(bytes, message.integrityAt, key);
        expect(fine).toBe(false);
      }),
    );
  });

  test('with a FINGERPRINT that does not fit, or not at the end, is none', () => {
    const wanted = {
      method: METHOD.allocate,
      cls: CLASS.request,
      transactionId: new Uint8Array(12),
      attributes: [],
    };
    const bytes = encodeMessage({ ...wanted, fingerprint: true });
    expect(parseMessage(bytes)).toBeDefined();
    const broken = bytes.slice();
    broken[HEADER + 7] = (broken[HEADER + 7] ?? 0) ^ 1;
    expect(parseMessage(broken)).toBeUndefined();
    const twice = encodeMessage({
      ...wanted,
      attributes: [{ type: ATTRIBUTE.fingerprint, value: bytes.slice(-4) }],
      fingerprint: true,
    });
    expect(parseMessage(twice)).toBeUndefined();
  });

  test('counts nothing that stands behind its integrity', () => {
    const key = new Uint8Array(16);
    const bytes = encodeMessage({
      method: METHOD.refresh,
      cls: CLASS.request,
      transactionId: new Uint8Array(12),
      attributes: [
        { type: ATTRIBUTE.messageIntegrity, value: new Uint8Array(20) },
        { type: ATTRIBUTE.lifetime, value: new Uint8Array(4) },
      ],
    });
    bytes.set(integrityOf(bytes, HEADER, key), HEADER + 4);
    const message = parsed(bytes);
    expect(hasIntegrity(bytes, message.integrityAt ?? 0, key)).toBe(true);
    expect(findNumber(message, ATTRIBUTE.lifetime)).toBeUndefined();
  });

  test('is never read into nonsense, whatever the bytes', () => {
    const nearly = fc
      .tuple(
        draft,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      )
      .map(([wanted, changes]) => {
        const bytes = encodeMessage(wanted);
        for (const [where, value] of changes) bytes[where % bytes.length] = value;
        return bytes;
      });
    const any = fc.oneof(fc.uint8Array({ maxLength: 200 }), nearly);
    fc.assert(
      fc.property(any, (bytes) => {
        const message = parseMessage(bytes);
        if (!message) return;
        for (const { value } of message.attributes) {
          const address = readXorAddress(value);
          if (address !== undefined && address !== 'ipv6') ip(address.address);
        }
        findText(message, ATTRIBUTE.username);
        findNumber(message, ATTRIBUTE.lifetime);
      }),
      { numRuns: 5000 },
    );
  });
});

test('an address is read as it was written', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 65_535 }), (address, port) => {
      const { value } = xorAddress(ATTRIBUTE.xorPeerAddress, ip(address), port);
      expect(readXorAddress(value)).toEqual({ address, port });
    }),
  );
});
