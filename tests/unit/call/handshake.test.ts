import { describe, expect, it, test } from 'vitest';
import {
  compareCertificate,
  judgeAnswer,
  judgeCaller,
  judgeDial,
  judgeNodes,
  judgeOffer,
  MAX_LINK_AHEAD,
  type OfferContext,
} from '../../../lib/call/handshake.ts';
import { tagAnswer, tagOffer } from '../../../lib/call/tags.ts';
import {
  ANSWER,
  COPYBARA,
  KEY,
  MALLORY,
  NODES,
  NOW,
  OFFER,
  OTHER_ANSWER,
  OTHER_OFFER,
  STAEX,
} from './people.ts';

const HERE: OfferContext = { now: NOW, ours: COPYBARA.name, waiting: [], used: [] };
const SEEN = {
  ourRecord: COPYBARA.nodeId,
  ourNode: COPYBARA.nodeId,
  theirRecord: STAEX.nodeId,
};
const refused = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });

describe('an offer', () => {
  it('for us may be looked into', () => {
    expect(judgeOffer(OFFER, HERE)).toEqual({ ok: true, value: COPYBARA.name });
  });

  const { expiresAt, callId } = OFFER;
  test.each<[string, Partial<OfferContext>]>([
    ['link-expired', { now: expiresAt }],
    ['link-expired', { now: expiresAt + 1, ours: undefined }],
    ['link-too-far-ahead', { now: expiresAt - MAX_LINK_AHEAD - 1 }],
    ['own-link', { waiting: [OTHER_OFFER.callId, callId] }],
    ['own-link', { ours: STAEX.name }],
    ['link-used', { used: [OTHER_OFFER.callId, callId] }],
    ['no-own-name', { ours: undefined }],
    ['not-for-us', { ours: MALLORY.name }],
  ])('is refused as %s', (kind, context) => {
    expect(judgeOffer(OFFER, { ...HERE, ...context })).toEqual(refused(kind));
  });

  it('is good to the last millisecond, and not ahead of time', () => {
    expect(judgeOffer(OFFER, { ...HERE, now: expiresAt - 1 }).ok).toBe(true);
    expect(judgeOffer(OFFER, { ...HERE, now: expiresAt - MAX_LINK_AHEAD }).ok).toBe(true);
  });

  it('by somebody to herself is nobody’s call', () => {
    const own = tagOffer({ ...OFFER, caller: COPYBARA.name }, NODES);
    expect(judgeOffer(own, HERE)).toEqual(refused('calling-oneself'));
    expect(judgeDial(COPYBARA.name, COPYBARA.name)).toEqual(refused('calling-oneself'));
    expect(judgeDial(undefined, COPYBARA.name)).toEqual(refused('no-own-name'));
    expect(judgeDial(STAEX.name, COPYBARA.name)).toEqual({ ok: true, value: STAEX.name });
  });

  it('rings when both sides mean the same two nodes', () => {
    expect(judgeCaller(OFFER, SEEN)).toEqual({ ok: true, value: NODES });
  });

  test.each([
    // The right name with the wrong node, in either place: somebody's chain says something else.
    ['views-differ', { theirRecord: MALLORY.nodeId }],
    ['views-differ', { ourRecord: MALLORY.nodeId, ourNode: MALLORY.nodeId }],
    ['own-record-differs', { ourNode: MALLORY.nodeId }],
    ['own-record-differs', { ourRecord: MALLORY.nodeId }],
    ['same-node', { theirRecord: COPYBARA.nodeId }],
  ])('is refused as %s with %o', (kind, nodes) => {
    expect(judgeCaller(OFFER, { ...SEEN, ...nodes })).toEqual(refused(kind));
  });

  it('in another’s name does not ring: the tag needs her node', () => {
    // Mallory writes that staex calls, with his own node where hers belongs.
    const forged = tagOffer(OFFER, { caller: MALLORY.nodeId, callee: COPYBARA.nodeId });
    expect(judgeCaller(forged, SEEN)).toEqual(refused('views-differ'));
    expect(judgeCaller({ ...OFFER, tag: OTHER_OFFER.tag }, SEEN)).toEqual(refused('views-differ'));
    expect(judgeCaller({ ...OFFER, tag: '' }, SEEN)).toEqual(refused('views-differ'));
  });

  it('is not made between two names of one node', () => {
    expect(judgeNodes({ ...SEEN, theirRecord: SEEN.ourNode })).toEqual(refused('same-node'));
    expect(judgeNodes(SEEN).ok).toBe(true);
  });
});

describe('an answer', () => {
  const waiting = { role: 'caller', offer: OFFER, nodes: NODES } as const;

  it('to the waiting call gives its key', () => {
    expect(judgeAnswer(ANSWER, waiting)).toEqual({ ok: true, value: KEY });
  });

  const fields = { ...ANSWER, tag: undefined };
  const guess = { ...OFFER, credentials: OTHER_OFFER.credentials };
  test.each([
    ['no-waiting-call', ANSWER, undefined],
    ['no-waiting-call', OTHER_ANSWER, waiting],
    ['no-waiting-call', OTHER_ANSWER, { role: 'callee', callId: ANSWER.callId }],
    ['own-answer', ANSWER, { role: 'callee', callId: ANSWER.callId }],
    ['answer-taken', ANSWER, { ...waiting, taken: ANSWER }],
    ['call-taken', ANSWER, { ...waiting, taken: { ...ANSWER, tag: OTHER_ANSWER.tag } }],
    ['forged-answer', { ...ANSWER, tag: OTHER_ANSWER.tag }, waiting],
    ['forged-answer', { ...ANSWER, tag: '' }, waiting],
    // By a web page that knows the call id and both names, and not the offer's secret.
    ['forged-answer', tagAnswer(fields, guess, NODES), waiting],
    // By somebody at another node, or who was shown another chain.
    ['forged-answer', tagAnswer(fields, OFFER, { ...NODES, callee: MALLORY.nodeId }), waiting],
    // With another certificate, by somebody who saw both links.
    ['forged-answer', { ...ANSWER, fingerprint: OTHER_ANSWER.fingerprint }, waiting],
  ] as const)('is refused as %s (%#)', (kind, answer, here) => {
    expect(judgeAnswer(answer, here)).toEqual(refused(kind));
  });
});

describe('a certificate', () => {
  it('is new, the same, or another one', () => {
    expect(compareCertificate(undefined, OFFER.fingerprint)).toBe('new');
    expect(compareCertificate(OFFER.fingerprint, OFFER.fingerprint)).toBe('same');
    expect(compareCertificate(ANSWER.fingerprint, OFFER.fingerprint)).toBe('changed');
  });
});
