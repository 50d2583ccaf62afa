import type { Socket } from 'node:net';
import { Backlog } from './backlog.ts';
import { writeChannelHeader } from './datagrams.ts';
import { MAX_MESSAGE, MessageReader } from './stream.ts';

/**
 * How much may wait in this process for a page that does not read, beside what the system's own buffers hold; what comes then
 * is dropped, as UDP would. In a call with a picture it is a fifth of a second, and what is older is of no use to anybody.
 */
const MAX_UNSENT = 64 * 1024;
const SLAB = 64 * 1024;
/** ChannelData's header. */
const HEADER = 4;
const FILLING = new Uint8Array(3);
/** What the longest message takes, with what fills it up. */
const LONGEST = HEADER + MAX_MESSAGE + FILLING.length;

/** What a client's messages and its end are told to. */
export interface TcpClientEvents {
  readonly onMessage: (client: TcpClient, message: Uint8Array) => void;
  readonly onClose: (client: TcpClient) => void;
}

/**
 * One client's connection. Everything that is said to it in one turn of the event loop goes out together, since the system asks
 * as much for one datagram as for many; nothing waits for a later turn.
 */
export class TcpClient {
  readonly port: number;
  /** What it has said that waited. */
  readonly backlog = new Backlog(setImmediate);
  readonly #socket: Socket;
  readonly #reader = new MessageReader();
  #slab = Buffer.allocUnsafeSlow(SLAB);
  /** What of the slab is free for the next messages. */
  #out = this.#slab;
  #filled = 0;
  #flushing = false;

  constructor(socket: Socket, port: number, { onMessage, onClose }: TcpClientEvents) {
    this.#socket = socket;
    this.port = port;
    const take = (message: Uint8Array): void => onMessage(this, message);
    socket.on('data', (chunk: Buffer) => {
      this.backlog.add(chunk.length);
      if (!this.#reader.read(chunk, take)) this.close();
    });
    // Who says no more has ended its allocation as well, whether or not it reads what is still for it.
    socket.on('end', () => this.close());
    socket.on('error', () => undefined); // 'close' follows
    socket.on('close', () => onClose(this));
  }

  /** Sends a ChannelData message: the bytes of `packet` from `at` to `end`, then `rest`. */
  sendChannelData(
    channel: number,
    packet: Uint8Array,
    at: number,
    end: number,
    rest: Uint8Array | undefined,
  ): void {
    const length = end - at + (rest?.length ?? 0);
    if (!this.#hasRoom(HEADER + length)) return;
    writeChannelHeader(this.#out, this.#filled + HEADER, channel, length);
    this.#filled += HEADER;
    this.#add(packet.subarray(at, end));
    if (rest) this.#add(rest);
    this.#fillUp(length);
  }

  /** Sends a STUN message, given in parts that are one behind the other, and what fills it up. */
  sendMessage(parts: readonly Uint8Array[]): void {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (!this.#hasRoom(length)) return;
    for (const part of parts) this.#add(part);
    this.#fillUp(length);
  }

  close(): void {
    this.#socket.destroy();
  }

  #hasRoom(length: number): boolean {
    if (length > MAX_MESSAGE || this.#socket.writableLength + this.#filled > MAX_UNSENT)
      return false;
    if (this.#filled + length + FILLING.length > this.#out.length) this.#flush();
    if (!this.#flushing) {
      this.#flushing = true;
      setImmediate(() => {
        this.#flushing = false;
        this.#flush();
      });
    }
    return true;
  }

  #add(bytes: Uint8Array): void {
    this.#out.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  #fillUp(length: number): void {
    this.#add(FILLING.subarray(0, -length & 3));
  }

  #flush(): void {
    const filled = this.#filled;
    this.#filled = 0;
    if (filled === 0 || !this.#socket.writable) return;
    this.#socket.write(this.#out.subarray(0, filled));
    if (this.#socket.writableLength === 0) {
      this.#out = this.#slab;
      return;
    }
    // What could not be sent at once keeps its memory, all of its slab: the next goes behind it while there is room.
    this.#out = this.#out.subarray(filled);
    if (this.#out.length >= LONGEST) return;
    this.#slab = Buffer.allocUnsafeSlow(SLAB);
    this.#out = this.#slab;
  }
}
