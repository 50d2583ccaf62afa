import { HEADER, padding } from './message.ts';

/** TURN's messages in a stream of bytes, as they come over TCP (RFC 8489, section 6.2.2; RFC 8656, section 12.5). */

/** The longest message that is taken, in bytes. A browser's datagrams are under 1,500, and its requests under 300. */
export const MAX_MESSAGE = 4096;
/** How much of a message says how long it is. */
const HEAD = 4;

/** The length of the message whose first 4 bytes are at `at`, with what fills it up; 0: nobody who speaks TURN says that. */
export function messageLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0xff;
  const said = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  let length = 0;
  if (first < 0x40) length = padding(said) === 0 ? HEADER + said : 0;
  else if (first < 0x80) length = HEAD + said + padding(said);
  return length > MAX_MESSAGE ? 0 : length;
}

/** Cuts a stream into its messages. Of what is not whole yet it holds `MAX_MESSAGE` bytes at most. */
export class MessageReader {
  readonly #head = new Uint8Array(HEAD);
  #message: Uint8Array | undefined;
  /** How much of the head, or of the message, is there. */
  #filled = 0;

  /**
   * Takes what came next, and gives `take` each message that is whole, a ChannelData message with its padding, for as long as
   * `chunk` is not written over. False: this is no TURN, and what follows can't be read.
   */
  read(chunk: Uint8Array, take: (message: Uint8Array) => void): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#filled === 0 && chunk.length - at >= HEAD) {
        const length = messageLength(chunk, at);
        if (length === 0) return false;
        if (length <= chunk.length - at) {
          take(chunk.subarray(at, at + length));
          at += length;
          continue;
        }
      }
      const read = this.#gather(chunk, at, take);
      if (read === 0) return false;
      at += read;
    }
    return true;
  }

  /** Adds to the message that is not whole; gives how many bytes of the chunk it has now, 0 for what is no message. */
  #gather(chunk: Uint8Array, at: number, take: (message: Uint8Array) => void): number {
    if (!this.#message) {
      const count = this.#fill(this.#head, chunk, at);
      if (this.#filled < HEAD) return count;
      const length = messageLength(this.#head, 0);
      if (length === 0) return 0;
      this.#message = new Uint8Array(length);
      this.#message.set(this.#head);
      return count + this.#gatherRest(this.#message, chunk, at + count, take);
    }
    return this.#gatherRest(this.#message, chunk, at, take);
  }

  #gatherRest(
    message: Uint8Array,
    chunk: Uint8Array,
    at: number,
    take: (message: Uint8Array) => void,
  ): number {
    const count = this.#fill(message, chunk, at);
    if (this.#filled < message.length) return count;
    this.#message = undefined;
    this.#filled = 0;
    take(message);
    return count;
  }

  #fill(into: Uint8Array, chunk: Uint8Array, at: number): number {
    const count = Math.min(into.length - this.#filled, chunk.length - at);
    into.set(chunk.subarray(at, at + count), this.#filled);
    this.#filled += count;
    return count;
  }
}
