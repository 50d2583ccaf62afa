import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decodeLink,
  decodePayload,
  encodePayload,
  linkUrl,
  MAX_PAYLOAD,
} from '../../../lib/call/link.ts';
import { linkBytes, linkFromBytes, toExpiry } from '../../../lib/call/link-bytes.ts';
import { DEFAULT_LINK_BASE, MAX_LINK_TEXT } from '../../../lib/call/link-text.ts';
import { packNames } from '../../../lib/call/names-packing.ts';
import {
  answerTagFits,
  callKey,
  type NodeIds,
  offerTagFits,
  tagAnswer,
  tagOffer,
} from '../../../lib/call/tags.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import {
  anAnswer,
  anOffer,
  browserCredentials,
  namesOf16,
  someNodes,
  sure,
  value,
} from './arbitraries.ts';
import { VECTORS } from './vectors.ts';

const aCall = fc.tuple(anOffer, anAnswer, someNodes).map(([offerFields, answerFields, nodes]) => {
  const offer = tagOffer(offerFields, nodes);
  const answer = tagAnswer({ ...answerFields, callId: offer.callId }, offer, nodes);
  return { offer, answer, nodes };
});
const [first] = VECTORS.calls;
const PAYLOAD = sure(first).offer.payload;
const ANSWER = sure(first).answer.payload;
const URL_OF_IT = `${DEFAULT_LINK_BASE}#${PAYLOAD}`;

describe('links', () => {
  test.each(VECTORS.calls)('are read and made as the page says: $title', (vector) => {
    const { caller, callee } = vector;
    const nodes: NodeIds = {
      caller: value(parseNodeId(caller.nodeId)),
      callee: value(parseNodeId(callee.nodeId)),
    };
    const offer = value(decodePayload(vector.offer.payload));
    const answer = value(decodePayload(vector.answer.payload));
    expect(offer).toEqual({
      kind: 'offer',
      callId: vector.callId,
      expiresAt: Date.parse(vector.expires),
      caller: caller.name,
      callee: callee.name,
      credentials: { ufrag: caller.ufrag, pwd: caller.pwd },
      fingerprint: caller.fingerprint.replaceAll(':', '').toLowerCase(),
      tag: vector.offer.tag,
    });
    expect(answer).toEqual({
      kind: 'answer',
      callId: vector.callId,
      credentials: { ufrag: callee.ufrag, pwd: callee.pwd },
      fingerprint: callee.fingerprint.replaceAll(':', '').toLowerCase(),
      tag: vector.answer.tag,
    });
    if (offer.kind !== 'offer' || answer.kind !== 'answer') throw new Error('swapped');
    expect(bytesToHex(linkBytes(offer))).toBe(vector.offer.hex);
    expect(bytesToHex(linkBytes(answer))).toBe(vector.answer.hex);
    expect(encodePayload(offer)).toBe(vector.offer.payload);
    expect(linkUrl(answer)).toBe(`${VECTORS.base}#${vector.answer.payload}`);
    expect(tagOffer(offer, nodes)).toEqual(offer);
    expect(tagAnswer(answer, offer, nodes)).toEqual(answer);
    expect(callKey(offer, answer, nodes)).toBe(vector.key);
  });

  it('are what they were made of, and the only text of it', () => {
    fc.assert(
      fc.property(aCall, ({ offer, answer }) => {
        for (const link of [offer, answer]) {
          expect(decodeLink(linkUrl(link))).toEqual({ ok: true, value: link });
          expect(decodeLink(encodePayload(link))).toEqual({ ok: true, value: link });
          expect(encodePayload(link).length).toBeLessThanOrEqual(MAX_PAYLOAD);
        }
      }),
    );
  });

  it('lose their tag with any bit, or are no links any more', () => {
    fc.assert(
      fc.property(aCall, ({ offer, answer, nodes }) => {
        for (const link of [offer, answer]) {
          const bytes = linkBytes(link);
          for (let bit = 0; bit < bytes.length * 8; bit += 1) {
            const flipped = Uint8Array.from(bytes);
            flipped[bit >> 3] = sure(bytes[bit >> 3]) ^ (1 << (bit & 7));
            const read = linkFromBytes(flipped);
            if (!read.ok) continue;
            // What is read is at least written back as it came.
            expect(linkBytes(read.value)).toEqual(flipped);
            const fits =
              read.value.kind === 'offer'
                ? offerTagFits(read.value, nodes)
                : read.value.callId === offer.callId && answerTagFits(read.value, offer, nodes);
            expect(fits, `bit ${bit}`).toBe(false);
          }
        }
      }),
      { numRuns: 3 },
    );
  }, 30_000);

  it('lose their tag with another node, an exchanged one, or another offer', () => {
    fc.assert(
      fc.property(aCall, aCall, ({ offer, answer, nodes }, other) => {
        const exchanged = { caller: nodes.callee, callee: nodes.caller };
        expect(offerTagFits(offer, nodes)).toBe(true);
        expect(answerTagFits(answer, offer, nodes)).toBe(true);
        for (const wrong of [exchanged, { ...nodes, caller: other.nodes.caller }]) {
          expect(offerTagFits(offer, wrong)).toBe(false);
          expect(answerTagFits(answer, offer, wrong)).toBe(false);
        }
        // The same secret in an offer that was changed on its way.
        const changed = tagOffer({ ...offer, fingerprint: other.offer.fingerprint }, nodes);
        expect(answerTagFits(answer, changed, nodes)).toBe(false);
      }),
    );
  });

  it('are short', () => {
    const longest = { fixed: 0, offer: 0, answer: 0 };
    fc.assert(
      fc.property(aCall, browserCredentials, namesOf16, ({ offer, answer }, credentials, names) => {
        const small = { ...offer, ...names, credentials };
        const named = packNames(small.caller, small.callee).length;
        longest.fixed = Math.max(longest.fixed, linkBytes(small).length - named);
        longest.offer = Math.max(longest.offer, linkUrl(small).length);
        longest.answer = Math.max(longest.answer, linkUrl({ ...answer, credentials }).length);
      }),
      { numRuns: 500 },
    );
    expect(longest.fixed).toBeLessThanOrEqual(70);
    expect(longest.offer).toBeLessThanOrEqual(140);
    expect(longest.answer).toBeLessThanOrEqual(120);
  });

  it('count their expiry in whole minutes that a link can carry', () => {
    const minute = 60_000;
    const noon = Date.parse('2026-11-23T12:00:00Z');
    expect(toExpiry(noon)).toBe(noon);
    expect(toExpiry(noon + 1)).toBe(noon + minute);
    expect(toExpiry(0)).toBe(Date.parse('2026-01-01T00:00:00Z'));
    expect(toExpiry(Infinity)).toBe(Date.parse('2026-01-01T00:00:00Z') + (2 ** 24 - 1) * minute);
  });
});

