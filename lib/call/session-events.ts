import type { AzeroName } from '../names/name.ts';
import type { NodeId } from '../node-id.ts';
import type { Failure } from '../protocol/ui.ts';
import type { CallId } from './call-id.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Acquaintance, AnswerRefusal, Nodes, OfferContext } from './handshake.ts';
import type { Answer, Essence, Offer } from './link-bytes.ts';
import type { Role } from './proof.ts';
import type { MediaEvent, Wants } from './session-media.ts';
import type { Relay, Timer } from './session-state.ts';

/** How far another call of this browser is; what counts when two people call each other at one time. */
export type Stage = 'early' | 'answered' | 'connecting' | 'proven';

/** Another call of this browser. */
export type OtherCall = {
  readonly callId: CallId;
  readonly theirs: AzeroName;
  readonly stage: Stage;
  /** When it was begun here, and when it was proven, ms since 1970. */
  readonly begunAt: number;
  readonly since?: number;
};

/** What happens to a call. `at`: ms since 1970. */
export type Event =
  // The person.
  | {
      readonly kind: 'dial';
      /** 6 random bytes. */
      readonly callId: CallId;
      readonly ours: AzeroName | undefined;
      readonly theirs: AzeroName;
      readonly wants: Wants;
      readonly at: number;
    }
  | { readonly kind: 'offer-opened'; readonly offer: Offer; readonly here: OfferContext }
  /** She takes the word of the one operator that answers, for this call. */
  | { readonly kind: 'accept-operator' }
  | { readonly kind: 'answer'; readonly wants: Wants; readonly at: number }
  | { readonly kind: 'decline' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'close-window' }
  /** An answer link was opened or pasted, in whichever window. */
  | { readonly kind: 'answer-opened'; readonly answer: Answer }
  // Chain and host; each of the first three answers `read-nodes`.
  | {
      readonly kind: 'nodes-read';
      readonly nodes: Nodes;
      readonly confirmedBy: readonly string[];
      readonly remembered: Fingerprint | undefined;
      readonly at: number;
    }
  | { readonly kind: 'one-operator'; readonly operator: string }
  | {
      readonly kind: 'nodes-unread';
      readonly whose: 'ours' | 'theirs';
      readonly failure: Failure;
    }
  | { readonly kind: 'relay-opened'; readonly relay: Relay }
  /** `call.open` failed. */
  | { readonly kind: 'relay-failed'; readonly failure: Failure }
  /** `call.ready`. */
  | { readonly kind: 'peer-ready' }
  /** `call.closed`: the link was opened elsewhere, the other side hung up, or something failed. */
  | { readonly kind: 'relay-closed'; readonly reason: 'replaced' | 'peer-closed' | Failure }
  | { readonly kind: 'host-gone'; readonly failure: Failure }
  | { readonly kind: 'worker-gone' }
  // The browser's connection.
  | { readonly kind: 'described'; readonly essence: Essence; readonly at: number }
  /** Describing, applying or starting threw; `detail` is for the report. */
  | { readonly kind: 'browser-failed'; readonly detail: string }
  /** The new `connectionState`. */
  | {
      readonly kind: 'connection';
      readonly state: 'connecting' | 'connected' | 'disconnected' | 'failed';
    }
  /** `nonce`: 16 random bytes. */
  | { readonly kind: 'channel-opened'; readonly nonce: Uint8Array }
  | { readonly kind: 'channel-message'; readonly text: string; readonly at: number }
  | { readonly kind: 'channel-closed' }
  | MediaEvent
  | { readonly kind: 'timer'; readonly timer: Timer }
  /** Another call of this browser began, went on or is there when this one begins. */
  | { readonly kind: 'other-call'; readonly other: OtherCall };

/** What is to be done, in this order. */
export type Effect =
  /** Read both names on chain anew and ask our own node who it is. `accepted`: the operators whose word alone is enough. */
  | {
      readonly kind: 'read-nodes';
      readonly ours: AzeroName;
      readonly theirs: AzeroName;
      readonly accepted: readonly string[];
    }
  /** `call.open`. */
  | {
      readonly kind: 'open-relay';
      readonly callId: CallId;
      readonly peerNodeId: NodeId;
      readonly role: Role;
    }
  /** `call.arm`. */
  | { readonly kind: 'arm'; readonly callId: CallId; readonly key: string }
  /** `call.close`; also when no answer to `call.open` has come yet. */
  | { readonly kind: 'close-relay'; readonly callId: CallId }
  /** Make the connection, its channel and its offer, and apply that. */
  | { readonly kind: 'describe-offer'; readonly relay: Relay }
  /** Make the connection, apply their offer and make an answer, without applying it. */
  | { readonly kind: 'describe-answer'; readonly relay: Relay; readonly theirs: Essence }
  /** Apply their answer. */
  | { readonly kind: 'apply-answer'; readonly theirs: Essence }
  /** Apply our own answer. */
  | { readonly kind: 'start-ice' }
  /** Add the virtual peer's candidate again: Chromium comes back from `failed` by it. */
  | { readonly kind: 'revive-connection' }
  | { readonly kind: 'close-connection' }
  | { readonly kind: 'send'; readonly text: string }
  /** Ask the browser for these devices; answered by `media-on` or `media-refused`. */
  | { readonly kind: 'ask-media'; readonly wants: Wants }
  /** Turn every device off, also those that the browser may still give. */
  | { readonly kind: 'stop-media' }
  /** Negotiate media inside the proven channel, with what is on. */
  | { readonly kind: 'start-media' }
  /** What is on has changed. */
  | { readonly kind: 'update-media' }
  /** Send nothing and show no frozen face until `resume-media`. */
  | { readonly kind: 'hold-media' }
  | { readonly kind: 'resume-media' }
  | { readonly kind: 'start-timer'; readonly timer: Timer; readonly ms: number }
  | { readonly kind: 'stop-timer'; readonly timer: Timer }
  /** The link of this call is spent; remember it until it expires. */
  | { readonly kind: 'remember-used'; readonly callId: CallId; readonly until: number }
  /** The other side has proven itself with this certificate. */
  | {
      readonly kind: 'remember-peer';
      readonly name: AzeroName;
      readonly nodeId: NodeId;
      readonly fingerprint: Fingerprint;
      readonly acquaintance: Acquaintance;
    }
  /** An answer was refused; the call goes on as it was. */
  | { readonly kind: 'tell'; readonly refusal: AnswerRefusal }
  /** Show this call's window. */
  | { readonly kind: 'focus' };
