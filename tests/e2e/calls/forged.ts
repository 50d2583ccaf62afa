/** Links that Copybara would not make, or not for whoever made these. */
import { randomBytes } from 'node:crypto';
import { isCallId } from '../../../lib/call/call-id.ts';
import { parseCredentials } from '../../../lib/call/credentials.ts';
import { fingerprintFromBytes } from '../../../lib/call/fingerprint-bytes.ts';
import { decodeLink, linkUrl } from '../../../lib/call/link.ts';
import {
  type Answer,
  type Essence,
  linkBytes,
  type Offer,
  toExpiry,
} from '../../../lib/call/link-bytes.ts';
import { DEFAULT_LINK_BASE } from '../../../lib/call/link-text.ts';
import { type NodeIds, tagAnswer, tagOffer } from '../../../lib/call/tags.ts';
import { parseName } from '../../../lib/names/name.ts';

const HOUR = 3_600_000;

/** Reads an offer that Copybara made. */
export function offerIn(link: string): Offer {
  const read = decodeLink(link);
  if (!read.ok || read.value.kind !== 'offer') throw new Error(`no offer: ${link}`);
  return read.value;
}

/** Reads an answer that Copybara made. */
export function answerIn(link: string): Answer {
  const read = decodeLink(link);
  if (!read.ok || read.value.kind !== 'answer') throw new Error(`no answer: ${link}`);
  return read.value;
}

function name(text: string): Offer['caller'] {
  const parsed = parseName(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

/** A browser that nobody has: credentials and a certificate out of the air. */
export function strangeEssence(): Essence {
  const credentials = parseCredentials(
    randomBytes(4).toString('hex'),
    randomBytes(16).toString('hex'),
  );
  const fingerprint = fingerprintFromBytes(randomBytes(32));
  if (!credentials.ok || fingerprint === undefined) throw new Error('unreachable');
  return { credentials: credentials.value, fingerprint };
}

/** An offer from `caller` to `callee` by whoever has `essence`, with a tag that fits `nodes`; an hour good unless said otherwise. */
export function forgeOffer(
  caller: string,
  callee: string,
  nodes: NodeIds,
  { essence = strangeEssence(), expiresAt = toExpiry(Date.now() + HOUR) } = {},
): Offer {
  const callId = randomBytes(6).toString('hex');
  if (!isCallId(callId)) throw new Error('unreachable');
  const fields = { ...essence, callId, expiresAt, caller: name(caller), callee: name(callee) };
  return tagOffer({ kind: 'offer', ...fields }, nodes);
}

/** An answer to an offer by whoever has `essence`, with a tag that fits both. */
export function forgeAnswer(offer: Offer, nodes: NodeIds, essence = strangeEssence()): Answer {
  return tagAnswer({ kind: 'answer', callId: offer.callId, ...essence }, offer, nodes);
}

/** The link of it. */
export const urlOf = (link: Offer | Answer): string => linkUrl(link);

/** An offer whose ufrag is this text, whatever it holds, with the length before it as the format has it. */
export function offerWithUfrag(ufrag: string, offer: Offer): string {
  const whole = linkBytes(offer);
  const { pwd } = offer.credentials;
  const before = Buffer.from(whole.subarray(0, 10));
  before[0] = 0x14; // version 1, an offer, credentials as text
  const text = Buffer.from(`${String.fromCharCode(ufrag.length)}${ufrag}`, 'latin1');
  const rest = Buffer.concat([
    Buffer.from(`${String.fromCharCode(pwd.length)}${pwd}`, 'latin1'),
    Buffer.from(offer.fingerprint, 'hex'),
    Buffer.from(offer.tag, 'hex'),
    whole.subarray(whole.length - namesLength(offer)),
  ]);
  return `${DEFAULT_LINK_BASE}#${Buffer.concat([before, text, rest]).toString('base64url')}`;
}

function namesLength(offer: Offer): number {
  const packed = linkBytes(offer);
  const tagAt = Buffer.from(packed).indexOf(Buffer.from(offer.tag, 'hex'));
  return packed.length - tagAt - offer.tag.length / 2;
}

/** The same offer with another tag. */
export const withTag = (offer: Offer, tag: string): Offer => ({ ...offer, tag });
