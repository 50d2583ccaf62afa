/** Two sides with files between them: stores and sources in memory, both channels as queues that a test moves on by itself. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { decodeFrame, encodeFrame, FRAME_CONTENT } from '../../../lib/call/file-frame.ts';
import {
  type FileMeta,
  type Files,
  FileWords,
  type Incoming,
  NEW_FILES,
  type Outgoing,
} from '../../../lib/call/files.ts';
import type { FilesEffect, FilesEvent } from '../../../lib/call/files-events.ts';
import { stepFiles } from '../../../lib/call/files-step.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A file of an own machine. */
export type Source = { readonly content: Bytes; readonly fails?: 'unreadable' | 'changed' };

/** What to do later, one thing at a time. */
export type Task = { readonly what: string; readonly run: () => void };

/** One side. What it says and sends waits in `talk` and `data`; what its machine is to do in `tasks`. */
export class FileSide {
  files: Files = NEW_FILES;
  readonly sources = new Map<number, Source>();
  readonly places = new Map<number, Bytes[]>();
  readonly dropped: number[] = [];
  talk: FileWords[] = [];
  data: Bytes[] = [];
  tasks: Task[] = [];
  closed = false;
  /** Of which files blocks were read, in order. */
  readonly turns: number[] = [];
  /** How often the other side asked to go on in the middle of a file. */
  resumed = 0;
  /** Room for so many bytes. */
  free = Number.POSITIVE_INFINITY;
  failStores = false;
  at = 1_000_000;
  /** The most content that was on its way to a store at once. */
  queued = 0;
  most = 0;

  does(...events: FilesEvent[]): this {
    for (const event of events) {
      const [files, effects] = stepFiles(this.files, event);
      this.files = files;
      for (const effect of effects) this.#carry(effect);
    }
    return this;
  }

  open(): this {
    return this.does({ kind: 'link', link: 'open' });
  }

  offers(...chosen: (FileMeta & Source)[]): this {
    for (const [index, one] of chosen.entries()) {
      this.sources.set(this.files.lastOwn + 1 + index, one);
    }
    const files = chosen.map(({ name, size, type }) => ({ name, size, type }));
    return this.does({ kind: 'offer', files, at: this.at });
  }

  hears(words: FileWords): this {
    if (words.kind === 'take' && words.from > 0) this.resumed += 1;
    return this.does({ kind: 'heard', words: v.parse(FileWords, words), at: this.at });
  }

  receives(message: Bytes): this {
    const frame = decodeFrame(message);
    return this.does(frame.ok ? { kind: 'frame', frame: frame.value } : { kind: 'bad-frame' });
  }

  out(id: number): Outgoing {
    const one = this.files.transfers.find((each) => each.direction === 'out' && each.id === id);
    if (one?.direction !== 'out') throw new Error(`no file ${id} goes out`);
    return one;
  }

  in(id: number): Incoming {
    const one = this.files.transfers.find((each) => each.direction === 'in' && each.id === id);
    if (one?.direction !== 'in') throw new Error(`no file ${id} comes`);
    return one;
  }

  content(id: number): Bytes {
    return concatBytes(...(this.places.get(id) ?? []));
  }

  /** Lets this side's machine do everything that it is to do. */
  works(): this {
    for (let task = this.tasks.shift(); task; task = this.tasks.shift()) task.run();
    return this;
  }

  #later(what: string, run: () => void): void {
    this.tasks.push({ what, run });
  }

  #carry(effect: FilesEffect): void {
    switch (effect.kind) {
      case 'say':
        this.talk.push(v.parse(FileWords, structuredClone(effect.words)));
        return;
      case 'read': {
        const { id, run, offset, length } = effect;
        const source = this.sources.get(id);
        this.turns.push(id);
        this.#later('read', () => {
          if (source === undefined || (source.fails && offset > 0)) {
            this.does({ kind: 'unread', id, why: source?.fails ?? 'unreadable' });
          } else {
            const bytes = source.content.slice(offset, offset + length);
            this.does({ kind: 'read', id, run, offset, bytes });
          }
        });
        return;
      }
      case 'transmit': {
        const { id, run, offset, bytes } = effect;
        for (let from = 0; from < bytes.length; from += FRAME_CONTENT) {
          const part = bytes.subarray(from, from + FRAME_CONTENT);
          this.data.push(encodeFrame({ id, run, offset: offset + from, bytes: part }));
        }
        this.#later('room', () => this.does({ kind: 'room' }));
        return;
      }
      case 'finish-source': {
        const { id } = effect;
        const hash = bytesToHex(sha256(this.sources.get(id)?.content ?? new Uint8Array()));
        this.#later('hash', () => this.does({ kind: 'source-hashed', id, hash }));
        return;
      }
      case 'close-source':
        this.sources.delete(effect.id);
        return;
      case 'make-place': {
        const { id, size } = effect;
        this.#later('place', () => {
          if (size > this.free) this.does({ kind: 'place-too-small', id, free: this.free });
          else {
            this.places.set(id, []);
            this.does({ kind: 'place-made', id });
          }
        });
        return;
      }
      case 'store': {
        const { id, offset, bytes } = effect;
        this.queued += bytes.length;
        this.most = Math.max(this.most, this.queued);
        const copy = bytes.slice();
        this.#later('store', () => {
          this.queued -= copy.length;
          const place = this.places.get(id);
          if (place === undefined) return;
          if (this.failStores) {
            this.does({ kind: 'not-stored', id, why: 'no-space' });
            return;
          }
          const length = place.reduce((sum, part) => sum + part.length, 0);
          if (length !== offset) throw new Error(`stored at ${offset} instead of ${length}`);
          place.push(copy);
          this.does({ kind: 'stored', id, upTo: offset + copy.length });
        });
        return;
      }
      case 'finish-place': {
        const { id } = effect;
        this.#later('check', () => {
          if (!this.places.has(id)) return;
          this.does({ kind: 'place-hashed', id, hash: bytesToHex(sha256(this.content(id))) });
        });
        return;
      }
      case 'drop-place':
        this.dropped.push(effect.id);
        this.places.delete(effect.id);
        return;
      case 'close-channel':
        this.closed = true;
    }
  }
}

/** Two sides with an open channel between them. */
export function twoSides(): [FileSide, FileSide] {
  return [new FileSide().open(), new FileSide().open()];
}

/** Lets everything happen that is on its way, in a fixed order. */
export function settleFiles(a: FileSide, b: FileSide): void {
  for (;;) {
    const before = a.talk.length + b.talk.length + a.data.length + b.data.length;
    if (before + a.tasks.length + b.tasks.length === 0) return;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      from.works();
      for (const words of from.talk.splice(0)) to.hears(words);
      for (const message of from.data.splice(0)) to.receives(message);
    }
  }
}

/** Content of a length that says where each byte of it belongs. */
export function content(length: number, seed = 0): Bytes {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + (at >> 8) * 7 + seed) & 0xff;
  return bytes;
}

/** A file with such content. */
export function file(length: number, name = 'capybara.jpg', seed = 0): FileMeta & Source {
  return { name, size: length, type: 'image/jpeg', content: content(length, seed) };
}
