import { err, ok, type Result } from '../result.ts';

/** Where links lead unless the person set another base. */
export const DEFAULT_LINK_BASE = 'https://copybara.staex.io/c';
/** The longest text that is searched for a link, in UTF-16 units. */
export const MAX_LINK_TEXT = 4096;
/** The shortest payload of this version; a shorter word alone is not taken for a damaged link. */
const MIN_PAYLOAD = 90;

/** Why there is not one link to read in a text. */
export type LinkTextError =
  /** There is no call link in it. */
  | { readonly kind: 'not-a-call-link' }
  /** There are several that differ. */
  | { readonly kind: 'several-links' }
  /** Text or payload is longer than any that holds a link. */
  | { readonly kind: 'too-long' };

/** The one payload that `decodeLink` would read in a text, unread: what asks only whether there is one needs no decoder. */
export function findPayload(text: string, bases: readonly string[]): Result<string, LinkTextError> {
  if (text.length > MAX_LINK_TEXT) return err({ kind: 'too-long' });
  const payloads = new Set(bases.flatMap((base) => payloadsAfter(`${base}#`, text)));
  const [payload, ...others] = payloads;
  if (others.length > 0) return err({ kind: 'several-links' });
  if (payload !== undefined) return ok(payload);
  const alone = text.trim();
  const isPayload = alone.length >= MIN_PAYLOAD && /^[\w-]+$/.test(alone);
  return isPayload ? ok(alone) : err({ kind: 'not-a-call-link' });
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
