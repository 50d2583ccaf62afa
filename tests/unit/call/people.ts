import { hexToBytes } from '@noble/hashes/utils.js';
import { decodePayload } from '../../../lib/call/link.ts';
import type { Answer, Offer } from '../../../lib/call/link-bytes.ts';
import { parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import { sure, value } from './arbitraries.ts';
import { VECTORS } from './vectors.ts';

const vector = sure(VECTORS.calls[0]);

function person({ name, nodeId, nonce }: typeof vector.caller) {
  return {
    name: value(parseName(name)),
    nodeId: value(parseNodeId(nodeId)),
    nonce: hexToBytes(nonce),
  };
}

/** Who calls in the first vector, and who is called. */
export const STAEX = person(vector.caller);
export const COPYBARA = person(vector.callee);
/** Somebody else. */
export const MALLORY = person(sure(VECTORS.calls[1]).caller);
export const NODES = { caller: STAEX.nodeId, callee: COPYBARA.nodeId };

function read(payload: string, kind: 'offer'): Offer;
function read(payload: string, kind: 'answer'): Answer;
function read(payload: string, kind: 'offer' | 'answer'): Offer | Answer {
  const link = value(decodePayload(payload));
  if (link.kind !== kind) throw new Error('the other kind of link');
  return link;
}

export const OFFER = read(vector.offer.payload, 'offer');
export const ANSWER = read(vector.answer.payload, 'answer');
export const KEY = vector.key;
/** Of another call. */
export const OTHER_OFFER = read(sure(VECTORS.calls[1]).offer.payload, 'offer');
export const OTHER_ANSWER = read(sure(VECTORS.calls[1]).answer.payload, 'answer');
/** Half an hour before the link expires. */
export const NOW = OFFER.expiresAt - 30 * 60_000;
