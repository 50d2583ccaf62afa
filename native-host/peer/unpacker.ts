import { leadOf, PACKED_AT, PREFIX, sequenceOf, sizeAt } from './packet.ts';

/** How long one part of a datagram waits for the other, in milliseconds. */
export const PART_TIMEOUT = 500;
/** How many datagrams of one call may wait for their other part. */
export const MAX_WAITING_PARTS = 64;

/** Takes a datagram: the bytes of `packet` from `at` to `end`, then `rest`. The `PREFIX` bytes before `at` may be written over. */
export type OnDatagram<B extends Uint8Array> = (
  packet: B,
  at: number,
  end: number,
  rest: Uint8Array | undefined,
) => void;

interface Beginning<B> {
  readonly packet: B;
  readonly at: number;
  /** How long the rest is. */
  readonly missing: number;
  readonly until: number;
}

interface Rest {
  readonly rest: Uint8Array;
  readonly until: number;
}

/**
 * Takes datagrams out of packed packets, and brings together the two parts of those that were cut. What waits is bounded in
 * number and time; who waits longest goes first. A part that is there already is dropped.
 */
export class Unpacker<B extends Uint8Array> {
  /** By the sequence number of the packet in which the datagram begins. */
  readonly #waiting = new Map<number, Beginning<B> | Rest>();

  /** Takes a well-formed packed packet; `now` is in milliseconds. */
  take(packet: B, now: number, onDatagram: OnDatagram<B>): void {
    const sequence = sequenceOf(packet);
    const lead = leadOf(packet);
    const begin = PACKED_AT + lead;
    if (lead > 0) {
      const rest = packet.subarray(PACKED_AT, begin);
      const before = this.#meet((sequence - 1) & 0xffff, { rest, until: now + PART_TIMEOUT }, now);
      if (before && 'packet' in before && before.missing === lead)
        onDatagram(before.packet, before.at, before.packet.length, rest);
    }
    for (let at = begin; at < packet.length; ) {
      const from = at + PREFIX;
      at = from + sizeAt(packet, at);
      const missing = at - packet.length;
      if (missing <= 0) {
        onDatagram(packet, from, at, undefined);
        continue;
      }
      const part = { packet, at: from, missing, until: now + PART_TIMEOUT };
      const after = this.#meet(sequence, part, now);
      if (after && 'rest' in after && after.rest.length === missing)
        onDatagram(packet, from, packet.length, after.rest);
    }
  }

  /** How many datagrams wait for their other part. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Gives the other part of this datagram, which waits no longer; otherwise this one waits. */
  #meet(sequence: number, part: Beginning<B> | Rest, now: number): Beginning<B> | Rest | undefined {
    const other = this.#waiting.get(sequence);
    if (other && now < other.until) {
      if ('rest' in other === 'rest' in part) return undefined;
      this.#waiting.delete(sequence);
      return other;
    }
    this.#waiting.delete(sequence);
    this.#waiting.set(sequence, part);
    for (const [oldest, { until }] of this.#waiting) {
      if (now < until && this.#waiting.size <= MAX_WAITING_PARTS) break;
      this.#waiting.delete(oldest);
    }
    return undefined;
  }
}
