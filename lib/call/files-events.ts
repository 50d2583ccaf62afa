import type { FileFrame } from './file-frame.ts';
import type { FileMeta, Files, FilesRefusal, FileWords, Transfer } from './files.ts';

/** The most content that may be on its way, or waiting to be stored, of one transfer, in bytes: what a stranger can make us hold. */
export const FILE_WINDOW = 4 * 1024 * 1024;
/** The most pieces of one transfer that may wait to be stored, however small they are: four times what we send. */
export const MAX_PIECES = 1024;
/** How much is read of a file at a time. */
export const FILE_BLOCK = 128 * 1024;
/** After how many more bytes a receiver says what it has stored. */
export const STORED_STEP = 256 * 1024;
/** How many files are received at once; others wait. */
export const MAX_RECEIVING = 3;
/** How many offers of one side may wait for an answer. */
export const MAX_OPEN_OFFERS = 20;
/** How many files a person can have in the list at once that have not ended. */
export const MAX_OWN_OPEN = 200;
/** How many ended transfers stay in the list. */
export const MAX_ENDED = 100;
/** After how much nonsense nothing more is heard. */
export const MAX_FILES_REFUSALS = 16;

/** What happens to the files of a call. `at` in ms since 1970. */
export type FilesEvent =
  // The person.
  | { readonly kind: 'offer'; readonly files: readonly FileMeta[]; readonly at: number }
  | { readonly kind: 'accept'; readonly id: number }
  | { readonly kind: 'decline'; readonly id: number }
  | { readonly kind: 'saved'; readonly id: number }
  /** It was to be saved, and is not on the disk any more. */
  | { readonly kind: 'gone'; readonly id: number }
  | { readonly kind: 'pause'; readonly of: TransferKey; readonly on: boolean }
  | { readonly kind: 'cancel'; readonly of: TransferKey }
  | { readonly kind: 'remove'; readonly of: TransferKey }
  // The other side.
  | { readonly kind: 'heard'; readonly words: FileWords; readonly at: number }
  | { readonly kind: 'frame'; readonly frame: FileFrame }
  | { readonly kind: 'bad-frame' }
  // The channel. A channel that was `none` and is `open` again has lost what was on its way.
  | { readonly kind: 'link'; readonly link: Files['link'] }
  /** The channel takes another block. */
  | { readonly kind: 'room' }
  // A file that is sent; the first two answer `read`, the third `finish-source`.
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly run: number;
      readonly offset: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'unread'; readonly id: number; readonly why: 'unreadable' | 'changed' }
  | { readonly kind: 'source-hashed'; readonly id: number; readonly hash: string }
  // The place of a file that comes; the first three answer `make-place`, `store` and `finish-place`.
  | { readonly kind: 'place-made'; readonly id: number }
  /** There is room for only so many bytes. */
  | { readonly kind: 'place-too-small'; readonly id: number; readonly free: number }
  /** All up to this byte is there. */
  | { readonly kind: 'stored'; readonly id: number; readonly upTo: number }
  | { readonly kind: 'place-hashed'; readonly id: number; readonly hash: string }
  /** Making it, or writing to it, failed. */
  | { readonly kind: 'not-stored'; readonly id: number; readonly why: 'no-space' | 'not-stored' }
  /** A second has passed: for the pace. */
  | { readonly kind: 'tick'; readonly at: number };

/** Which transfer is meant. */
export type TransferKey = Pick<Transfer, 'direction' | 'id'>;

/** What is to be done, in this order. */
export type FilesEffect =
  | { readonly kind: 'say'; readonly words: FileWords }
  /** Read this part of an own file; only one is asked for at a time. */
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly run: number;
      readonly offset: number;
      readonly length: number;
    }
  /** Put these bytes on the channel, in frames; then `room` as soon as it takes more. */
  | {
      readonly kind: 'transmit';
      readonly id: number;
      readonly run: number;
      readonly offset: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  /** All of an own file was read: tell its hash. */
  | { readonly kind: 'finish-source'; readonly id: number }
  | { readonly kind: 'close-source'; readonly id: number }
  | { readonly kind: 'make-place'; readonly id: number; readonly size: number }
  | {
      readonly kind: 'store';
      readonly id: number;
      readonly offset: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  /** All is stored: tell its hash. */
  | { readonly kind: 'finish-place'; readonly id: number }
  | { readonly kind: 'drop-place'; readonly id: number }
  /** Close the files' channel for good. */
  | { readonly kind: 'close-channel' };

/** The files after something happened, and what is to be done. */
export type FilesStep = readonly [Files, readonly FilesEffect[]];

/** The files with one transfer changed. */
export function put(files: Files, transfer: Transfer): Files {
  const transfers = files.transfers.map((one) => (isSame(one, transfer) ? transfer : one));
  return { ...files, transfers };
}

/** Whether two keys mean one transfer. */
export function isSame(one: TransferKey, other: TransferKey): boolean {
  return one.id === other.id && one.direction === other.direction;
}

/** Whether nothing more happens to a transfer by itself. */
export function isEnded({ state }: Transfer): boolean {
  return state.name === 'done' || state.name === 'ready' || state.name === 'failed';
}

/** Something of the other side is refused; where nonsense goes on, `stepFiles` hears no more. */
export function refuseWords(files: Files, why: FilesRefusal): FilesStep {
  return [{ ...files, refused: files.refused + 1, lastRefusal: why }, []];
}
