/**
 * Says a page's ICE check once more for as long as nobody answers it. Firefox asks the other side once in 4 to 6 s whether it may
 * still send (RFC 7675), each time with a single datagram, and ends a call for good 30 s after the last answer. Where a path is
 * back after a cut, it would notice only when it asks the next time, which may be too late; and a datagram may get lost at any time.
 */

/** How long an answer is waited for, in ms: what a client of STUN waits at first (RFC 8489, section 6.2.1). */
export const CHECK_PAUSE = 500;
/** How long a check is said again, in ms: Firefox waits for its answer that long at most, and then asks anew. */
export const CHECK_LASTS = 6_000;

/** The first two bytes of a Binding request, and of both answers to it (RFC 8489, section 5). */
const REQUEST = 0x0001;
const SUCCESS = 0x0101;
const ERROR = 0x0111;
/** Where a message says which request it belongs to, as long as its header is: the magic cookie and the transaction id. */
const ID_AT = 4;
const HEADER = 20;
/** A browser's checks are under 200 bytes. */
const LONGEST = 512;

/** What it needs of the world. */
export interface UnansweredCheckOptions {
  readonly after: (ms: number, then: () => void) => () => void;
  /** Says the check again. */
  readonly say: (check: Uint8Array) => void;
}

/** The newest check of one page, until it is answered. */
export class UnansweredCheck {
  readonly #o: UnansweredCheckOptions;
  #check: Uint8Array | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(options: UnansweredCheckOptions) {
    this.#o = options;
  }

  /** The page says a datagram: `length` bytes of `bytes` from `at` on. */
  said(bytes: Uint8Array, at: number, length: number): void {
    if (bytes[at] !== 0 || length < HEADER || length > LONGEST) return;
    if (typeAt(bytes, at) !== REQUEST) return;
    this.stop();
    this.#check = bytes.slice(at, at + length);
    this.#wait(0);
  }

  /** The page is told a datagram: the bytes of `packet` from `at` to `end`. */
  heard(packet: Uint8Array, at: number, end: number): void {
    const check = this.#check;
    if (!check || end - at < HEADER) return;
    const type = typeAt(packet, at);
    if (type !== SUCCESS && type !== ERROR) return;
    for (let index = ID_AT; index < HEADER; index += 1) {
      if (check[index] !== packet[at + index]) return;
    }
    this.stop();
  }

  /** Says nothing more. */
  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#check = undefined;
  }

  #wait(waited: number): void {
    this.#stopTimer = this.#o.after(CHECK_PAUSE, () => {
      const check = this.#check;
      const now = waited + CHECK_PAUSE;
      if (!check || now >= CHECK_LASTS) return this.stop();
      this.#o.say(check);
      this.#wait(now);
    });
  }
}

function typeAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0xff) << 8) | (bytes[at + 1] ?? 0xff);
}
