/** A link to a call that nobody has opened yet. */
import { randomBytes } from 'node:crypto';
import { callIdFromBytes } from '../../lib/call/call-id-bytes.ts';
import { parseCredentials } from '../../lib/call/credentials.ts';
import { fingerprintFromBytes } from '../../lib/call/fingerprint-bytes.ts';
import { encodePayload } from '../../lib/call/link.ts';
import { toExpiry } from '../../lib/call/link-bytes.ts';
import { tagOffer } from '../../lib/call/tags.ts';
import { parseName } from '../../lib/names/name.ts';
import { sure, value } from '../unit/call/arbitraries.ts';
import type { World } from './harness/world.ts';

/** The payload of an offer from alice at B to bob at C. */
export function newOffer({ nodeIds: { B, C } }: World): string {
  const offer = {
    kind: 'offer' as const,
    callId: sure(callIdFromBytes(randomBytes(6))),
    expiresAt: toExpiry(Date.now() + 30 * 60_000),
    caller: value(parseName('alice.azero')),
    callee: value(parseName('bob.azero')),
    credentials: value(
      parseCredentials(randomBytes(4).toString('hex'), randomBytes(16).toString('hex')),
    ),
    fingerprint: sure(fingerprintFromBytes(randomBytes(32))),
  };
  return encodePayload(tagOffer(offer, { caller: B, callee: C }));
}
