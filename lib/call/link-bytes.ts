import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { AzeroName } from '../names/name.ts';
import { err, ok, type Result } from '../result.ts';
import type { CallId } from './call-id.ts';
import { callIdBytes, callIdFromBytes } from './call-id-bytes.ts';
import { type Credentials, packCredentials, unpackCredentials } from './credentials.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprintBytes, fingerprintFromBytes } from './fingerprint-bytes.ts';
import {
  ANSWER_BIT,
  ANSWER_TAG_BYTES,
  CALL_ID_BYTES,
  EXPIRY_BYTES,
  FINGERPRINT_BYTES,
  LINK_VERSION,
  OFFER_TAG_BYTES,
} from './link-layout.ts';
import { packNames, unpackNames } from './names-packing.ts';

/** What one side tells the other of its browser. */
export type Essence = { readonly credentials: Credentials; readonly fingerprint: Fingerprint };

/** A call's offer without its tag. */
export type OfferFields = Essence & {
  readonly kind: 'offer';
  readonly callId: CallId;
  /** Ms since 1970, a whole minute: the link is good before it. */
  readonly expiresAt: number;
  readonly caller: AzeroName;
  readonly callee: AzeroName;
};

/** What stands in an offer link. `tag`: 14 lower-case hex digits, not checked by reading. */
export type Offer = OfferFields & { readonly tag: string };

/** A call's answer without its tag. */
export type AnswerFields = Essence & { readonly kind: 'answer'; readonly callId: CallId };

/** What stands in an answer link. `tag`: 16 lower-case hex digits, not checked by reading. */
export type Answer = AnswerFields & { readonly tag: string };

/** What stands in a link. */
export type Link = Offer | Answer;

/** Why bytes are no link. */
export type LinkBytesError =
  /** Made by a newer Copybara. */
  { readonly kind: 'newer-version'; readonly version: number } | { readonly kind: 'malformed' };

/** 2026-01-01T00:00Z, from which expiries count. */
const EPOCH = 1_767_225_600_000;
const MINUTE = 60_000;
const LAST_MINUTE = 2 ** (8 * EXPIRY_BYTES) - 1;
const MALFORMED = err({ kind: 'malformed' });

/** The first whole minute at or after `ms` that a link can carry; both in ms since 1970. */
export function toExpiry(ms: number): number {
  const minute = Math.ceil((ms - EPOCH) / MINUTE);
  return EPOCH + Math.min(Math.max(minute, 0), LAST_MINUTE) * MINUTE;
}

/** The bytes of an offer around its tag. */
export function offerParts(offer: OfferFields): {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
} {
  const minutes = (offer.expiresAt - EPOCH) / MINUTE;
  const expiry = Uint8Array.of(minutes >>> 16, minutes >>> 8, minutes);
  return { before: head(offer, 0, expiry), after: packNames(offer.caller, offer.callee) };
}

/** The bytes of an answer before its tag. */
export function answerPart(answer: AnswerFields): Uint8Array {
  return head(answer, ANSWER_BIT, new Uint8Array());
}

function head(fields: OfferFields | AnswerFields, kind: number, expiry: Uint8Array): Uint8Array {
  const { format, bytes } = packCredentials(fields.credentials);
  const header = Uint8Array.of((LINK_VERSION << 4) | kind | (format << 1));
  const fingerprint = fingerprintBytes(fields.fingerprint);
  return concatBytes(header, callIdBytes(fields.callId), expiry, bytes, fingerprint);
}

/** The bytes of a link (docs/call-protocols.md, section 1): the only ones that `linkFromBytes` reads as it. */
export function linkBytes(link: Link): Uint8Array {
  if (link.kind === 'answer') return concatBytes(answerPart(link), hexToBytes(link.tag));
  const { before, after } = offerParts(link);
  return concatBytes(before, hexToBytes(link.tag), after);
}

/** Reads the bytes of a link. Tag and expiry are not judged here. */
export function linkFromBytes(bytes: Uint8Array): Result<Link, LinkBytesError> {
  const header = bytes[0] ?? 0;
  const version = header >>> 4;
  if (version > LINK_VERSION) return err({ kind: 'newer-version', version });
  if (version !== LINK_VERSION || (header & 1) !== 0) return MALFORMED;
  const isAnswer = (header & ANSWER_BIT) !== 0;

  let at = 1;
  const take = (length: number): Uint8Array => bytes.slice(at, (at += length));
  const callId = callIdFromBytes(take(CALL_ID_BYTES));
  const [high = 0, middle = 0, low = 0] = take(isAnswer ? 0 : EXPIRY_BYTES);
  const packed = unpackCredentials((header >>> 1) & 3, bytes.slice(at));
  if (callId === undefined || packed === undefined) return MALFORMED;
  at += packed.length;
  const fingerprint = fingerprintFromBytes(take(FINGERPRINT_BYTES));
  const tag = take(isAnswer ? ANSWER_TAG_BYTES : OFFER_TAG_BYTES);
  if (fingerprint === undefined || at > bytes.length) return MALFORMED;
  const common = { callId, credentials: packed.credentials, fingerprint, tag: bytesToHex(tag) };

  const rest = bytes.slice(at);
  if (isAnswer) return rest.length === 0 ? ok({ kind: 'answer', ...common }) : MALFORMED;
  const names = unpackNames(rest);
  const expiresAt = EPOCH + ((high << 16) | (middle << 8) | low) * MINUTE;
  return names === undefined ? MALFORMED : ok({ kind: 'offer', ...common, expiresAt, ...names });
}
