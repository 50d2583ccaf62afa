import type { Failure } from '../protocol/ui.ts';
import { assertNever } from '../result.ts';
import type { DialRefusal, NodesRefusal, OfferRefusal } from './handshake.ts';
import type { ProofError } from './proof.ts';

/** Why a call ended; each kind is one sentence to the person. */
export type EndCause =
  /** The person ended the call. */
  | { readonly kind: 'hung-up' }
  /** She gave up before anybody was there. */
  | { readonly kind: 'cancelled' }
  /** She did not want to answer. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'window-closed' }
  /** The other side ended it. */
  | { readonly kind: 'peer-hung-up' }
  /** The link, or who is meant by it, is not in order. */
  | { readonly kind: 'refused'; readonly refusal: DialRefusal | OfferRefusal | NodesRefusal }
  /** A name could not be read, or our own node not asked. */
  | { readonly kind: 'unread'; readonly whose: 'ours' | 'theirs'; readonly failure: Failure }
  /** The host opened no relay, or closed it. */
  | { readonly kind: 'relay-failed'; readonly failure: Failure }
  /** The host ended, or the connection to it. */
  | { readonly kind: 'host-gone'; readonly failure: Failure }
  /** The background of the extension ended, and with it all that it held. */
  | { readonly kind: 'worker-gone' }
  /** The browser could not do its part of the connection. */
  | { readonly kind: 'browser-failed'; readonly detail: string }
  /** A step of our own took too long. */
  | { readonly kind: 'stuck'; readonly step: 'reading' | 'opening' | 'describing' }
  /** Nobody sent an answer while the link was good. */
  | { readonly kind: 'not-answered' }
  /** The person did not answer while the link was good. */
  | { readonly kind: 'missed' }
  /** The caller never opened our answer. */
  | { readonly kind: 'answer-not-opened' }
  /** Both links are known, and still the nodes or browsers do not reach each other. */
  | { readonly kind: 'not-connected' }
  /** Whoever is at the other end of the channel does not know this call; undefined: did not say it in time. */
  | { readonly kind: 'not-proven'; readonly error: ProofError | undefined }
  /** The connection was cut for longer than it can be mended. */
  | { readonly kind: 'connection-lost' }
  /** The same link was opened in another browser or profile of this machine. */
  | { readonly kind: 'taken-elsewhere' }
  /** There were two calls with the same person, crossed or one of them cut, and the other one goes on. */
  | { readonly kind: 'other-call-goes-on' };

/** The kinds of `EndCause`, for what was stored by another version. */
const KINDS: Readonly<Record<EndCause['kind'], true>> = {
  'hung-up': true,
  cancelled: true,
  declined: true,
  'window-closed': true,
  'peer-hung-up': true,
  refused: true,
  unread: true,
  'relay-failed': true,
  'host-gone': true,
  'worker-gone': true,
  'browser-failed': true,
  stuck: true,
  'not-answered': true,
  missed: true,
  'answer-not-opened': true,
  'not-connected': true,
  'not-proven': true,
  'connection-lost': true,
  'taken-elsewhere': true,
  'other-call-goes-on': true,
};

/** Whether a text is the kind of a cause. */
export function isEndKind(text: string): text is EndCause['kind'] {
  return Object.hasOwn(KINDS, text);
}

/** Whether "call again" is the next thing to offer: the same two people, with a new link. */
export function mayCallAgain(cause: EndCause): boolean {
  switch (cause.kind) {
    case 'hung-up':
    case 'cancelled':
    case 'declined':
    case 'peer-hung-up':
    case 'unread':
    case 'relay-failed':
    case 'host-gone':
    case 'worker-gone':
    case 'browser-failed':
    case 'stuck':
    case 'not-answered':
    case 'missed':
    case 'answer-not-opened':
    case 'not-connected':
    case 'connection-lost':
      return true;
    case 'refused':
      return cause.refusal.kind === 'link-expired' || cause.refusal.kind === 'link-used';
    // The call is elsewhere, or its peer was a stranger.
    case 'window-closed':
    case 'not-proven':
    case 'taken-elsewhere':
    case 'other-call-goes-on':
      return false;
    default:
      return assertNever(cause);
  }
}
