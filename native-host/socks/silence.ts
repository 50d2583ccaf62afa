import { KNOCK_AFTER, KNOCK_AGAIN } from '../limits.ts';

/**
 * Watches one connection for something sent that stays without an answer. A connection to a node that vanished is not ended
 * by the system for a quarter of an hour while something sent is unconfirmed (tcp(7), `tcp_retries2`), and the page would
 * hang as long. So the node is knocked at; one that opens its door is only slow, and is waited for.
 */
export class Silence {
  #answered = 0;
  #knockAt: number | undefined;

  /** Something came from the node, after `written` bytes had been sent to it. */
  heard(written: number): void {
    this.#answered = written;
    this.#knockAt = undefined;
  }

  /** Whether to knock now, `written` bytes having been sent so far; `now` in milliseconds never goes back. */
  look(written: number, now: number): boolean {
    if (written === this.#answered) return false;
    this.#knockAt ??= now + KNOCK_AFTER;
    if (now < this.#knockAt) return false;
    this.#knockAt = now + KNOCK_AGAIN;
    return true;
  }
}
