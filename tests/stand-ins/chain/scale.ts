/**
 * SCALE for the stand-in, written apart from lib/azero on purpose: a shared mistake would agree with itself.
 * Format: https://docs.polkadot.com/polkadot-protocol/parachain-basics/data-encoding/
 */

/** The bytes are not what the types ask for. A contract answers this with `CouldNotReadInput`. */
export class BadScale extends Error {}

/** A 32-byte account as `0x` and 64 lower-case hex digits: a value that can be a map key. */
export type Account = `0x${string}`;

export function toHex(raw: Uint8Array): `0x${string}` {
  return `0x${Buffer.from(raw).toString('hex')}`;
}

/** The bytes of `0x` and an even number of hex digits; throws `BadScale` for anything else. */
export function fromHex(hex: string): Uint8Array {
  if (!/^0x(?:[0-9a-f]{2})*$/i.test(hex)) throw new BadScale('not hex');
  return new Uint8Array(Buffer.from(hex.slice(2), 'hex'));
}

/** Reads values one after the other; throws `BadScale` where the bytes end too soon or mean nothing. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(encoded: Uint8Array) {
    this.#bytes = encoded;
  }

  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new BadScale('too short');
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  u8(): number {
    return Number(this.#littleEndian(1));
  }

  u32(): number {
    return Number(this.#littleEndian(4));
  }

  u128(): bigint {
    return this.#littleEndian(16);
  }

  bool(): boolean {
    const byte = this.u8();
    if (byte > 1) throw new BadScale('not a bool');
    return byte === 1;
  }

  compact(): bigint {
    const first = this.u8();
    switch (first & 3) {
      case 0:
        return BigInt(first >> 2);
      case 1:
        return (BigInt(this.u8()) << 6n) | BigInt(first >> 2);
      case 2:
        return (this.#littleEndian(3) << 6n) | BigInt(first >> 2);
      default:
        return this.#littleEndian((first >> 2) + 4);
    }
  }

  account(): Account {
    return toHex(this.take(32));
  }

  /** A byte vector with its compact length. */
  blob(): Uint8Array {
    return this.take(Number(this.compact()));
  }

  text(): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.blob());
    } catch {
      throw new BadScale('not UTF-8');
    }
  }

  option<T>(read: () => T): T | undefined {
    return this.bool() ? read() : undefined;
  }

  list<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.compact(); left > 0n; left--) items.push(read());
    return items;
  }

  done(): boolean {
    return this.#at === this.#bytes.length;
  }

  #littleEndian(length: number): bigint {
    return this.take(length).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** `value` in `length` bytes, least significant first. */
export function uint(value: number | bigint, length: number): Uint8Array {
  let rest = BigInt(value);
  return Uint8Array.from({ length }, () => {
    const byte = Number(rest & 0xffn);
    rest >>= 8n;
    return byte;
  });
}

export function compact(value: number | bigint): Uint8Array {
  const n = BigInt(value);
  if (n < 1n << 6n) return uint(n << 2n, 1);
  if (n < 1n << 14n) return uint((n << 2n) | 1n, 2);
  if (n < 1n << 30n) return uint((n << 2n) | 2n, 4);
  const length = Math.max(4, Math.ceil(n.toString(16).length / 2));
  return concat(uint(((length - 4) << 2) | 3, 1), uint(n, length));
}

export function blob(value: Uint8Array): Uint8Array {
  return concat(compact(value.length), value);
}

export function text(value: string): Uint8Array {
  return blob(new TextEncoder().encode(value));
}

export function option<T>(value: T | undefined, encode: (value: T) => Uint8Array): Uint8Array {
  return value === undefined ? bytes(0) : concat(bytes(1), encode(value));
}

export function list<T>(values: readonly T[], encode: (value: T) => Uint8Array): Uint8Array {
  return concat(compact(values.length), ...values.map(encode));
}

export function account(value: Account): Uint8Array {
  return fromHex(value);
}
