import { KNOCK_AFTER, KNOCK_AGAIN } from '../limits.ts';

/**
 * Watches one connection by its byte counters for something sent that stays without an answer. A connection to a node that
 * vanished is not ended by the system for a quarter of an hour while something sent is unconfirmed (tcp(7), `tcp_retries2`),
 * and the page would hang as long. So the node is knocked at; one that opens its door is only slow, and is waited for.
 */
export class Silence {
  #read = 0;
  #answered = 0;
  #knockAt: number | undefined;

  /** Whether to knock now. The counters only grow; `now` in milliseconds never goes back. */
  look(read: number, written: number, now: number): boolean {
    if (read !== this.#read) {
      this.#read = read;
      this.#answered = written;
      this.#knockAt = undefined;
      return false;
    }
    if (written === this.#answered) return false;
    this.#knockAt ??= now + KNOCK_AFTER;
    if (now < this.#knockAt) return false;
    this.#knockAt = now + KNOCK_AGAIN;
    return true;
  }
}
