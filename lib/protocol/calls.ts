/**
 * What is known of the calls of this browser: for what their windows were opened, how far each is, and what was kept out. It is
 * stored for the session, and shown by several pages.
 */
import * as v from 'valibot';
import { CALL_ROLES, callId, name } from './host-values.ts';
import { LINK_REFUSALS } from './ui.ts';

/** The part of a link after its `#`; `decodePayload` judges it. */
export const payload = v.pipe(v.string(), v.maxLength(256));
const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.number();

/** It began in a private window: the call keeps nothing. */
export const isPrivate = v.optional(v.boolean());

/** What a window was opened for. */
export const Errand = v.variant('kind', [
  /** Somebody is to be called; without a name the window asks for one. */
  v.object({ kind: v.literal('dial'), to: v.optional(name), isPrivate }),
  /** An offer link was opened or pasted. */
  v.object({ kind: v.literal('offer'), payload, isPrivate }),
  /** An answer link for which no call waits in this browser: the window says so. */
  v.object({ kind: v.literal('answer'), payload, isPrivate }),
  /** Something that looked like a call link and is none. */
  v.object({ kind: v.literal('bad-link'), why: v.picklist(LINK_REFUSALS), isPrivate }),
  /** The window was reloaded, or opened by nobody we know. */
  v.object({ kind: v.literal('none'), isPrivate }),
]);
/** What a window was opened for. */
export type Errand = v.InferOutput<typeof Errand>;

/** For what the window in a tab was opened, until its call goes beyond ringing: `session:errands`. */
export const StoredErrand = v.object({ tabId: id, errand: Errand });
/** For what the window in a tab was opened. */
export type StoredErrand = v.InferOutput<typeof StoredErrand>;

/** A call of a blocked name that was not let through, at `at` (ms since 1970): `session:blockedCalls`. */
export const BlockedCall = v.object({ name, at: time });
/** A call of a blocked name that was not let through. */
export type BlockedCall = v.InferOutput<typeof BlockedCall>;

/** How many links that were opened got no window, since there were too many: `session:unopenedLinks`. */
export const UnopenedLinks = id;

/** How far a call is, as the popup and the badge show it (docs/call-session.md, the eight words). */
export const CALL_WORDS = [
  'dialling',
  'waiting',
  'ringing',
  'connecting',
  'proving',
  'in-call',
  'reconnecting',
] as const;
/** One of `CALL_WORDS`. */
export type CallWord = (typeof CALL_WORDS)[number];

/** One call that lives, for the popup, the badge and the other calls of this browser. */
export const LiveCall = v.object({
  callId,
  theirs: name,
  role: v.picklist(CALL_ROLES),
  word: v.picklist(CALL_WORDS),
  /** What counts when two people call each other: see lib/call/session-glare.ts. */
  stage: v.picklist(['early', 'answered', 'connecting', 'proven']),
  /** When Call was pressed here, or its link opened, ms since 1970. */
  begunAt: time,
  /** When it was proven, ms since 1970. */
  since: v.optional(time),
});
/** One call that lives. */
export type LiveCall = v.InferOutput<typeof LiveCall>;

/** A live call and where its window is: `session:calls`. */
export const CallWindow = v.object({ ...LiveCall.entries, tabId: id, windowId: id });
/** A live call and where its window is. */
export type CallWindow = v.InferOutput<typeof CallWindow>;
