/** What messages, pages and people bring as a call link, and what a link could put into a description. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { decodeLink, encodePayload } from '../../../lib/call/link.ts';
import { DEFAULT_LINK_BASE } from '../../../lib/call/link-text.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const payload = v.object({ payload: v.string() });
const Vectors = v.object({ calls: v.array(v.object({ offer: payload, answer: payload })) });
const file: unknown = JSON.parse(
  readFileSync(new URL('../../fixtures/call-links.json', import.meta.url), 'utf8'),
);
const valid = v
  .parse(Vectors, file)
  .calls.flatMap(({ offer, answer }) => [offer.payload, answer.payload]);
assert.ok(valid.length >= 8);

const ALPHABET = 'ABCabcxyz0189-_=#%&/: \n\u200b';
const PEER = { address: '198.18.0.1', port: 5000 };
const LINES = 16;

function make(random: Random): string {
  if (random.once(20)) return random.text(random.length(10_000), ALPHABET);
  const one = valid[random.below(valid.length)] ?? '';
  const bytes = random.once(4) ? random.bytes(random.below(193)) : Buffer.from(one, 'base64url');
  // Most would only be of another version.
  if (bytes.length > 0 && random.once(2)) bytes[0] = 0x10 | random.below(16);
  const changed = Buffer.from(random.mutate(bytes)).toString('base64url');
  const text = random.once(2) ? changed : random.mutateText(one, ALPHABET);
  return random.once(2) ? text : `see ${DEFAULT_LINK_BASE}#${text}`;
}

fuzz({
  make,
  check(text) {
    const link = decodeLink(text);
    if (!link.ok) return;
    // One link has one text.
    assert.ok(text.includes(encodePayload(link.value)));
    const sdp = printDescription('caller', link.value, PEER);
    assert.ok(sdp.ok);
    assert.equal(sdp.value.split(/[\r\n]+/).length, LINES + 1);
    const { credentials, fingerprint } = link.value;
    assert.deepEqual(readDescription(sdp.value), { ok: true, value: { credentials, fingerprint } });
  },
});
