/**
 * What a call's window and the background say to each other, over one port (`CALL_PORT`).
 *
 * The window runs the call (lib/call/session.ts); the background holds the host, reads the chain, opens windows and shows the
 * badge. The port is the lifeline of both: when it closes, the background closes what the window has open at the host, and
 * the window knows that the background is gone. The window sends requests, each answered once; the background sends events.
 * A link's payload goes only over this port and through `storage.session`, so that it is in no address, history or file.
 */
import * as v from 'valibot';
import { Errand, isPrivate, LiveCall, payload } from './calls.ts';
import { CALL_HOST_REQUESTS } from './host-calls.ts';
import { CALL_ENDINGS, callId, name, nodeId } from './host-values.ts';
import { Failure, LINK_REFUSALS } from './ui.ts';

/** The name of the port. */
export const CALL_PORT = 'call';

const text = v.pipe(v.string(), v.maxLength(1000));
const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Requests of the window: what is asked. Apart from the answers, which the background need not know as schemas. */
export const CALL_ASKS = {
  /** The first request of every window. */
  begin: v.object({}),
  /** Both names on chain, anew, and our own node's id. `accepted`: the operators whose word alone the person takes, for this call. */
  'read-nodes': v.object({ ours: name, theirs: name, accepted: v.array(text) }),
  /** The host's `call.open`, `call.arm` and `call.close`. */
  open: CALL_HOST_REQUESTS['call.open'].ask,
  arm: CALL_HOST_REQUESTS['call.arm'].ask,
  close: CALL_HOST_REQUESTS['call.close'].ask,
  /** A text was pasted into this window: the background takes it as it takes an opened link. */
  paste: v.object({ text: v.pipe(v.string(), v.maxLength(4096)), isPrivate }),
} as const;
/** What a good answer to each of them holds. */
export const CALL_ANSWERS = {
  begin: Errand,
  'read-nodes': v.variant('state', [
    v.object({
      state: v.literal('read'),
      ourRecord: nodeId,
      ourNode: nodeId,
      theirRecord: nodeId,
      confirmedBy: v.array(text),
    }),
    v.object({ state: v.literal('one-operator'), operator: text }),
    v.object({
      state: v.literal('unread'),
      whose: v.picklist(['ours', 'theirs']),
      failure: Failure,
    }),
  ]),
  open: CALL_HOST_REQUESTS['call.open'].answer,
  arm: CALL_HOST_REQUESTS['call.arm'].answer,
  close: CALL_HOST_REQUESTS['call.close'].answer,
  paste: v.object({ refused: v.optional(v.picklist(LINK_REFUSALS)) }),
} as const satisfies Readonly<Record<CallRequestKind, unknown>>;
/** The word that names a request. */
export type CallRequestKind = keyof typeof CALL_ASKS;
/** What a request of this kind asks. */
export type CallAsk<K extends CallRequestKind> = v.InferOutput<(typeof CALL_ASKS)[K]>;
/** What a good answer of this kind holds. */
export type CallAnswer<K extends CallRequestKind> = v.InferOutput<(typeof CALL_ANSWERS)[K]>;

/** What the window sends. `ask` is checked against `CALL_ASKS[what]` afterwards. */
export const FromWindow = v.variant('kind', [
  v.object({ kind: v.literal('request'), id, what: text, ask: v.unknown() }),
  /** Where its call is now; without one there is none (any more). */
  v.object({ kind: v.literal('live'), call: v.optional(LiveCall) }),
  /** Keeps the background awake while the call lives: without a message for 30 s both browsers may end it, port or not. */
  v.object({ kind: v.literal('alive') }),
]);
/** What the window sends. */
export type FromWindow = v.InferOutput<typeof FromWindow>;

/** What the background sends. */
export const ToWindow = v.variant('kind', [
  v.object({ kind: v.literal('reply'), id, ok: v.literal(true), answer: v.unknown() }),
  v.object({ kind: v.literal('refusal'), id, failure: Failure }),
  v.object({ kind: v.literal('peer-ready'), callId }),
  v.object({ kind: v.literal('relay-closed'), callId, reason: v.picklist(CALL_ENDINGS) }),
  v.object({ kind: v.literal('host-gone'), failure: Failure }),
  /** An answer link for this window's call. */
  v.object({ kind: v.literal('answer'), payload }),
  /** What was pasted into this window, in which no call lives, leads to this. */
  v.object({ kind: v.literal('errand'), errand: Errand }),
  /** The link of this call was opened again, or the person wants to get back to it. */
  v.object({ kind: v.literal('focus') }),
  v.object({ kind: v.literal('other-call'), other: LiveCall }),
]);
/** What the background sends. */
export type ToWindow = v.InferOutput<typeof ToWindow>;
