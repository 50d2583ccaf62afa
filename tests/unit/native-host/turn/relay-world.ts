/** A relay on a clock of its own, and clients that ask it whatever they like. */
import { expect } from 'vitest';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import { IDLE_AFTER } from '../../../../native-host/turn/allocation.ts';
import { type Credential, REALM } from '../../../../native-host/turn/credentials.ts';
import { hasIntegrity, longTermKey } from '../../../../native-host/turn/integrity.ts';
import {
  type Attribute,
  encodeMessage,
  find,
  findText,
  type Message,
  numberAttribute,
  parseMessage,
  textAttribute,
  xorAddress,
} from '../../../../native-host/turn/message.ts';
import { Relay } from '../../../../native-host/turn/relay.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../../native-host/turn/words.ts';

export const OURS = '10.115.0.1';
export const CALL = 0xa1b2c3d4e5f6;
export const UDP = numberAttribute(ATTRIBUTE.requestedTransport, 17 << 24);
const ip = (text: string): Ipv4 => parseIpv4(text) ?? expect.unreachable(text);
export const peer = (address = '198.18.0.1', port = 5000): Attribute =>
  xorAddress(ATTRIBUTE.xorPeerAddress, ip(address), port);
export const IPV6_PEER = {
  type: ATTRIBUTE.xorPeerAddress,
  value: new Uint8Array(20).fill(2, 1, 2),
};
export const channel = (number: number): Attribute =>
  numberAttribute(ATTRIBUTE.channelNumber, number * 0x10000);
export const flag = (type: number, ...bytes: number[]): Attribute => ({
  type,
  value: Uint8Array.from(bytes),
});

/** A relay on a clock of its own, and how clients speak to it. */
export function world() {
  let time = 1_000;
  let random = 0;
  const own = new Set([OURS, '192.168.1.5']);
  const relay = new Relay({
    now: () => time,
    random: (length) => new Uint8Array(length).fill(++random),
    isOwn: (address) => own.has(address),
    idleAfter: IDLE_AFTER,
  });
  let serial = 0;

  /** What the relay answers, and its error code (0: success); `undefined`: nothing. */
  function ask(
    method: number,
    attributes: readonly Attribute[],
    from: {
      credential?: Credential | undefined;
      nonce?: string;
      address?: string;
      port?: number;
      id?: number;
      without?: number;
    } = {},
  ): { code: number; message: Message } | undefined {
    const { credential, address = OURS, port = 4000, id = ++serial } = from;
    const transactionId = new Uint8Array(12);
    new DataView(transactionId.buffer).setUint32(0, id);
    const signed = credential
      ? [
          textAttribute(ATTRIBUTE.username, credential.username),
          textAttribute(ATTRIBUTE.realm, REALM),
          textAttribute(ATTRIBUTE.nonce, from.nonce ?? nonce()),
        ].filter(({ type }) => type !== from.without)
      : [];
    const key = credential && longTermKey(credential.username, REALM, credential.password);
    const bytes = encodeMessage({
      method,
      cls: CLASS.request,
      transactionId,
      attributes: [...attributes, ...signed],
      key,
    });
    const answer = relay.answer(bytes, address, port);
    if (!answer) return undefined;
    const message = parseMessage(answer) ?? expect.unreachable();
    expect(message.transactionId).toEqual(transactionId);
    expect(message.method).toBe(method);
    const value = find(message, ATTRIBUTE.errorCode);
    const code = value ? (value[2] ?? 0) * 100 + (value[3] ?? 0) : 0;
    expect(message.cls).toBe(code === 0 ? CLASS.success : CLASS.error);
    // What may be trusted is signed (RFC 8489, section 9.2.4): all but the answers to who is not known.
    if (key && ![400, 401, 438].includes(code))
      expect(hasIntegrity(answer, message.integrityAt ?? 0, key)).toBe(true);
    return { code, message };
  }

  function nonce(): string {
    const refused = ask(METHOD.allocate, [UDP]) ?? expect.unreachable();
    expect(refused.code).toBe(401);
    expect(findText(refused.message, ATTRIBUTE.realm)).toBe(REALM);
    return findText(refused.message, ATTRIBUTE.nonce) ?? expect.unreachable();
  }

  return {
    relay,
    own,
    ask,
    nonce,
    code: (...args: Parameters<typeof ask>) => ask(...args)?.code,
    pass: (ms: number) => {
      time += ms;
    },
    of: (port = 4000, address = OURS) => relay.ofClient(address, port, time),
    now: () => time,
  };
}

/** The same with a client that has its allocation. */
export function allocated() {
  const it = world();
  const credential = it.relay.admit(CALL);
  expect(it.code(METHOD.allocate, [UDP], { credential })).toBe(0);
  return { ...it, credential };
}
