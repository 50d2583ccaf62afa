import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { err, ok, type Result } from '../result.ts';
import { sameText } from './tags.ts';

/** The side of a call: who made the offer, and who the answer. */
export type Role = 'caller' | 'callee';

/** The proof that the other end of a fresh channel knows this call, under way (docs/call-protocols.md, section 4). */
export type Proof = {
  readonly role: Role;
  /** The call's key, 64 hex digits. */
  readonly key: string;
  /** What the other side must answer: 32 lower-case hex digits, random. */
  readonly nonce: string;
  /** Whether the other side's nonce came, and was answered. */
  readonly answered: boolean;
  /** Whether the other side has answered ours. Nothing else may pass before. */
  readonly proven: boolean;
};

/** Why the other end of the channel is not believed; the call must end. */
export type ProofError =
  /** Longer than any message before the proof, or of no form of it. */
  | { readonly kind: 'strange-message' }
  /** A second nonce, or a second echo, or the echo before the nonce. */
  | { readonly kind: 'out-of-turn' }
  /** Our own nonce sent back as theirs. */
  | { readonly kind: 'reflected' }
  /** An echo by somebody who does not know the call. */
  | { readonly kind: 'wrong-echo' };

/** How many random bytes a nonce has. */
export const NONCE_BYTES = 16;
const MESSAGE = /^copybara 1 (nonce|echo) ([0-9a-f]{32})$/;
const MAX_MESSAGE = 64;

/** Begins the proof when the channel opens: `send` is the first message to the other side. `nonce`: 16 random bytes. */
export function beginProof(
  role: Role,
  key: string,
  nonce: Uint8Array,
): { readonly proof: Proof; readonly send: string } {
  const text = bytesToHex(nonce);
  const proof: Proof = { role, key, nonce: text, answered: false, proven: false };
  return { proof, send: `copybara 1 nonce ${text}` };
}

/** Takes one message of the other side; `send` is what it is to be told, if anything. */
export function stepProof(
  proof: Proof,
  message: string,
): Result<{ readonly proof: Proof; readonly send?: string }, ProofError> {
  const [, what, value] = (message.length <= MAX_MESSAGE && MESSAGE.exec(message)) || [];
  if (value === undefined) return err({ kind: 'strange-message' });
  if (what === 'nonce') {
    if (proof.answered) return err({ kind: 'out-of-turn' });
    if (value === proof.nonce) return err({ kind: 'reflected' });
    const send = `copybara 1 echo ${echo(proof.key, proof.role, value)}`;
    return ok({ proof: { ...proof, answered: true }, send });
  }
  if (!proof.answered || proof.proven) return err({ kind: 'out-of-turn' });
  const other = proof.role === 'caller' ? 'callee' : 'caller';
  if (!sameText(value, echo(proof.key, other, proof.nonce))) return err({ kind: 'wrong-echo' });
  return ok({ proof: { ...proof, proven: true } });
}

/** What the side `role` answers to a nonce. */
function echo(key: string, role: Role, nonce: string): string {
  const label = new TextEncoder().encode('copybara echo 1');
  const text = concatBytes(label, Uint8Array.of(role === 'caller' ? 0 : 1), hexToBytes(nonce));
  return bytesToHex(hmac(sha256, hexToBytes(key), text).slice(0, 16));
}
