/**
 * What one page has said faster than this host could hear it. A data channel speeds up until something of it is lost, and in a
 * TCP connection nothing is: what waits in it grows until the browser's own buffers are full, which then throw away thousands of
 * datagrams at once, and the channel stands still for half a second and more. So one datagram of it is left out for each
 * `LEFT_OUT_EACH` bytes that waited, as the short queue of a router would do it.
 */

/**
 * Of how much that waited one datagram is left out, in bytes. Half of it made a stream a fifth slower, a quarter of it a third.
 * Sound and picture of a call need most of a second for so much.
 */
export const LEFT_OUT_EACH = 256 * 1024;
/** What is read at once is up to 64 kB; who reads less than this has read all there was. */
const SOME = 16 * 1024;
/** A shorter datagram may be the last one of something, which would be missed late. */
const SHORTEST = 1000;
/** The first byte of application data in DTLS 1.2 (RFC 6347, section 4.1), and of all that is encrypted in DTLS 1.3 (RFC 9147, section 4). */
const APPLICATION_DATA = 23;
const [FIRST_ENCRYPTED, LAST_ENCRYPTED] = [32, 63];

/** Counts what is read in one turn of the event loop, which is what had been waiting when it began. */
export class Backlog {
  readonly #soon: (then: () => void) => void;
  #counting = false;
  #read = 0;
  /** How many datagrams are to be left out. */
  #due = 0;

  /** `soon` does something when all that waits to be read now has been. */
  constructor(soon: (then: () => void) => void) {
    this.#soon = soon;
  }

  /** So many bytes were read. */
  add(length: number): void {
    if (!this.#counting && length < SOME) return;
    const before = Math.floor(this.#read / LEFT_OUT_EACH);
    this.#read += length;
    this.#due += Math.floor(this.#read / LEFT_OUT_EACH) - before;
    if (this.#counting) return;
    this.#counting = true;
    this.#soon(() => {
      this.#counting = false;
      this.#read = 0;
      this.#due = 0;
    });
  }

  /** Whether the next datagram that can be missed is to be left out. */
  get isDue(): boolean {
    return this.#due > 0;
  }

  /** Whether this datagram, `length` bytes of `bytes` from `offset` on, is the one to be left out: never sound, picture or a handshake. */
  leavesOut(bytes: Uint8Array, offset: number, length: number): boolean {
    if (this.#due === 0 || length < SHORTEST) return false;
    const first = bytes[offset] ?? 0;
    const isData =
      first === APPLICATION_DATA || (first >= FIRST_ENCRYPTED && first <= LAST_ENCRYPTED);
    if (isData) this.#due -= 1;
    return isData;
  }
}
