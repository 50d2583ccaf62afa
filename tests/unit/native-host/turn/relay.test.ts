import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHANNEL_LIFETIME,
  DEFAULT_LIFETIME,
  IDLE_AFTER,
  MAX_LIFETIME,
  PERMISSION_LIFETIME,
} from '../../../../native-host/turn/allocation.ts';
import {
  encodeMessage,
  find,
  findNumber,
  numberAttribute,
  parseMessage,
  readXorAddress,
} from '../../../../native-host/turn/message.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../../native-host/turn/words.ts';
import {
  allocated,
  CALL,
  channel,
  flag,
  IPV6_PEER,
  OURS,
  peer,
  UDP,
  world,
} from './relay-world.ts';

describe('Allocate', () => {
  test('gives virtual addresses and a lifetime', () => {
    const { relay, ask } = world();
    const credential = relay.admit(CALL);
    const { code, message } = ask(METHOD.allocate, [UDP], { credential }) ?? expect.unreachable();
    expect(code).toBe(0);
    const address = (type: number) => readXorAddress(find(message, type) ?? new Uint8Array());
    expect(address(ATTRIBUTE.xorRelayedAddress)).toEqual({ address: '198.18.0.2', port: 5000 });
    expect(address(ATTRIBUTE.xorMappedAddress)).toEqual({ address: OURS, port: 4000 });
    expect(findNumber(message, ATTRIBUTE.lifetime)).toBe(600);
  });

  test.each([
    [[], 400],
    [[flag(ATTRIBUTE.requestedTransport, 17)], 400],
    [[numberAttribute(ATTRIBUTE.requestedTransport, 6 << 24)], 442],
    [[UDP, flag(ATTRIBUTE.requestedAddressFamily, 2, 0, 0, 0)], 440],
    [[UDP, flag(ATTRIBUTE.requestedAddressFamily, 1, 0, 0, 0)], 0],
    [[UDP, flag(ATTRIBUTE.evenPort, 0x80)], 508],
    [[UDP, flag(ATTRIBUTE.evenPort, 0)], 0],
    [[UDP, flag(ATTRIBUTE.reservationToken, 1, 2, 3, 4, 5, 6, 7, 8)], 508],
    [[UDP, flag(ATTRIBUTE.reservationToken, 1), flag(ATTRIBUTE.evenPort, 0)], 400],
    [[UDP, flag(ATTRIBUTE.dontFragment)], 0],
    [[UDP, flag(0x8022, 1, 2, 3)], 0],
  ])('of %j: %i', (attributes, code) => {
    const it = world();
    expect(it.code(METHOD.allocate, attributes, { credential: it.relay.admit(CALL) })).toBe(code);
  });

  test('again from the same address is a repetition or a mistake', () => {
    const { relay, code } = world();
    const credential = relay.admit(CALL);
    expect(code(METHOD.allocate, [UDP], { credential, id: 99 })).toBe(0);
    expect(code(METHOD.allocate, [UDP], { credential, id: 99 })).toBe(0);
    expect(code(METHOD.allocate, [UDP], { credential, id: 100 })).toBe(437);
    const other = relay.admit(CALL + 1);
    expect(code(METHOD.allocate, [UDP], { credential: other, id: 99 })).toBe(437);
  });

  test('from a second address must wait until the first has nothing to say', () => {
    const { code, credential, of, pass, now } = allocated();
    expect(code(METHOD.allocate, [UDP], { credential, port: 4001 })).toBe(486);
    pass(IDLE_AFTER - 1);
    expect(code(METHOD.allocate, [UDP], { credential, port: 4001 })).toBe(486);
    const first = of() ?? expect.unreachable();
    first.activeAt = now();
    pass(IDLE_AFTER);
    expect(code(METHOD.allocate, [UDP], { credential, port: 4001 })).toBe(0);
    expect(of()).toBeUndefined();
    expect(of(4001)).toMatchObject({ call: CALL });
    expect(code(METHOD.refresh, [], { credential })).toBe(437);
  });

  test('from a second address wins at once where the first is gone from this machine', () => {
    const { relay, code, own } = world();
    const credential = relay.admit(CALL);
    const address = '192.168.1.5';
    expect(code(METHOD.allocate, [UDP], { credential, address })).toBe(0);
    own.delete(address);
    expect(code(METHOD.allocate, [UDP], { credential, port: 4001 })).toBe(0);
  });

  test('of two calls are apart, also from one port of two addresses', () => {
    const { relay, code, credential, of } = allocated();
    const other = relay.admit(7);
    const there = { credential: other, address: '192.168.1.5' };
    expect(code(METHOD.allocate, [UDP], there)).toBe(0);
    expect(of()?.call).toBe(CALL);
    expect(of(4000, '192.168.1.5')?.call).toBe(7);
    expect(code(METHOD.refresh, [], { credential, address: '192.168.1.5' })).toBe(441);
    relay.dismiss(CALL);
    expect(of()).toBeUndefined();
    expect(of(4000, '192.168.1.5')?.call).toBe(7);
  });
});

describe('Refresh', () => {
  test('prolongs within bounds, and 0 ends it', () => {
    const { ask, code, credential, of, pass } = allocated();
    const granted = (seconds: number) => {
      const attributes = [numberAttribute(ATTRIBUTE.lifetime, seconds)];
      const { message } = ask(METHOD.refresh, attributes, { credential }) ?? expect.unreachable();
      return findNumber(message, ATTRIBUTE.lifetime);
    };
    expect(granted(1)).toBe(DEFAULT_LIFETIME / 1000);
    expect(granted(1800)).toBe(1800);
    expect(granted(0xffffffff)).toBe(MAX_LIFETIME / 1000);
    pass(MAX_LIFETIME - 1);
    expect(of()).toBeDefined();
    pass(1);
    expect(of()).toBeUndefined();
    expect(code(METHOD.refresh, [], { credential })).toBe(437);
    expect(code(METHOD.allocate, [UDP], { credential })).toBe(0);
    expect(granted(0)).toBe(0);
    expect(of()).toBeUndefined();
  });

  test('for another family is refused', () => {
    const { code, credential } = allocated();
    const six = flag(ATTRIBUTE.requestedAddressFamily, 2, 0, 0, 0);
    expect(code(METHOD.refresh, [six], { credential })).toBe(443);
  });
});

