import { err, ok, type Result } from '../lib/result.ts';

/**
 * Native messaging's frames: a 32-bit length in native byte order (little endian on every machine a browser runs on),
 * then that many bytes of UTF-8 JSON.
 * https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging
 */
const HEADER = 4;

/** Why a stream can't be read any further: after either, nothing tells where the next message starts. */
export type FrameError = { readonly kind: 'frame-too-large' | 'frame-not-json' };

/** Splits a stream of bytes, cut anywhere, into messages of at most `limit` bytes each. */
export class FrameReader {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #wanted = HEADER;
  #inBody = false;
  #error: FrameError | undefined;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes the next bytes; gives the messages that they complete, in order. After an error it gives that error for ever;
   * messages that the same chunk completed before it are lost, since the stream is to be closed anyway.
   */
  push(chunk: Uint8Array): Result<readonly unknown[], FrameError> {
    if (this.#error) return err(this.#error);
    const messages: unknown[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      const taken = rest.subarray(0, this.#wanted - this.#held);
      this.#chunks.push(taken);
      this.#held += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#held < this.#wanted) break;
      const piece = this.#join();
      if (this.#inBody) {
        const message = this.#parse(piece);
        if (!message.ok) return this.#fail(message.error);
        messages.push(message.value);
        this.#wanted = HEADER;
        this.#inBody = false;
        continue;
      }
      const length = new DataView(piece.buffer, piece.byteOffset, HEADER).getUint32(0, true);
      if (length > this.#limit) return this.#fail({ kind: 'frame-too-large' });
      if (length === 0) return this.#fail({ kind: 'frame-not-json' });
      this.#wanted = length;
      this.#inBody = true;
    }
    return ok(messages);
  }

  #join(): Uint8Array {
    const [only] = this.#chunks;
    let whole: Uint8Array;
    if (only && this.#chunks.length === 1) {
      whole = only;
    } else {
      whole = new Uint8Array(this.#held);
      let at = 0;
      for (const chunk of this.#chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
    }
    this.#chunks = [];
    this.#held = 0;
    return whole;
  }

  #parse(bytes: Uint8Array): Result<unknown, FrameError> {
    try {
      const message: unknown = JSON.parse(this.#decoder.decode(bytes));
      return ok(message);
    } catch {
      return err({ kind: 'frame-not-json' });
    }
  }

  #fail(error: FrameError): Result<never, FrameError> {
    this.#error = error;
    this.#chunks = [];
    return err(error);
  }
}

/** One message as a frame; `undefined` when it is larger than `limit`. */
export function encodeFrame(message: unknown, limit: number): Uint8Array | undefined {
  const body = new TextEncoder().encode(JSON.stringify(message));
  if (body.length > limit) return undefined;
  const frame = new Uint8Array(HEADER + body.length);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, HEADER);
  return frame;
}