describe('decodeLink', () => {
  const read = decodePayload(PAYLOAD);

  test.each([
    ['a URL', URL_OF_IT],
    ['a payload', PAYLOAD],
    ['space around', `\n  ${PAYLOAD}\t`],
    ['words around', `Call me! ${URL_OF_IT}. Or later?`],
    ['brackets around', `<${URL_OF_IT}>`],
    ['a mark-down link', `[${URL_OF_IT}](${URL_OF_IT})`],
    ['quotes and a newline', `»${URL_OF_IT}«\r\n> sent from my phone`],
    ['a letter of another script behind', `点${URL_OF_IT}吧`],
  ])('finds the link in %s', (_, text) => {
    expect(decodeLink(text)).toEqual(read);
  });

  it('reads other bases, and only those it is told', () => {
    const text = `https://calls.example/x#${PAYLOAD}`;
    expect(decodeLink(text)).toEqual({ ok: false, error: { kind: 'not-a-call-link' } });
    expect(decodeLink(text, ['https://calls.example/x'])).toEqual(read);
    expect(decodeLink(text, [DEFAULT_LINK_BASE, 'https://calls.example/x'])).toEqual(read);
  });

  test.each([
    ['', { kind: 'not-a-call-link' }],
    ['hello', { kind: 'not-a-call-link' }],
    ['alice.azero', { kind: 'not-a-call-link' }],
    ['0'.repeat(52), { kind: 'not-a-call-link' }],
    [DEFAULT_LINK_BASE, { kind: 'not-a-call-link' }],
    [`${DEFAULT_LINK_BASE}#`, { kind: 'not-a-call-link' }],
    [`${DEFAULT_LINK_BASE}/#${PAYLOAD}`, { kind: 'not-a-call-link' }],
    [`two words ${PAYLOAD}`, { kind: 'not-a-call-link' }],
    [`${URL_OF_IT} ${DEFAULT_LINK_BASE}#${ANSWER}`, { kind: 'several-links' }],
    [`${URL_OF_IT}=`, { kind: 'malformed' }],
    [`${URL_OF_IT}%20`, { kind: 'malformed' }],
    [`${URL_OF_IT}&utm_source=x`, { kind: 'malformed' }],
    [`${URL_OF_IT}-`, { kind: 'malformed' }],
    [URL_OF_IT.slice(0, -1), { kind: 'malformed' }],
    [URL_OF_IT.slice(0, 60), { kind: 'malformed' }],
    [`${DEFAULT_LINK_BASE}#A`, { kind: 'malformed' }],
    [`${DEFAULT_LINK_BASE}#!`, { kind: 'not-a-call-link' }],
    [`${DEFAULT_LINK_BASE}#${'A'.repeat(257)}`, { kind: 'too-long' }],
    ['A'.repeat(257), { kind: 'too-long' }],
    [`${URL_OF_IT} ${' '.repeat(MAX_LINK_TEXT)}`, { kind: 'too-long' }],
    [`${DEFAULT_LINK_BASE}#${withHeader(0x20)}`, { kind: 'newer-version', version: 2 }],
    [`${DEFAULT_LINK_BASE}#8A`, { kind: 'newer-version', version: 15 }],
    [`${DEFAULT_LINK_BASE}#${withHeader(0x00)}`, { kind: 'malformed' }],
    [`${DEFAULT_LINK_BASE}#${withHeader(0x11)}`, { kind: 'malformed' }],
    [`${DEFAULT_LINK_BASE}#${withHeader(0x16)}`, { kind: 'malformed' }],
    [`${DEFAULT_LINK_BASE}#${withHeader(0x18)}`, { kind: 'malformed' }],
  ])('refuses %s', (text, error) => {
    expect(decodeLink(text)).toEqual({ ok: false, error });
  });

  it('refuses bits behind the last byte', () => {
    const last = sure(PAYLOAD.at(-1));
    const bytes = base64urlnopad.decode(PAYLOAD);
    expect(bytes.length % 3).not.toBe(0);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const next = alphabet.charAt(alphabet.indexOf(last) + 1);
    expect(decodePayload(PAYLOAD.slice(0, -1) + next)).toEqual({
      ok: false,
      error: { kind: 'malformed' },
    });
  });

  it('refuses credentials in a longer form than they need', () => {
    const { ufrag, pwd } = sure(first).caller;
    const bytes = hexToBytes(sure(first).offer.hex);
    const ascii = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
    const long = Uint8Array.of(
      0x14,
      ...bytes.slice(1, 10),
      ...ascii(ufrag),
      ...ascii(pwd),
      ...bytes.slice(31),
    );
    expect(linkFromBytes(long)).toEqual({ ok: false, error: { kind: 'malformed' } });
    const longer = Uint8Array.from(long);
    longer[11] = 'x'.charCodeAt(0); // still four characters
    expect(linkFromBytes(longer).ok).toBe(false);
  });

  it('is total: any text is a link that is written back, or a typed error', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => base64urlnopad.encode(bytes)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => {
        const likely = Uint8Array.of(0x10 | ((bytes[0] ?? 0) & 0x0e), ...bytes);
        return `${DEFAULT_LINK_BASE}#${base64urlnopad.encode(likely)}`;
      }),
      fc
        .array(fc.constantFrom(URL_OF_IT, PAYLOAD, '#', DEFAULT_LINK_BASE, ' ', 'A', '='), {
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const result = decodeLink(text);
        if (result.ok) expect(text).toContain(encodePayload(result.value));
      }),
      { numRuns: 1500 },
    );
  }, 30_000);
});

/** The vector's offer with another first byte. */
function withHeader(header: number): string {
  return base64urlnopad.encode(Uint8Array.of(header, ...base64urlnopad.decode(PAYLOAD).slice(1)));
}
