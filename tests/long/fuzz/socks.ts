/** What any program of this machine sends to the SOCKS port: handshakes, cut anywhere. */
import { strict as assert } from 'node:assert';
import { parseName } from '../../../lib/names/name.ts';
import { Handshake, type Step } from '../../../native-host/socks/protocol.ts';
import { fuzz } from './fuzz.ts';
import { joined, type Random } from './random.ts';

const CREDENTIALS = { username: 'copybara', password: '0123456789abcdef0123456789abcdef' };
const MAX_HELD = 16 * 1024;
const HOSTS = [
  'alice.azero',
  'ALICE.a0.',
  'www.alice.tzero',
  'example.com',
  '127.0.0.1',
  'localhost',
  `${'a'.repeat(200)}.azero`,
  '\xff.azero',
] as const;

interface Input {
  readonly bytes: Uint8Array;
  readonly pieces: readonly Uint8Array[];
  readonly authenticated: boolean;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function valid(random: Random, authenticated: boolean): Uint8Array {
  const methods = random.pick([Uint8Array.of(0), Uint8Array.of(2), Uint8Array.of(0, 2)]);
  const greeting = joined(Uint8Array.of(5, methods.length), methods);
  const { username, password } = CREDENTIALS;
  const shown = random.once(4) ? 'wrong' : password;
  const proof = authenticated
    ? joined(
        Uint8Array.of(1, username.length),
        bytesOf(username),
        Uint8Array.of(shown.length),
        bytesOf(shown),
      )
    : new Uint8Array();
  const host = bytesOf(HOSTS[random.below(HOSTS.length)] ?? '');
  const port = random.below(0x10000);
  const request = joined(
    Uint8Array.of(5, 1, 0, 3, host.length),
    host,
    Uint8Array.of(port >> 8, port & 255),
  );
  return joined(greeting, proof, request, random.bytes(random.once(3) ? random.length(60_000) : 0));
}

function make(random: Random): Input {
  const authenticated = random.once(2);
  const kind = random.below(5);
  const bytes =
    kind === 0
      ? random.bytes(random.length(20_000))
      : kind < 3
        ? random.mutate(valid(random, authenticated))
        : valid(random, authenticated);
  return { bytes, pieces: random.cut(bytes), authenticated };
}

/** All that comes of it: what was answered, how it ended, what was left over. */
function outcome(authenticated: boolean, pieces: readonly Uint8Array[]) {
  const handshake = new Handshake(authenticated ? CREDENTIALS : undefined);
  const replies: number[] = [];
  let last: Step = { kind: 'more' };
  const unread: Uint8Array[] = [];
  for (const piece of pieces) {
    if (last.kind !== 'more') {
      unread.push(piece);
      continue;
    }
    last = handshake.feed(piece);
    replies.push(...(last.reply ?? []));
  }
  return { replies, last, unread };
}

fuzz<Input>({
  make,
  check({ bytes, pieces, authenticated }) {
    const { replies, last, unread } = outcome(authenticated, pieces);
    assert.ok(replies.length <= 2 + 2 + 10);
    if (last.kind !== 'target') return;
    const { name, port, rest } = last.target;
    const parsed = parseName(name);
    assert.ok(parsed.ok && parsed.value === name, 'not a name');
    assert.ok(port > 0 && port < 0x10000);
    assert.ok(rest.length <= MAX_HELD, 'it held too much');
    // What the client sent early is passed on whole.
    const early = joined(rest, ...unread);
    assert.deepEqual(Buffer.from(early), Buffer.from(bytes.subarray(bytes.length - early.length)));
    // However it is cut, it is the same handshake.
    const whole = outcome(authenticated, [bytes]);
    if (whole.last.kind === 'refused' && whole.last.reason === 'too-long') return;
    assert.deepEqual(whole.replies, replies);
    assert.ok(whole.last.kind === 'target' && whole.last.target.name === name);
    assert.equal(whole.last.target.port, port);
    assert.equal(whole.last.target.rest.length, early.length);
    if (authenticated) {
      assert.ok(Buffer.from(bytes).includes(CREDENTIALS.password), 'let in without the password');
    }
  },
});
