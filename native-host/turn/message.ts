import { type Ipv4, ipv4Number, parseIpv4 } from '../ipv4.ts';
import {
  FINGERPRINT_LENGTH,
  fingerprintAttribute,
  fingerprintOf,
  INTEGRITY_LENGTH,
  integrityOf,
} from './integrity.ts';
import { ATTRIBUTE, type ErrorCode, isUnknown, MAGIC_COOKIE, REASONS } from './words.ts';

/** STUN messages as bytes and as values (RFC 8489, sections 5 and 14), and TURN's ChannelData (RFC 8656, section 12.4). */

export const HEADER = 20;

/** One attribute; in a parsed message `value` is a view into it. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
}

/** A message that is well formed. What its attributes hold is not checked yet. */
export interface Message {
  readonly method: number;
  /** One of `CLASS`. */
  readonly cls: number;
  readonly transactionId: Uint8Array;
  /** In order; what stands behind MESSAGE-INTEGRITY is left out, as RFC 8489 section 14.5 asks. */
  readonly attributes: readonly Attribute[];
  /** Where MESSAGE-INTEGRITY starts. */
  readonly integrityAt: number | undefined;
  /** Attributes that must be understood and are not. */
  readonly unknown: readonly number[];
}

/** A transport address, or the word for one that is no IPv4. */
export type StunAddress = { readonly address: Ipv4; readonly port: number } | 'ipv6';

/** Whether these bytes could be a STUN message, and no ChannelData. */
function looksLikeStun(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && (bytes[0] ?? 0xff) < 0x40;
}

/** Reads a message; `undefined` for what is none, or has a FINGERPRINT that does not fit. */
export function parseMessage(bytes: Uint8Array): Message | undefined {
  if (!looksLikeStun(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint16(2) !== bytes.length - HEADER || bytes.length % 4 !== 0) return undefined;
  if (view.getUint32(4) !== MAGIC_COOKIE) return undefined;

  const attributes: Attribute[] = [];
  const unknown: number[] = [];
  let integrityAt: number | undefined;
  let at = HEADER;
  while (at < bytes.length) {
    const type = view.getUint16(at); // lengths are multiples of 4, so a header always fits
    const length = view.getUint16(at + 2);
    const next = at + 4 + length + padding(length);
    if (next > bytes.length) return undefined;
    if (type === ATTRIBUTE.fingerprint) {
      const last = length === 4 && next === bytes.length;
      if (!last || view.getUint32(at + 4) !== fingerprintOf(bytes, at)) return undefined;
    } else if (integrityAt === undefined) {
      if (type === ATTRIBUTE.messageIntegrity) {
        if (length !== INTEGRITY_LENGTH - 4) return undefined;
        integrityAt = at;
      } else {
        attributes.push({ type, value: bytes.subarray(at + 4, at + 4 + length) });
        if (isUnknown(type)) unknown.push(type);
      }
    }
    at = next;
  }
  const type = view.getUint16(0);
  return {
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    cls: type & 0x0110,
    transactionId: bytes.subarray(8, HEADER),
    attributes,
    integrityAt,
    unknown,
  };
}

/** What a message is made of; `key` adds MESSAGE-INTEGRITY, `fingerprint` that attribute. */
export interface Draft {
  readonly method: number;
  readonly cls: number;
  readonly transactionId: Uint8Array;
  readonly attributes: readonly Attribute[];
  readonly key?: Uint8Array | undefined;
  readonly fingerprint?: boolean;
}

/** Writes a message. */
export function encodeMessage(draft: Draft): Uint8Array {
  const { method, cls, transactionId, attributes, key, fingerprint = false } = draft;
  const body = attributes.reduce(
    (sum, { value }) => sum + 4 + value.length + padding(value.length),
    0,
  );
  const integrity = key === undefined ? 0 : INTEGRITY_LENGTH;
  const bytes = new Uint8Array(HEADER + body + integrity + (fingerprint ? FINGERPRINT_LENGTH : 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, messageType(method, cls));
  view.setUint16(2, bytes.length - HEADER);
  view.setUint32(4, MAGIC_COOKIE);
  bytes.set(transactionId, 8);
  let at = HEADER;
  for (const { type, value } of attributes) {
    view.setUint16(at, type);
    view.setUint16(at + 2, value.length);
    bytes.set(value, at + 4);
    at += 4 + value.length + padding(value.length);
  }
  if (key !== undefined) {
    view.setUint16(at, ATTRIBUTE.messageIntegrity);
    view.setUint16(at + 2, INTEGRITY_LENGTH - 4);
    bytes.set(integrityOf(bytes, at, key), at + 4);
    at += INTEGRITY_LENGTH;
  }
  if (fingerprint) bytes.set(fingerprintAttribute(bytes, at), at);
  return bytes;
}

/** Method and class interleaved, as RFC 8489 section 5 draws them. */
export function messageType(method: number, cls: number): number {
  return (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2) | cls;
}

/** How many bytes fill an attribute's value up to a multiple of 4. */
export function padding(length: number): number {
  return -length & 3;
}

/** The first attribute of this type; later ones count for nothing (RFC 8489, section 14). */
export function find(message: Message, type: number): Uint8Array | undefined {
  return message.attributes.find((attribute) => attribute.type === type)?.value;
}

/** The value of a 32-bit attribute; `undefined` where it is absent or of another length. */
export function findNumber(message: Message, type: number): number | undefined {
  const value = find(message, type);
  if (value?.length !== 4) return undefined;
  return new DataView(value.buffer, value.byteOffset, 4).getUint32(0);
}

/** An attribute that holds text; `undefined` where it is absent or no UTF-8. */
export function findText(message: Message, type: number): string | undefined {
  const value = find(message, type);
  if (value === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch {
    return undefined;
  }
}

/** Reads an XOR-…-ADDRESS (RFC 8489, section 14.2). */
export function readXorAddress(value: Uint8Array): StunAddress | undefined {
  if (value[1] === 2) return value.length === 20 ? 'ipv6' : undefined;
  if (value[1] !== 1 || value.length !== 8) return undefined;
  const view = new DataView(value.buffer, value.byteOffset, 8);
  const number = (view.getUint32(4) ^ MAGIC_COOKIE) >>> 0;
  const address = parseIpv4([24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.'));
  return address && { address, port: view.getUint16(2) ^ (MAGIC_COOKIE >>> 16) };
}

/** An XOR-…-ADDRESS attribute. */
export function xorAddress(type: number, address: Ipv4, port: number): Attribute {
  const value = new Uint8Array(8);
  const view = new DataView(value.buffer);
  view.setUint8(1, 1);
  view.setUint16(2, port ^ (MAGIC_COOKIE >>> 16));
  view.setUint32(4, (ipv4Number(address) ^ MAGIC_COOKIE) >>> 0);
  return { type, value };
}

/** An attribute of one 32-bit number. */
export function numberAttribute(type: number, number: number): Attribute {
  const value = new Uint8Array(4);
  new DataView(value.buffer).setUint32(0, number);
  return { type, value };
}

/** An attribute of text. */
export function textAttribute(type: number, text: string): Attribute {
  return { type, value: new TextEncoder().encode(text) };
}

/** ERROR-CODE (RFC 8489, section 14.8). */
export function errorAttribute(code: ErrorCode): Attribute {
  const reason = new TextEncoder().encode(REASONS[code]);
  const value = new Uint8Array(4 + reason.length);
  value[2] = Math.floor(code / 100);
  value[3] = code % 100;
  value.set(reason, 4);
  return { type: ATTRIBUTE.errorCode, value };
}
