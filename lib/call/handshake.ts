/**
 * Who must be on the other side: every check of a call before its channel opens, in the order in which they are asked. No
 * check believes a link about more than what it asks for; who somebody is says the chain, and who we are says our own node.
 */
import type { AzeroName } from '../names/name.ts';
import type { NodeId } from '../node-id.ts';
import { err, ok, type Result } from '../result.ts';
import type { CallId } from './call-id.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Answer, Offer } from './link-bytes.ts';
import { answerTagFits, callKey, type NodeIds, offerTagFits, sameText } from './tags.ts';

/** The longest that a link may be good for from now on, in ms. */
export const MAX_LINK_AHEAD = 24 * 60 * 60_000;

/** Why a call cannot even be tried. */
export type DialRefusal =
  /** The person has not said which name is hers. */
  { readonly kind: 'no-own-name' } | { readonly kind: 'calling-oneself' };

/** Why an offer does not ring, before anything is asked of the chain. */
export type OfferRefusal =
  | DialRefusal
  /** `expiresAt`: ms since 1970. */
  | { readonly kind: 'link-expired'; readonly expiresAt: number }
  /** Good for longer than links are: one of the two clocks is wrong, or the link was not made by Copybara. */
  | { readonly kind: 'link-too-far-ahead'; readonly expiresAt: number }
  /** The person opened the link of her own waiting call. */
  | { readonly kind: 'own-link' }
  /** A call by this link was already had. */
  | { readonly kind: 'link-used' }
  /** It is for somebody else: `callee`. */
  | { readonly kind: 'not-for-us'; readonly callee: AzeroName; readonly ours: AzeroName };

/** What this browser knows when an offer is opened. */
export type OfferContext = {
  /** Ms since 1970. */
  readonly now: number;
  /** The person's own name, if she has said it. */
  readonly ours: AzeroName | undefined;
  /** Calls that this person made and that still wait. */
  readonly waiting: readonly CallId[];
  /** Calls that were had, kept at least until their links expire. */
  readonly used: readonly CallId[];
};

/** Why two names do not make a call, once the chain and our own node were asked. */
export type NodesRefusal =
  /** Our own name leads to another node than the one that runs here. */
  | { readonly kind: 'own-record-differs'; readonly record: NodeId; readonly own: NodeId }
  /** The other name leads to our own node. */
  | { readonly kind: 'same-node' }
  /** The caller read other node ids than we did, or the link was changed on its way. */
  | { readonly kind: 'views-differ' };

/** What chain and node said. */
export type Nodes = {
  /** The record of our own name. */
  readonly ourRecord: NodeId;
  /** What `mcc id` says. */
  readonly ourNode: NodeId;
  /** The record of the other name. */
  readonly theirRecord: NodeId;
};

/** The call that an answer is for, as this browser knows it. */
export type CallHere =
  | {
      readonly role: 'caller';
      readonly offer: Offer;
      readonly nodes: NodeIds;
      /** The answer that was taken. */
      readonly taken?: Answer;
    }
  | { readonly role: 'callee'; readonly callId: CallId };

/** Why an answer completes no call. None of these spends the call that waits. */
export type AnswerRefusal =
  /** No call of this id waits here: its window was closed, or it waits in another browser. */
  | { readonly kind: 'no-waiting-call' }
  /** The person opened the answer that she is to send. */
  | { readonly kind: 'own-answer' }
  /** This very answer was taken already. */
  | { readonly kind: 'answer-taken' }
  /** Another answer was taken already. */
  | { readonly kind: 'call-taken' }
  /** Its maker does not have this offer, or read other node ids. */
  | { readonly kind: 'forged-answer' };

/** May this person call this name? Gives her own name. */
export function judgeDial(
  ours: AzeroName | undefined,
  theirs: AzeroName,
): Result<AzeroName, DialRefusal> {
  if (ours === undefined) return err({ kind: 'no-own-name' });
  return ours === theirs ? err({ kind: 'calling-oneself' }) : ok(ours);
}

/** May an offer be looked into? Gives the person's own name. */
export function judgeOffer(offer: Offer, here: OfferContext): Result<AzeroName, OfferRefusal> {
  const { expiresAt, callee } = offer;
  if (here.waiting.includes(offer.callId)) return err({ kind: 'own-link' });
  if (expiresAt <= here.now) return err({ kind: 'link-expired', expiresAt });
  if (expiresAt > here.now + MAX_LINK_AHEAD) return err({ kind: 'link-too-far-ahead', expiresAt });
  if (here.used.includes(offer.callId)) return err({ kind: 'link-used' });
  // Also a link that this person made elsewhere: in another browser, or in a window that is gone.
  if (here.ours === offer.caller) {
    return err({ kind: offer.caller === callee ? 'calling-oneself' : 'own-link' });
  }
  if (here.ours === undefined) return err({ kind: 'no-own-name' });
  if (here.ours !== callee) return err({ kind: 'not-for-us', callee, ours: here.ours });
  return judgeDial(here.ours, offer.caller);
}

/** Are the two names two nodes, and is ours this one? */
export function judgeNodes(nodes: Nodes): Result<Nodes, NodesRefusal> {
  if (nodes.ourRecord !== nodes.ourNode) {
    return err({ kind: 'own-record-differs', record: nodes.ourRecord, own: nodes.ourNode });
  }
  return nodes.theirRecord === nodes.ourNode ? err({ kind: 'same-node' }) : ok(nodes);
}

/** May an offer ring? It may if its maker and we mean the same two nodes. Gives them. */
export function judgeCaller(offer: Offer, nodes: Nodes): Result<NodeIds, NodesRefusal> {
  const judged = judgeNodes(nodes);
  if (!judged.ok) return judged;
  const ids = { caller: nodes.theirRecord, callee: nodes.ourNode };
  return offerTagFits(offer, ids) ? ok(ids) : err({ kind: 'views-differ' });
}

/** Does an answer complete the call here? Gives the call's key (`callKey`). */
export function judgeAnswer(
  answer: Answer,
  here: CallHere | undefined,
): Result<string, AnswerRefusal> {
  if (here === undefined) return err({ kind: 'no-waiting-call' });
  if (here.role === 'callee') {
    return err({ kind: here.callId === answer.callId ? 'own-answer' : 'no-waiting-call' });
  }
  if (here.offer.callId !== answer.callId) return err({ kind: 'no-waiting-call' });
  if (here.taken !== undefined) {
    return err({ kind: sameText(here.taken.tag, answer.tag) ? 'answer-taken' : 'call-taken' });
  }
  if (!answerTagFits(answer, here.offer, here.nodes)) return err({ kind: 'forged-answer' });
  return ok(callKey(here.offer, answer, here.nodes));
}

/** What a certificate says about a contact: nothing yet, the same as before, or another one, which the screen must say. */
export type Acquaintance = 'new' | 'same' | 'changed';

/** Compares the certificate of a call with the one that is remembered of this name. */
export function compareCertificate(
  remembered: Fingerprint | undefined,
  seen: Fingerprint,
): Acquaintance {
  if (remembered === undefined) return 'new';
  return remembered === seen ? 'same' : 'changed';
}
