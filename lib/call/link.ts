import { base64urlnopad } from '@scure/base';
import { err, type Result } from '../result.ts';
import { type Link, type LinkBytesError, linkBytes, linkFromBytes } from './link-bytes.ts';
import { DEFAULT_LINK_BASE, findPayload, type LinkTextError } from './link-text.ts';

/** The longest payload of a link, in characters. */
export const MAX_PAYLOAD = 256;

/** Why a text is no call link; each kind is one sentence to a person. */
export type LinkError = LinkBytesError | LinkTextError;

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
