import * as fc from 'fast-check';
import type { CallId } from '../../../lib/call/call-id.ts';
import { callIdFromBytes } from '../../../lib/call/call-id-bytes.ts';
import { type Credentials, parseCredentials } from '../../../lib/call/credentials.ts';
import type { Fingerprint } from '../../../lib/call/fingerprint.ts';
import { fingerprintFromBytes } from '../../../lib/call/fingerprint-bytes.ts';
import { type AnswerFields, type OfferFields, toExpiry } from '../../../lib/call/link-bytes.ts';
import type { NodeIds } from '../../../lib/call/tags.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, nodeIdFromBytes } from '../../../lib/node-id.ts';
import type { Result } from '../../../lib/result.ts';

/** What is surely there, or the test is wrong. */
export function sure<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('the test made something that is not valid');
  return thing;
}

/** The value of a result that surely has one. */
export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`not valid: ${JSON.stringify(result.error)}`);
  return result.value;
}

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
const text = (characters: string, minLength: number, maxLength = minLength) =>
  fc
    .array(fc.constantFrom(...characters.split('')), { minLength, maxLength })
    .map((parts) => parts.join(''));

const HEX = '0123456789abcdef';
const ICE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const aCallId: fc.Arbitrary<CallId> = bytes(6).map((id) => sure(callIdFromBytes(id)));
const aFingerprint: fc.Arbitrary<Fingerprint> = bytes(32).map((hash) =>
  sure(fingerprintFromBytes(hash)),
);
const aNodeId: fc.Arbitrary<NodeId> = bytes(32).map((key) => value(nodeIdFromBytes(key)));
export const someNodes: fc.Arbitrary<NodeIds> = fc.record({ caller: aNodeId, callee: aNodeId });

const credentials = (ufrag: fc.Arbitrary<string>, pwd: fc.Arbitrary<string>) =>
  fc.tuple(ufrag, pwd).map(([a, b]): Credentials => value(parseCredentials(a, b)));
/** As the two browsers make them. */
export const browserCredentials = fc.oneof(
  credentials(text(ICE, 4), text(ICE, 24)),
  credentials(text(HEX, 8), text(HEX, 32)),
);
const someCredentials = fc.oneof(
  browserCredentials,
  credentials(text(ICE, 4, 32), text(ICE, 22, 64)),
);

/** A label of `minLength` to `maxLength` characters. */
function aLabel(minLength = 1, maxLength = 32): fc.Arbitrary<string> {
  return text('abcxyz0189-', minLength, maxLength).filter(
    (label) => parseName(`${label}.azero`).ok,
  );
}
const withEnding = (label: fc.Arbitrary<string>): fc.Arbitrary<AzeroName> =>
  fc
    .tuple(label, fc.constantFrom('azero', 'tzero'))
    .map((parts) => value(parseName(parts.join('.'))));
export const aName: fc.Arbitrary<AzeroName> = withEnding(aLabel());

export const anOffer: fc.Arbitrary<OfferFields> = fc.record({
  kind: fc.constant('offer' as const),
  callId: aCallId,
  expiresAt: fc.integer({ min: toExpiry(0), max: toExpiry(Infinity) }).map(toExpiry),
  caller: aName,
  callee: aName,
  credentials: someCredentials,
  fingerprint: aFingerprint,
});
export const anAnswer: fc.Arbitrary<AnswerFields> = fc.record({
  kind: fc.constant('answer' as const),
  callId: aCallId,
  credentials: someCredentials,
  fingerprint: aFingerprint,
});
/** Two names whose labels have 16 characters together. */
export const namesOf16: fc.Arbitrary<{ caller: AzeroName; callee: AzeroName }> = fc
  .integer({ min: 1, max: 15 })
  .chain((first) =>
    fc.record({
      caller: withEnding(aLabel(first, first)),
      callee: withEnding(aLabel(16 - first, 16 - first)),
    }),
  );
