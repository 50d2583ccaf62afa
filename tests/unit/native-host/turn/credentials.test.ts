import { describe, expect, test } from 'vitest';
import { NONCE_LIFETIME } from '../../../../native-host/turn/credentials.ts';
import { find, findText } from '../../../../native-host/turn/message.ts';
import { ATTRIBUTE, METHOD } from '../../../../native-host/turn/words.ts';
import { allocated, CALL, flag, UDP, world } from './relay-world.ts';

describe('who asks', () => {
  test('without credentials is told realm and nonce', () => {
    const { ask } = world();
    const refused = ask(METHOD.allocate, [UDP]) ?? expect.unreachable();
    expect(refused.code).toBe(401);
    expect(findText(refused.message, ATTRIBUTE.nonce)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('must know the password, and be of a call that is open', () => {
    const { relay, code } = world();
    const credential = relay.admit(CALL);
    expect(code(METHOD.allocate, [UDP], { credential: { ...credential, password: 'x' } })).toBe(
      401,
    );
    expect(code(METHOD.allocate, [UDP], { credential: { ...credential, username: 'x' } })).toBe(
      401,
    );
    relay.dismiss(CALL);
    expect(code(METHOD.allocate, [UDP], { credential })).toBe(401);
  });

  test('must name user, realm and nonce', () => {
    const { relay, code } = world();
    const credential = relay.admit(CALL);
    for (const without of [ATTRIBUTE.username, ATTRIBUTE.realm, ATTRIBUTE.nonce]) {
      expect(code(METHOD.allocate, [UDP], { credential, without })).toBe(400);
    }
  });

  test('with an old nonce gets a new one', () => {
    const { relay, ask, code, nonce, pass } = world();
    const credential = relay.admit(CALL);
    const old = nonce();
    pass(NONCE_LIFETIME);
    const stale = ask(METHOD.allocate, [UDP], { credential, nonce: old }) ?? expect.unreachable();
    expect(stale.code).toBe(438);
    const fresh = findText(stale.message, ATTRIBUTE.nonce) ?? expect.unreachable();
    expect(fresh).not.toBe(old);
    expect(code(METHOD.allocate, [UDP], { credential, nonce: fresh })).toBe(0);
  });

  test('with an older credential of the call is out', () => {
    const { relay, code, credential, of } = allocated();
    const next = relay.admit(CALL);
    expect(of()).toBeUndefined();
    expect(code(METHOD.allocate, [UDP], { credential })).toBe(401);
    expect(code(METHOD.allocate, [UDP], { credential: next })).toBe(0);
  });

  test('is told what it must not ask', () => {
    const { ask, credential } = allocated();
    const refused =
      ask(METHOD.allocate, [UDP, flag(0x0024), flag(0x7fff)], { credential }) ??
      expect.unreachable();
    expect(refused.code).toBe(420);
    expect(find(refused.message, ATTRIBUTE.unknownAttributes)).toEqual(
      Uint8Array.of(0, 0x24, 0x7f, 0xff),
    );
    expect(ask(0x001, [], { credential })).toBeUndefined();
  });
});