describe('CreatePermission and ChannelBind', () => {
  test.each([
    [METHOD.createPermission, [], 400],
    [METHOD.createPermission, [peer()], 0],
    [METHOD.createPermission, [peer('198.18.0.1', 9)], 0],
    [METHOD.createPermission, [peer('198.18.0.2')], 403],
    [METHOD.createPermission, [peer('10.115.0.9')], 403],
    [METHOD.createPermission, [peer(), peer('127.0.0.1')], 403],
    [METHOD.createPermission, [IPV6_PEER], 443],
    [METHOD.createPermission, [flag(ATTRIBUTE.xorPeerAddress, 0, 1)], 400],
    [METHOD.channelBind, [channel(0x4000), peer()], 0],
    [METHOD.channelBind, [channel(0x7fff), peer()], 0],
    [METHOD.channelBind, [channel(0x3fff), peer()], 400],
    [METHOD.channelBind, [channel(0x8000), peer()], 400],
    [METHOD.channelBind, [channel(0x4000)], 400],
    [METHOD.channelBind, [peer()], 400],
    [METHOD.channelBind, [channel(0x4000), peer('198.18.0.1', 5001)], 0],
    [METHOD.channelBind, [channel(0x4000), peer('198.18.0.2')], 403],
    [METHOD.channelBind, [channel(0x4000), IPV6_PEER], 443],
  ])('%i of %j: %i', (method, attributes, code) => {
    const it = allocated();
    expect(it.code(method, attributes, { credential: it.credential })).toBe(code);
    expect((it.of()?.permittedUntil ?? 0) > 0).toBe(code === 0);
  });

  test('hold for their time', () => {
    const { code, credential, of, now } = allocated();
    expect(code(METHOD.channelBind, [channel(0x4001), peer()], { credential })).toBe(0);
    expect(of()).toMatchObject({
      channel: 0x4001,
      channelUntil: now() + CHANNEL_LIFETIME,
      permittedUntil: now() + PERMISSION_LIFETIME,
    });
  });

  test('bind the one peer to one channel at a time', () => {
    const { code, credential, pass } = allocated();
    const bind = (number: number) =>
      code(METHOD.channelBind, [channel(number), peer()], { credential });
    expect(bind(0x4001)).toBe(0);
    expect(bind(0x4001)).toBe(0);
    expect(bind(0x4002)).toBe(400);
    pass(DEFAULT_LIFETIME - 1);
    code(METHOD.refresh, [], { credential });
    pass(1);
    expect(bind(0x4002)).toBe(0);
  });

  test('bind other ports of the peer too, each to one channel, and they lead nowhere', () => {
    const { code, credential, of } = allocated();
    const bind = (number: number, port: number) =>
      code(METHOD.channelBind, [channel(number), peer('198.18.0.1', port)], { credential });
    expect(bind(0x4001, 9)).toBe(0);
    expect(of()?.channel).toBe(0);
    expect(bind(0x4001, 5000)).toBe(400);
    expect(bind(0x4002, 9)).toBe(400);
    expect(bind(0x4001, 9)).toBe(0);
    expect(bind(0x4002, 5000)).toBe(0);
    expect(bind(0x4002, 10)).toBe(400);
    expect(of()?.channel).toBe(0x4002);
    for (let port = 100; port < 115; port++) expect(bind(0x4000 + port, port)).toBe(0);
    expect(bind(0x4fff, 115)).toBe(508);
  });

  test('are for who has the allocation', () => {
    const it = allocated();
    const other = it.relay.admit(8);
    expect(it.code(METHOD.createPermission, [peer()], { credential: other })).toBe(441);
    expect(it.code(METHOD.channelBind, [channel(0x4000), peer()], { credential: other })).toBe(441);
    expect(
      it.code(METHOD.createPermission, [peer()], { credential: it.credential, port: 4001 }),
    ).toBe(437);
    expect(
      it.code(METHOD.createPermission, [peer()], {
        credential: it.credential,
        address: '192.168.1.5',
      }),
    ).toBe(437);
  });
});

test('nobody without a password gets anything, whatever the bytes', () => {
  const it = allocated();
  it.code(METHOD.createPermission, [peer()], { credential: it.credential });
  const before = { ...it.of() };
  const attribute = fc.record({
    type: fc.oneof(
      fc.constantFrom(...Object.values(ATTRIBUTE)),
      fc.integer({ min: 0, max: 0xffff }),
    ),
    value: fc.uint8Array({ maxLength: 24 }),
  });
  const message = fc
    .record({
      method: fc.constantFrom(...Object.values(METHOD), 1),
      cls: fc.constantFrom(...Object.values(CLASS)),
      transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }),
      attributes: fc.array(attribute, { maxLength: 5 }),
      key: fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 }), { nil: undefined }),
    })
    .map((draft) => encodeMessage(draft));
  fc.assert(
    fc.property(fc.oneof(message, fc.uint8Array({ maxLength: 100 })), (bytes) => {
      const answer = it.relay.answer(bytes, OURS, 4000);
      if (answer) expect(parseMessage(answer)?.cls).toBe(CLASS.error);
      expect(it.of()).toEqual(before);
    }),
    { numRuns: 3000 },
  );
});
