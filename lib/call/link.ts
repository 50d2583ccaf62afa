import { base64urlnopad } from '@scure/base';
import { err, ok, type Result } from '../result.ts';
import { type Link, type LinkBytesError, linkBytes, linkFromBytes } from './link-bytes.ts';

/** Where links lead unless the person set another base. */
export const DEFAULT_LINK_BASE = 'https://copybara.staex.io/c';
/** The longest payload of a link, in characters. */
export const MAX_PAYLOAD = 256;
/** The longest text that is searched for a link, in UTF-16 units. */
export const MAX_LINK_TEXT = 4096;
/** The shortest payload of this version; a shorter word alone is not taken for a damaged link. */
const MIN_PAYLOAD = 90;

/** Why a text is no call link; each kind is one sentence to a person. */
export type LinkError =
  | LinkBytesError
  /** There is no call link in it. */
  | { readonly kind: 'not-a-call-link' }
  /** There are several that differ. */
  | { readonly kind: 'several-links' }
  /** Text or payload is longer than any that holds a link. */
  | { readonly kind: 'too-long' };

/** The payload of a link: base64url without padding (RFC 4648 section 5). */
export function encodePayload(link: Link): string {
  return base64urlnopad.encode(linkBytes(link));
}

/** The whole URL of a link; `base` has no `#`. */
export function linkUrl(link: Link, base: string = DEFAULT_LINK_BASE): string {
  return `${base}#${encodePayload(link)}`;
}

/**
 * Reads a link: a URL of one of the bases (each without `#`), a payload alone, or a text around one URL, as pasted from
 * a message. The same link twice is one. Neither tag nor expiry is judged.
 */
export function decodeLink(
  text: string,
  bases: readonly string[] = [DEFAULT_LINK_BASE],
): Result<Link, LinkError> {
  const payload = findPayload(text, bases);
  return payload.ok ? decodePayload(payload.value) : payload;
}

/** The one payload that `decodeLink` would read in a text, unread. */
export function findPayload(text: string, bases: readonly string[]): Result<string, LinkError> {
  if (text.length > MAX_LINK_TEXT) return err({ kind: 'too-long' });
  const payloads = new Set(bases.flatMap((base) => payloadsAfter(`${base}#`, text)));
  const [payload, ...others] = payloads;
  if (others.length > 0) return err({ kind: 'several-links' });
  if (payload !== undefined) return ok(payload);
  const alone = text.trim();
  const isPayload = alone.length >= MIN_PAYLOAD && /^[\w-]+$/.test(alone);
  return isPayload ? ok(alone) : err({ kind: 'not-a-call-link' });
}

/** Reads the part of a link after its `#`. */
export function decodePayload(payload: string): Result<Link, LinkError> {
  if (payload.length > MAX_PAYLOAD) return err({ kind: 'too-long' });
  const bytes = bytesOf(payload);
  return bytes === undefined ? err({ kind: 'malformed' }) : linkFromBytes(bytes);
}

function bytesOf(payload: string): Uint8Array | undefined {
  try {
    // It also throws at bits behind the last byte, which would make two texts of one link.
    return base64urlnopad.decode(payload);
  } catch {
    return undefined;
  }
}

function payloadsAfter(start: string, text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    // What would go on with the URL is kept, so that the payload is refused and not cut where it fits.
    const [payload = ''] = /^[\w-]*[=%&+/~@$#]?/.exec(text.slice(at + start.length)) ?? [];
    if (payload !== '') found.push(payload);
  }
  return found;
}
