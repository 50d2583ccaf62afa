import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { type NodeId, nodeIdBytes } from '../node-id.ts';
import {
  type Answer,
  type AnswerFields,
  answerPart,
  linkBytes,
  type Offer,
  type OfferFields,
  offerParts,
} from './link-bytes.ts';
import { ANSWER_TAG_BYTES, OFFER_TAG_BYTES } from './link-layout.ts';

/** The node ids of both names, as one side read them on chain. */
export type NodeIds = { readonly caller: NodeId; readonly callee: NodeId };

/** The offer with the tag that binds it to both nodes. */
export function tagOffer(offer: OfferFields, nodes: NodeIds): Offer {
  const { before, after } = offerParts(offer);
  const text = concatBytes(label('copybara offer 1'), before, after, both(nodes));
  return { ...offer, tag: bytesToHex(sha256(text).slice(0, OFFER_TAG_BYTES)) };
}

/** The answer with the tag that shows that its maker has the offer, and binds both to both nodes. */
export function tagAnswer(answer: AnswerFields, offer: Offer, nodes: NodeIds): Answer {
  const parts = [label('copybara answer 1'), linkBytes(offer), answerPart(answer), both(nodes)];
  const mac = hmac(sha256, label(offer.credentials.pwd), concatBytes(...parts));
  return { ...answer, tag: bytesToHex(mac.slice(0, ANSWER_TAG_BYTES)) };
}

/** Whether the offer was made by somebody who read the same node ids. */
export function offerTagFits(offer: Offer, nodes: NodeIds): boolean {
  return sameText(offer.tag, tagOffer(offer, nodes).tag);
}

/** Whether the answer was made by somebody who has this offer and read the same node ids. */
export function answerTagFits(answer: Answer, offer: Offer, nodes: NodeIds): boolean {
  return sameText(answer.tag, tagAnswer(answer, offer, nodes).tag);
}

/** The key with which hosts and pages authenticate what they say of this call: 64 lower-case hex digits. */
export function callKey(offer: Offer, answer: Answer, nodes: NodeIds): string {
  const parts = [label('copybara call 1'), linkBytes(offer), linkBytes(answer), both(nodes)];
  return bytesToHex(hmac(sha256, label(offer.credentials.pwd), concatBytes(...parts)));
}

/** Compares without telling by its time where two texts differ. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

function label(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function both({ caller, callee }: NodeIds): Uint8Array {
  return concatBytes(nodeIdBytes(caller), nodeIdBytes(callee));
}
