import type { InterfaceAddress } from '../ipv4.ts';
import { DIAL_WAY_TTL, WAY_TTL } from '../limits.ts';

/** This machine's interfaces as they were at the last look, which costs time of the processor. */
export class InterfaceView {
  readonly #list: () => readonly InterfaceAddress[];
  readonly #now: () => number;
  #seen: readonly InterfaceAddress[] = [];
  #fingerprint = '';
  #at = Number.NEGATIVE_INFINITY;
  #dialWayTtl = DIAL_WAY_TTL;

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(list: () => readonly InterfaceAddress[], now: () => number) {
    this.#list = list;
    this.#now = now;
  }

  get seen(): readonly InterfaceAddress[] {
    return this.#seen;
  }

  /** How long ago the last look was, in milliseconds. */
  get age(): number {
    return this.#now() - this.#at;
  }

  /** How old a look may be for a dial, in milliseconds. */
  get dialWayTtl(): number {
    return this.#dialWayTtl;
  }

  /** Looks; whether anything differs from what was seen before. */
  look(): boolean {
    this.#at = this.#now();
    this.#seen = this.#list();
    this.#dialWayTtl = Math.min(WAY_TTL, Math.max(DIAL_WAY_TTL, 100 * this.age));
    const before = this.#fingerprint;
    this.#fingerprint = this.#seen.map((i) => `${i.name} ${i.address}/${i.prefix}`).join();
    return this.#fingerprint !== before;
  }
}
