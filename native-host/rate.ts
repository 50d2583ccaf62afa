/** A token bucket: `burst` at once, then `perSecond`. Time comes in with each question, in milliseconds. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  #tokens: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#tokens = burst;
  }

  /** Takes a token where there is one. */
  take(now: number): boolean {
    const refilled = this.#tokens + ((now - this.#at) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, refilled);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** Lets the same thing happen once in a while only. Bounded: the oldest things are forgotten first. */
export class OnceInAWhile {
  readonly #capacity: number;
  readonly #last = new Map<string, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether `thing` last happened at least `pause` milliseconds ago; if so, it happens now. */
  take(thing: string, pause: number, now: number): boolean {
    const last = this.#last.get(thing);
    if (last !== undefined && now - last < pause) return false;
    this.#last.delete(thing);
    this.#last.set(thing, now);
    const [oldest] = this.#last.keys();
    if (this.#last.size > this.#capacity && oldest !== undefined) this.#last.delete(oldest);
    return true;
  }
}
