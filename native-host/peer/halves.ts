/** How long one half of a datagram waits for the other, in milliseconds. */
export const HALF_TIMEOUT = 500;
/** How many datagrams of one call may wait for their other half. */
export const MAX_WAITING_HALVES = 64;

interface Waiting<T> {
  readonly packet: T;
  readonly first: boolean;
  readonly until: number;
}

/**
 * Brings together the two halves of datagrams that were too large for one packet. Bounded in number and time; who waits
 * longest goes first. A half that came already is dropped.
 */
export class Halves<T extends { readonly length: number }> {
  readonly #waiting = new Map<number, Waiting<T>>();

  /** Takes a half; gives the other one where both are here now. `now` is in milliseconds. */
  take(sequence: number, first: boolean, packet: T, now: number): T | undefined {
    const other = this.#waiting.get(sequence);
    if (other && now < other.until) {
      if (other.first === first) return undefined;
      this.#waiting.delete(sequence);
      // The first half is as long as the second, or one byte longer; other lengths are of two different datagrams.
      const longer = first
        ? packet.length - other.packet.length
        : other.packet.length - packet.length;
      return longer === 0 || longer === 1 ? other.packet : undefined;
    }
    this.#waiting.delete(sequence);
    this.#waiting.set(sequence, { packet, first, until: now + HALF_TIMEOUT });
    for (const [oldest, { until }] of this.#waiting) {
      if (now < until && this.#waiting.size <= MAX_WAITING_HALVES) break;
      this.#waiting.delete(oldest);
    }
    return undefined;
  }

  /** How many datagrams wait for their other half. */
  get size(): number {
    return this.#waiting.size;
  }
}
