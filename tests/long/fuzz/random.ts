/** Random values that a seed repeats exactly. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // So that neighbouring seeds have nothing in common.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** 32 bits (the generator "mulberry32", in the public domain). */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** 0 to `below` - 1. */
  below(below: number): number {
    return this.bits() % below;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) bytes[at] = this.bits();
    return bytes;
  }

  /** A length: mostly small, sometimes up to `most`. */
  length(most: number): number {
    if (this.once(2000)) return this.below(most + 1);
    return this.below(Math.min(most, this.once(20) ? 300 : 40) + 1);
  }

  /** A text of characters that matter to parsers, and of any others. */
  text(length: number, alphabet: string): string {
    let text = '';
    for (let at = 0; at < length; at++) {
      text += this.once(12)
        ? String.fromCharCode(this.below(this.once(3) ? 0x10000 : 0x180))
        : alphabet.charAt(this.below(alphabet.length));
    }
    return text;
  }

  /** Bytes with a few changes: flipped, cut, doubled, put in, or set to a number that lengths like to be. */
  mutate(valid: Uint8Array): Uint8Array {
    let bytes: Uint8Array = valid.slice();
    for (let changes = 1 + this.below(4); changes > 0; changes--) {
      const at = this.below(bytes.length + 1);
      switch (this.below(6)) {
        case 0:
          bytes[at] = this.bits();
          break;
        case 1:
          bytes[at] = (bytes[at] ?? 0) ^ (1 << this.below(8));
          break;
        case 2:
          bytes = bytes.slice(0, at);
          break;
        case 3:
          bytes = joined(bytes.subarray(0, at), this.bytes(this.below(9)), bytes.subarray(at));
          break;
        case 4:
          bytes = joined(bytes.subarray(0, at), bytes.subarray(this.below(at + 1)));
          break;
        default:
          bytes[at] = this.pick([0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff]);
      }
    }
    return bytes;
  }

  /** A text with a few changes, of the same kinds. */
  mutateText(valid: string, alphabet: string): string {
    let text = valid;
    for (let changes = 1 + this.below(4); changes > 0; changes--) {
      const at = this.below(text.length + 1);
      const put = this.once(4) ? '' : this.text(1 + this.below(3), alphabet);
      text = text.slice(0, at) + put + text.slice(at + this.below(3));
    }
    return text;
  }

  /** Cuts bytes into pieces, as a network does. */
  cut(bytes: Uint8Array): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
      const end = this.once(3) ? bytes.length : at + 1 + this.below(24);
      pieces.push(bytes.subarray(at, end));
      at = end;
    }
    return pieces;
  }
}

/** Bytes one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
