import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NODE_FAILURES } from '../../../../lib/protocol/host-values.ts';
import {
  type Credentials,
  Handshake,
  replyFor,
  requestReply,
  type Step,
} from '../../../../native-host/socks/protocol.ts';

const SECRET: Credentials = { username: 'copybara', password: '0123456789abcdef' };
const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

function request(host: string, port: number): number[] {
  return [5, 1, 0, 3, host.length, ...ascii(host), port >> 8, port & 255];
}

function login(username: string, password: string): number[] {
  return [1, username.length, ...ascii(username), password.length, ...ascii(password)];
}

/** Feeds bytes cut at the given lengths; gives all replies and the step that ended it. */
function run(
  bytes: readonly number[],
  credentials?: Credentials,
  cuts: readonly number[] = [],
): { replies: number[]; last: Step } {
  const handshake = new Handshake(credentials);
  const replies: number[] = [];
  let last: Step = { kind: 'more' };
  let at = 0;
  for (const length of [...cuts, bytes.length]) {
    last = handshake.feed(Uint8Array.from(bytes.slice(at, at + length)));
    at += length;
    replies.push(...(last.reply ?? []));
    if (last.kind !== 'more') break;
  }
  return { replies, last };
}

describe('the SOCKS handshake', () => {
  test('takes a name of ours, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 60 }), fc.boolean(), (cuts, secret) => {
        const bytes = secret ? [5, 2, 0, 2, ...login(SECRET.username, SECRET.password)] : [5, 1, 0];
        bytes.push(...request('www.Alice.azero', 8080));
        const { replies, last } = run(bytes, secret ? SECRET : undefined, cuts);
        expect(last).toMatchObject({ kind: 'target', target: { name: 'alice.azero', port: 8080 } });
        expect(replies).toEqual(secret ? [5, 2, 1, 0] : [5, 0]);
      }),
    );
  });

  test('keeps what comes right after the request', () => {
    const { last } = run([5, 1, 0, ...request('alice.azero', 80), 7, 8, 9]);
    expect(last).toMatchObject({ target: { rest: Uint8Array.of(7, 8, 9) } });
  });

  test.each([
    ['not SOCKS 5', [4, 1, 0, 80], 'not-socks5', []],
    ['HTTP', ascii('GET / HTTP/1.1\r\n\r\n'), 'not-socks5', []],
    ['no method', [5, 0], 'no-method', [5, 255]],
    ['another method', [5, 2, 1, 2], 'no-method', [5, 255]],
    ['BIND', [5, 1, 0, 5, 2, 0, 3], 'not-connect', [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['UDP', [5, 1, 0, 5, 3, 0, 3], 'not-connect', [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['IPv4', [5, 1, 0, 5, 1, 0, 1], 'not-a-name', [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['IPv6', [5, 1, 0, 5, 1, 0, 4], 'not-a-name', [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['another version', [5, 1, 0, 4, 1, 0, 3], 'not-socks5', [5, 0]],
  ])('refuses %s', (_, bytes, reason, replies) => {
    const outcome = run(bytes);
    expect(outcome.last).toMatchObject({ kind: 'refused', reason });
    expect(outcome.replies).toEqual(replies);
  });

  test.each([
    ['example.com'],
    ['127.0.0.1'],
    ['10.115.0.2'],
    ['[::1]'],
    ['2130706433'],
    ['localhost'],
    [''],
    ['azero'],
    ['.azero'],
    ['alice.azero.example.com'],
    ['alice.azero\0.example.com'],
    ['alice\xe9.azero'],
    ['a@b.azero'],
  ])('refuses the host %j', (host) => {
    const { last, replies } = run([5, 1, 0, ...request(host, 80)]);
    expect(last).toMatchObject({ kind: 'refused', reason: 'not-ours' });
    expect(replies.slice(2)).toEqual([...requestReply(2)]);
  });

  test('refuses port 0', () => {
    expect(run([5, 1, 0, ...request('alice.azero', 0)]).last).toMatchObject({ reason: 'not-ours' });
  });

  test.each([
    ['copybara', ''],
    ['copybara', '0123456789abcdeF'],
    ['copybara', '0123456789abcdef0'],
    ['copybara', '0123456789abcde'],
    ['Copybara', '0123456789abcdef'],
    ['', ''],
  ])('refuses %j with %j', (username, password) => {
    const { last, replies } = run(
      [5, 1, 2, ...login(username, password), ...request('alice.azero', 80)],
      SECRET,
    );
    expect(last).toMatchObject({ kind: 'refused', reason: 'bad-credentials' });
    expect(replies).toEqual([5, 2, 1, 1]);
  });

  test('does not let a client choose to show no credentials', () => {
    const { last, replies } = run([5, 1, 0, ...request('alice.azero', 80)], SECRET);
    expect(last).toMatchObject({ kind: 'refused', reason: 'no-method' });
    expect(replies).toEqual([5, 255]);
  });

  test('never throws, ends for good, and holds a bounded number of bytes', () => {
    const plausible = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(
        Uint8Array.of(5, 1, 0),
        Uint8Array.of(5, 1, 2),
        Uint8Array.of(5, 1, 0, 3, 255),
        Uint8Array.from(request('alice.azero', 80)),
        Uint8Array.from(login('a', 'b')),
        new Uint8Array(20_000),
      ),
    );
    fc.assert(
      fc.property(fc.array(plausible, { maxLength: 20 }), fc.boolean(), (chunks, secret) => {
        const handshake = new Handshake(secret ? SECRET : undefined);
        let over = false;
        for (const chunk of chunks) {
          const step = handshake.feed(chunk);
          if (over) expect(step.kind).toBe('refused');
          over ||= step.kind !== 'more';
          expect(step.reply?.length ?? 0).toBeLessThan(32);
        }
      }),
    );
  });

  test('has a reply for every failure', () => {
    for (const failure of NODE_FAILURES) expect(replyFor(failure)).toBeGreaterThan(0);
  });
});
