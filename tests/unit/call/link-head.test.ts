import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePayload, encodePayload } from '../../../lib/call/link.ts';
import { readLinkHead } from '../../../lib/call/link-head.ts';
import { tagAnswer, tagOffer } from '../../../lib/call/tags.ts';
import { anAnswer, anOffer, someNodes, sure } from './arbitraries.ts';
import { VECTORS } from './vectors.ts';

describe('the head of a link', () => {
  test('is what the whole link says, for every link', () => {
    fc.assert(
      fc.property(anOffer, anAnswer, someNodes, (fields, answerFields, nodes) => {
        const offer = tagOffer(fields, nodes);
        const answer = tagAnswer(answerFields, offer, nodes);
        expect(readLinkHead(encodePayload(offer))).toEqual({
          ok: true,
          value: { kind: 'offer', callId: offer.callId, caller: offer.caller },
        });
        expect(readLinkHead(encodePayload(answer))).toEqual({
          ok: true,
          value: { kind: 'answer', callId: answer.callId },
        });
      }),
    );
  });

  test('is there in all vectors', () => {
    for (const { offer, answer, callId } of VECTORS.calls) {
      for (const { payload } of [offer, answer]) {
        expect(readLinkHead(payload)).toMatchObject({ ok: true, value: { callId } });
      }
    }
  });

  test('of what is a link is never refused, and what has none is no link, whatever it is', () => {
    const start = sure(VECTORS.calls[0]).offer.payload;
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.uint8Array({ maxLength: 190 }).map((bytes) => base64urlnopad.encode(bytes)),
      fc
        .tuple(fc.nat(start.length), fc.base64String())
        .map(([at, end]) => start.slice(0, at) + end),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const head = readLinkHead(text);
        const link = decodePayload(text);
        if (link.ok) expect(head).toMatchObject({ ok: true, value: { kind: link.value.kind } });
        if (!head.ok) expect(link.ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('says that a link was made by a newer Copybara', () => {
    const payload = base64urlnopad.encode(Uint8Array.of(0x20, ...new Uint8Array(80)));
    expect(readLinkHead(payload)).toEqual({
      ok: false,
      error: { kind: 'newer-version', version: 2 },
    });
  });
});
