import { err, ok, type Result } from './result.ts';

declare const nodeIdBrand: unique symbol;

/**
 * A Staex node id: the node's 32-byte Ed25519 public key in lower-case Crockford base32,
 * most significant bit first, 52 characters without padding. Only `parseNodeId` and
 * `nodeIdFromBytes` make one.
 */
export type NodeId = string & { readonly [nodeIdBrand]: true };

/** Why a text is no node id. */
export type NodeIdError = { readonly kind: 'malformed-node-id' };

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 52;
const BYTES = 32;
// 52 symbols hold 260 bits, a key 256: the last symbol carries one bit of data and four zero bits.
const PATTERN = /^[0-9a-hjkmnp-tv-z]{51}[0g]$/;

function isNodeId(text: string): text is NodeId {
  return PATTERN.test(text);
}

/** Reads a node id as `mcc id` prints it or a record holds it. Upper case is folded; nothing else is forgiven. */
export function parseNodeId(text: string): Result<NodeId, NodeIdError> {
  // Lower case is asked for ASCII alone: it would turn a foreign letter into one of ours (U+212A to k).
  if (text.length !== LENGTH || /[^0-9a-z]/i.test(text)) return err({ kind: 'malformed-node-id' });
  const folded = text.toLowerCase();
  return isNodeId(folded) ? ok(folded) : err({ kind: 'malformed-node-id' });
}

/** The 32 bytes of the public key. */
export function nodeIdBytes(id: NodeId): Uint8Array {
  const bytes = new Uint8Array(BYTES);
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const symbol of id) {
    buffer = (buffer << 5) | ALPHABET.indexOf(symbol);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      if (length < BYTES) bytes[length++] = (buffer >> bits) & 0xff;
    }
    buffer &= 0xff;
  }
  return bytes;
}

/** The id of a 32-byte public key. */
export function nodeIdFromBytes(bytes: Uint8Array): Result<NodeId, NodeIdError> {
  if (bytes.length !== BYTES) return err({ kind: 'malformed-node-id' });
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= 0x1f;
  }
  text += ALPHABET.charAt((buffer << (5 - bits)) & 31);
  return isNodeId(text) ? ok(text) : err({ kind: 'malformed-node-id' });
}
