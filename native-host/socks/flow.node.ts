import type { Socket } from 'node:net';
import { endAfter } from './half-close.node.ts';

const FIRST = 4 * 1024;
const LARGEST = 256 * 1024;
const GROWTH = 8;

/**
 * Passes on what one socket receives to another through one buffer that is used over and over; a stream's `pipe` makes a new
 * one of 64 KiB for each piece, which costs a third of the speed. The socket reads again only when the other one has sent all
 * there was, so no piece is overwritten before.
 */
export class Flow {
  #buffer: Buffer = Buffer.allocUnsafeSlow(FIRST);
  #from: Socket | undefined;
  #to: Socket | undefined;
  #heard: (() => void) | undefined;
  #waits = false;

  /** For `connect`: lets the socket read into the buffer. It is to be paused until `start`. */
  readonly onread = {
    buffer: (): Buffer => this.#buffer,
    callback: (count: number): boolean => this.#take(count),
  };

  /**
   * From here on what `from` receives is sent by `to`, whose sending ends when `from` ends. `heard` is called for each piece
   * before it is sent.
   */
  start(from: Socket, to: Socket, heard: () => void): void {
    this.#from = from;
    this.#to = to;
    this.#heard = heard;
    from.on('end', () => endAfter(from, to));
    from.resume();
  }

  /** So many bytes are in the buffer; false when they could not all be sent at once, and reading is to wait. */
  #take(count: number): boolean {
    const to = this.#to;
    if (!to?.writable) return true;
    this.#heard?.();
    to.write(this.#buffer.subarray(0, count), this.#onSent);
    this.#waits = to.writableLength > 0;
    // Most answers are small; what fills the buffer is probably not. What is still to be sent keeps its own.
    if (count === this.#buffer.length && count < LARGEST) {
      this.#buffer = Buffer.allocUnsafeSlow(Math.min(count * GROWTH, LARGEST));
    }
    return !this.#waits;
  }

  readonly #onSent = (): void => {
    if (!this.#waits || (this.#to?.writableLength ?? 0) > 0) return;
    this.#waits = false;
    this.#from?.resume();
  };
}
