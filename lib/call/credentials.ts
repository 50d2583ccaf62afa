import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64nopad } from '@scure/base';
import { err, ok, type Result } from '../result.ts';

declare const credentialsBrand: unique symbol;

/**
 * What ICE authenticates its checks with: `ice-char`s only (RFC 8839 section 5.4), 4 to 32 of them in the ufrag and 22 to
 * 64 in the password. Only `parseCredentials` makes one.
 */
export type Credentials = {
  readonly ufrag: string;
  readonly pwd: string;
  readonly [credentialsBrand]: true;
};

/** How credentials stand in a link: 0 as Chromium makes them, 1 as Firefox does, 2 any other. */
export type CredentialsFormat = 0 | 1 | 2;

function areCredentials(value: { ufrag: string; pwd: string }): value is Credentials {
  return /^[A-Za-z0-9+/]{4,32}$/.test(value.ufrag) && /^[A-Za-z0-9+/]{22,64}$/.test(value.pwd);
}

/** Checks a ufrag and a password. */
export function parseCredentials(
  ufrag: string,
  pwd: string,
): Result<Credentials, { readonly kind: 'malformed-credentials' }> {
  const value = { ufrag, pwd };
  return areCredentials(value) ? ok(value) : err({ kind: 'malformed-credentials' });
}

/** The only valid form of these credentials in a link: the shortest that fits. */
export function packCredentials({ ufrag, pwd }: Credentials): {
  readonly format: CredentialsFormat;
  readonly bytes: Uint8Array;
} {
  // A length that base64 fills without a rest, so every text of it is some bytes.
  if (ufrag.length === 4 && pwd.length === 24) {
    return { format: 0, bytes: base64nopad.decode(ufrag + pwd) };
  }
  if (/^[0-9a-f]{8}$/.test(ufrag) && /^[0-9a-f]{32}$/.test(pwd)) {
    return { format: 1, bytes: hexToBytes(ufrag + pwd) };
  }
  const text = new TextEncoder();
  const bytes = Uint8Array.of(ufrag.length, ...text.encode(ufrag), pwd.length, ...text.encode(pwd));
  return { format: 2, bytes };
}

/** Reads credentials at the start of `bytes`, and how many bytes they took; undefined where that is not their only form. */
export function unpackCredentials(
  format: number,
  bytes: Uint8Array,
): { readonly credentials: Credentials; readonly length: number } | undefined {
  const read = readAs(format, bytes);
  if (read === undefined) return undefined;
  const credentials = parseCredentials(read.ufrag, read.pwd);
  if (!credentials.ok || packCredentials(credentials.value).format !== format) return undefined;
  return { credentials: credentials.value, length: read.length };
}

function readAs(
  format: number,
  bytes: Uint8Array,
): { ufrag: string; pwd: string; length: number } | undefined {
  switch (format) {
    case 0: {
      if (bytes.length < 21) return undefined;
      const text = base64nopad.encode(bytes.slice(0, 21));
      return { ufrag: text.slice(0, 4), pwd: text.slice(4), length: 21 };
    }
    case 1: {
      if (bytes.length < 20) return undefined;
      const text = bytesToHex(bytes.slice(0, 20));
      return { ufrag: text.slice(0, 8), pwd: text.slice(8), length: 20 };
    }
    case 2: {
      const ufrag = readText(bytes, 0);
      const pwd = ufrag && readText(bytes, ufrag.end);
      return pwd && { ufrag: ufrag.text, pwd: pwd.text, length: pwd.end };
    }
    default:
      return undefined;
  }
}

/** A length byte and that many characters; bytes above 127 become characters that no credentials have. */
function readText(bytes: Uint8Array, at: number): { text: string; end: number } | undefined {
  const end = at + 1 + (bytes[at] ?? Number.NaN);
  if (!(end <= bytes.length)) return undefined;
  return { text: String.fromCharCode(...bytes.slice(at + 1, end)), end };
}
