import type { AzeroName } from '../names/name.ts';
import type { NodeId } from '../node-id.ts';
import type { CallId } from './call-id.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Acquaintance } from './handshake.ts';
import type { Answer, Offer } from './link-bytes.ts';
import type { Proof, Role } from './proof.ts';
import type { VirtualPeer } from './sdp.ts';
import type { EndCause } from './session-end.ts';
import type { Media, Wants } from './session-media.ts';
import type { NodeIds } from './tags.ts';

/** What a call is to be before anything of it is known. */
export type Plan = {
  readonly callId: CallId;
  readonly ours: AzeroName;
  readonly theirs: AzeroName;
};

/** Who is on the other side, as the chain says. */
export type Peer = {
  readonly name: AzeroName;
  readonly nodeId: NodeId;
  readonly nodes: NodeIds;
  /** The operators that said so. */
  readonly confirmedBy: readonly string[];
  /** The certificate that is remembered of this name. */
  readonly remembered: Fingerprint | undefined;
};

/** What the host gave for this call: the answer to `call.open`. */
export type Relay = {
  readonly turnUrl: string;
  readonly username: string;
  readonly credential: string;
  readonly peerVirtual: VirtualPeer;
};

/** A call of which both links are known. */
export type Call = {
  readonly role: Role;
  readonly offer: Offer;
  readonly answer: Answer;
  readonly peer: Peer;
  /** 64 lower-case hex digits, see `callKey`. */
  readonly key: string;
  readonly acquaintance: Acquaintance;
};

/** Where a call stands, without its devices. Times in ms; `wait`: for how long the state may last. */
export type Phase =
  | { readonly name: 'idle' }
  // The caller's side until there is a link.
  | { readonly name: 'dialling'; readonly step: 'reading'; readonly plan: Plan }
  | {
      readonly name: 'dialling';
      readonly step: 'asking';
      readonly plan: Plan;
      readonly operator: string;
    }
  | {
      readonly name: 'dialling';
      readonly step: 'opening';
      readonly plan: Plan;
      readonly peer: Peer;
    }
  | {
      readonly name: 'dialling';
      readonly step: 'describing';
      readonly plan: Plan;
      readonly peer: Peer;
    }
  // The callee's side until there is an answer.
  | {
      readonly name: 'checking';
      readonly step: 'reading';
      readonly offer: Offer;
      readonly ours: AzeroName;
      /** She has pressed Answer, and what was read when it began to ring is too old. */
      readonly answering?: Wants;
    }
  | {
      readonly name: 'checking';
      readonly step: 'asking';
      readonly offer: Offer;
      readonly ours: AzeroName;
      readonly operator: string;
      readonly answering?: Wants;
    }
  | {
      readonly name: 'ringing';
      readonly offer: Offer;
      readonly peer: Peer;
      readonly acquaintance: Acquaintance;
      /** When chain and node were asked, ms since 1970. */
      readonly readAt: number;
      readonly wait: number;
    }
  | {
      readonly name: 'answering';
      readonly step: 'opening';
      readonly offer: Offer;
      readonly peer: Peer;
    }
  | {
      readonly name: 'answering';
      readonly step: 'describing';
      readonly offer: Offer;
      readonly peer: Peer;
    }
  // A link is out, and a person must carry it.
  | {
      readonly name: 'waiting';
      readonly role: 'caller';
      readonly offer: Offer;
      readonly peer: Peer;
      readonly wait: number;
    }
  | {
      readonly name: 'waiting';
      readonly role: 'callee';
      readonly call: Call;
      readonly wait: number;
      /** Another call with the same person is proven, so this answer will hardly be opened any more. */
      readonly yielding: boolean;
    }
  // Both sides alike. `failing`: the browser says `failed`, which may be false; `reached`: the hosts know each other.
  | {
      readonly name: 'connecting';
      readonly call: Call;
      readonly failing: boolean;
      readonly reached: boolean;
    }
  | {
      readonly name: 'proving';
      readonly call: Call;
      readonly proof: Proof;
      readonly failing: boolean;
    }
  /** `since`: when it was proven, ms since 1970. */
  | { readonly name: 'in-call'; readonly call: Call; readonly since: number }
  | {
      readonly name: 'reconnecting';
      readonly call: Call;
      readonly since: number;
      readonly failed: boolean;
    }
  /** `plan`: whom to call again. */
  | { readonly name: 'ended'; readonly cause: EndCause; readonly plan: Plan | undefined };

/** The names of timers; at most one of each runs. */
export type Timer =
  | 'reading'
  | 'opening'
  | 'describing'
  | 'ringing'
  | 'waiting'
  | 'yielding'
  | 'connecting'
  | 'proving'
  | 'failed'
  | 'reconnecting'
  | 'revive';

/** One call in one window. A plain value: it survives being stored as JSON. */
export type Session = {
  readonly phase: Phase;
  /** When Call was pressed, or the link opened, ms since 1970; undefined before that. */
  readonly begunAt: number | undefined;
  /** The operators whose word alone the person takes, for this call. */
  readonly accepted: readonly string[];
  readonly media: Media;
  /** What must be closed at the end. */
  readonly open: { readonly relay: boolean; readonly connection: boolean };
  /** What runs now; a timer that is not here was stopped, and its event is late. */
  readonly timers: readonly Timer[];
};
