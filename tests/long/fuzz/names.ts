/** What people type, pages link to and engines are asked for. */
import { strict as assert } from 'node:assert';
import { MAX_URL, parseTarget, readInput, targetOfSearch } from '../../../lib/names/from-input.ts';
import { isOurHost, parseHost, parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const ALPHABET =
  'aliceALICEzrot0-._~:/?#[]@!$&()*+,;=%20\\ \t\n\u0430\u0435\u043e\u3002\uff61\u200b\u00ad\u0131\u017f\u212a';
const VALID = [
  'alice.azero',
  'ALICE.azero.',
  'www.alice.azero:8080/path?x#y',
  'alice.a0',
  'http://alice.tzero/',
  'https://alice.azero:443/%61?q=alice.azero#http://bob.azero',
  'http://user:pass@alice.azero/',
  'https://www.google.com/search?q=alice.azero&oq=alice',
  'https://duckduckgo.com/?q=http%3A%2F%2Falice.azero%2Fx%3Fy&ia=web',
  'https://yandex.com/search/?text=alice.azero%2F',
  'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70',
  'xn--80ak6aa92e.azero',
  'javascript:alert(1)//alice.azero',
] as const;

function make(random: Random): string {
  if (random.once(4)) return random.text(random.length(2 * MAX_URL), ALPHABET);
  const valid = VALID[random.below(VALID.length)] ?? '';
  if (random.once(5000)) return random.mutateText(valid, ALPHABET).repeat(random.below(2000));
  return random.mutateText(valid, ALPHABET);
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.[at]zero$/;

fuzz({
  make,
  check(text) {
    const name = parseName(text);
    if (name.ok) {
      assert.match(name.value, NAME);
      assert.deepEqual(parseName(name.value), name, 'not its own normal form');
      // No letter of another alphabet became one of ours.
      assert.match(text, /^[\x21-\x7e]+$/);
    }
    const host = parseHost(text);
    if (host.ok) {
      assert.match(host.value.name, NAME);
      assert.ok(isOurHost(text) && isOurHost(host.value.host));
      assert.ok(host.value.host.length <= 253);
    }
    for (const target of [parseTarget(text), readInput(text), targetOfSearch(text)]) {
      if (!target.ok) continue;
      const { url, name: whose, port, scheme } = target.value;
      assert.match(whose, NAME);
      assert.ok(port > 0 && port < 0x10000 && url.length <= MAX_URL);
      // What is navigated to is read in the same way by the browser, and by us once more.
      const parsed = new URL(url);
      assert.equal(parsed.protocol, `${scheme}:`);
      assert.equal(parsed.hostname, target.value.host);
      assert.equal(parsed.username + parsed.password, '');
      assert.deepEqual(parseTarget(url), target, 'not its own normal form');
    }
    const id = parseNodeId(text);
    if (id.ok) assert.match(id.value, /^[0-9a-hjkmnp-tv-z]{51}[0g]$/);
  },
});
