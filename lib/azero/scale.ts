import { err, ok, type Result } from '../result.ts';

/**
 * The few SCALE shapes that reading a name needs (https://docs.polkadot.com/polkadot-protocol/parachain-basics/data-encoding/):
 * fixed-size bytes, compact numbers, strings.
 */

/** The last ms since 1970 that a date can hold (ECMA-262, 21.4.1.1). */
const LAST_TIME = 8.64e15;

/** Bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A compact number below 2^30, which is above every length that we send. */
export function compact(value: number): Uint8Array {
  if (value < 1 << 6) return Uint8Array.of(value << 2);
  if (value < 1 << 14) return Uint8Array.of(((value << 2) | 1) & 0xff, value >> 6);
  const low = ((value << 2) | 2) >>> 0;
  return Uint8Array.of(low & 0xff, (low >> 8) & 0xff, (low >> 16) & 0xff, low >>> 24);
}

/** Bytes with their compact length before them, the form of `Vec<u8>`. */
export function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  return concat(compact(bytes.length), bytes);
}

/** A string: its UTF-8 bytes with their compact length before them. */
export function text(value: string): Uint8Array {
  return lengthPrefixed(new TextEncoder().encode(value));
}

/** The bytes of `0x…`, or undefined where it is no such text. */
export function fromHex(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0 || !/^0x[0-9a-f]*$/i.test(hex)) return undefined;
  const bytes = new Uint8Array(hex.length / 2 - 1);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(hex.slice(2 * i + 2, 2 * i + 4), 16);
  }
  return bytes;
}

/** Bytes as `0x…` in lower case. */
export function toHex(bytes: Uint8Array): string {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Thrown by a `Reader` that runs out of bytes, and caught by `decode` alone. */
class Malformed extends Error {}

/** Steps through bytes; only for use inside `decode`. */
export type Reader = {
  /** The next `count` bytes. */
  take(count: number): Uint8Array;
  byte(): number;
  /** A compact length; one over the bytes that are left is malformed. */
  length(): number;
  /** Passes over a compact number of up to 64 bits. */
  skipCompact(): void;
  string(): string;
  /** A u64 of ms since 1970; one that no date can hold is malformed. */
  time(): number;
  /** Everything must have been read. */
  end(): void;
  malformed(): never;
};

/** Runs `read` over `bytes`; whatever is wrong with them becomes one error, nothing is thrown. */
export function decode<T>(
  bytes: Uint8Array,
  read: (reader: Reader) => T,
): Result<T, { readonly kind: 'malformed' }> {
  try {
    return ok(read(readerOf(bytes)));
  } catch (thrown) {
    if (thrown instanceof Malformed) return err({ kind: 'malformed' });
    throw thrown;
  }
}

function malformed(): never {
  throw new Malformed();
}

function readerOf(bytes: Uint8Array): Reader {
  let at = 0;
  function take(count: number): Uint8Array {
    if (count > bytes.length - at) malformed();
    at += count;
    return bytes.subarray(at - count, at);
  }
  function byte(): number {
    return take(1)[0] ?? malformed();
  }
  function littleEndian(count: number): number {
    return take(count).reduceRight((sum, part) => sum * 256 + part, 0);
  }
  function length(): number {
    const first = byte();
    const mode = first & 3;
    if (mode === 0) return first >> 2;
    if (mode === 1) return (first >> 2) + byte() * 64;
    if (mode === 2) return (first >> 2) + littleEndian(3) * 64;
    // Four bytes more are the least that this mode has, and no answer is as long as they can say.
    return first === 3 ? littleEndian(4) : malformed();
  }
  return {
    take,
    byte,
    length,
    malformed,
    skipCompact() {
      const first = byte();
      const mode = first & 3;
      const more = mode === 3 ? (first >> 2) + 4 : (1 << mode) - 1;
      if (more > 8) malformed();
      take(more);
    },
    string() {
      const content = take(length());
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
      } catch {
        return malformed();
      }
    },
    time() {
      const value = littleEndian(8);
      return value <= LAST_TIME ? value : malformed();
    },
    end() {
      if (at !== bytes.length) malformed();
    },
  };
}
