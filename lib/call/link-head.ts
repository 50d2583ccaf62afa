import type { AzeroName } from '../names/name.ts';
import { err, ok, type Result } from '../result.ts';
import {
  ANSWER_BIT,
  CALL_ID_BYTES,
  EXPIRY_BYTES,
  FINGERPRINT_BYTES,
  HEADER_BYTES,
  LINK_VERSION,
  OFFER_TAG_BYTES,
} from './link-layout.ts';
import { unpackNames } from './names-packing.ts';

/** What tells where a link belongs. */
export type LinkHead =
  | { readonly kind: 'offer'; readonly callId: string; readonly caller: AzeroName }
  | { readonly kind: 'answer'; readonly callId: string };

/** Why a payload has no head. */
export type LinkHeadError =
  | { readonly kind: 'newer-version'; readonly version: number }
  | { readonly kind: 'malformed' };

const MALFORMED = err({ kind: 'malformed' });

/**
 * Reads of a payload only what tells where it belongs, for the worker, which has no room for all of it. What has a head may
 * still be no link: `decodePayload` judges that, and whoever uses a link asks it.
 */
export function readLinkHead(payload: string): Result<LinkHead, LinkHeadError> {
  const bytes = bytesOf(payload);
  const header = bytes[0] ?? 0;
  const version = header >>> 4;
  if (version > LINK_VERSION) return err({ kind: 'newer-version', version });
  const id = bytes.slice(HEADER_BYTES, HEADER_BYTES + CALL_ID_BYTES);
  if (version !== LINK_VERSION || id.length !== CALL_ID_BYTES) return MALFORMED;
  const callId = [...id].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if ((header & ANSWER_BIT) !== 0) return ok({ kind: 'answer', callId });
  const credentials = HEADER_BYTES + CALL_ID_BYTES + EXPIRY_BYTES;
  const after = credentials + credentialsLength((header >>> 1) & 3, bytes.slice(credentials));
  const names = unpackNames(bytes.slice(after + FINGERPRINT_BYTES + OFFER_TAG_BYTES));
  return names === undefined ? MALFORMED : ok({ kind: 'offer', callId, caller: names.caller });
}

/** How many bytes of credentials there are (docs/call-protocols.md, section 1). */
function credentialsLength(format: number, bytes: Uint8Array): number {
  if (format < 2) return format === 0 ? 21 : 20;
  const ufrag = bytes[0] ?? 0;
  return 2 + ufrag + (bytes[1 + ufrag] ?? 0);
}

/** The bytes of base64url; none where it is not that. */
function bytesOf(payload: string): Uint8Array {
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
