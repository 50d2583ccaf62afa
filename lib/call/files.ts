/**
 * Files between two people whose call is proven (docs/call-protocols.md, section 6): what the two sides say to each other over
 * the talk channel, and how transfers stand. The content goes over a channel of its own (file-frame.ts). Each side numbers
 * what it sends; what is said by a file's sender and by its receiver has different kinds, so that no number means two files.
 */
import * as v from 'valibot';
import { MAX_RUN, MAX_TRANSFER_ID } from './file-frame.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(whole, v.minValue(1), v.maxValue(MAX_TRANSFER_ID));
const run = v.pipe(whole, v.minValue(1), v.maxValue(MAX_RUN));
const about = v.literal('files');
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Why a sender gives a transfer up. */
export const WITHDRAWALS = ['cancelled', 'unreadable', 'changed'] as const;
/** Why a receiver wants nothing, or nothing more, of a file. `refused`: what came was not what was agreed. */
export const REFUSALS = [
  'declined',
  'cancelled',
  'too-many',
  'no-space',
  'not-stored',
  'wrong-hash',
  'refused',
] as const;

/** What the two sides say to each other about files. */
export const FileWords = v.variant('kind', [
  // The sender of a file.
  v.object({
    about,
    kind: v.literal('offer'),
    id,
    name: v.pipe(v.string(), v.maxLength(1024)),
    /** In bytes. */
    size: whole,
    /** A media type, or nothing; for the eye only. */
    type: v.pipe(v.string(), v.maxLength(256)),
  }),
  v.object({ about, kind: v.literal('pause'), id, on: v.boolean() }),
  /** All of it was sent; the SHA-256 of the whole content. */
  v.object({ about, kind: v.literal('end'), id, hash }),
  /** What was on its way is lost: `take` it anew. */
  v.object({ about, kind: v.literal('again'), id }),
  v.object({ about, kind: v.literal('withdraw'), id, why: v.picklist(WITHDRAWALS) }),
  // The receiver of a file.
  /** Send it from this byte on; its frames bear this run, which grows with each `take` of a transfer. */
  v.object({ about, kind: v.literal('take'), id, run, from: whole }),
  /** Stop sending until the next `take`. */
  v.object({ about, kind: v.literal('hold'), id }),
  /** Everything before this byte is stored. */
  v.object({ about, kind: v.literal('stored'), id, upTo: whole }),
  v.object({ about, kind: v.literal('refuse'), id, why: v.picklist(REFUSALS) }),
  /** It is whole, and its hash is right. */
  v.object({ about, kind: v.literal('done'), id }),
]);
/** What the two sides say to each other about files. */
export type FileWords = v.InferOutput<typeof FileWords>;

/** A file as it was offered; the name of one of theirs is made harmless. */
export type FileMeta = {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly type: string;
};

/** How fast a transfer goes, smoothed, in bytes a second; and when, in ms, it was at how many bytes. */
export type Pace = {
  readonly perSecond: number | undefined;
  readonly at: number;
  readonly bytes: number;
};

/** Why a transfer came to nothing. `by`: who decided it, or where it failed. */
export type TransferFailure = {
  readonly by: 'us' | 'them';
  readonly why:
    | (typeof WITHDRAWALS)[number]
    | (typeof REFUSALS)[number]
    /** The other side spoke nonsense about it. */
    | 'nonsense'
    | 'call-ended';
};

/** A file that this side sends. */
export type Outgoing = FileMeta & {
  readonly direction: 'out';
  readonly id: number;
  /** When it was chosen, in ms since 1970. */
  readonly at: number;
  readonly state: /** Not offered yet: too many offers are open. */
    | { readonly name: 'queued' }
    /** The other person has not said yes yet, or her side is not at it yet. */
    | { readonly name: 'offered' }
    | {
        readonly name: 'sending';
        readonly run: number;
        /** Bytes given to the channel, and bytes stored at the other side. */
        readonly sent: number;
        readonly stored: number;
        readonly pausedByUs: boolean;
        readonly pausedByThem: boolean;
        /** What is known of the hash of the whole; it is said once. */
        readonly end: 'reading' | 'hashing' | 'said';
      }
    | { readonly name: 'done' }
    | { readonly name: 'failed'; readonly failure: TransferFailure };
  readonly pace: Pace;
};

/** A file that the other side sends. */
export type Incoming = FileMeta & {
  readonly direction: 'in';
  readonly id: number;
  /** When it was offered, in ms since 1970. */
  readonly at: number;
  readonly state: /** The person has not decided. `free`: it was accepted, and there is room for only so many bytes. */
    | { readonly name: 'offered'; readonly free?: number }
    /** Accepted; other files come first, or its place is being made. */
    | { readonly name: 'waiting'; readonly preparing: boolean }
    | {
        readonly name: 'receiving';
        readonly run: number;
        /** Bytes that came, and bytes that are stored; `told`: up to where the other side knows of it. */
        readonly got: number;
        readonly stored: number;
        readonly told: number;
        /** Pieces of content that came and are not stored yet. */
        readonly pieces: number;
        readonly pausedByUs: boolean;
        readonly pausedByThem: boolean;
        /** What its content must be, once the other side has said so. */
        readonly hash: string | undefined;
        /** Whether everything is there and is being checked. */
        readonly checking: boolean;
      }
    /** Whole and right; `saved`: the person has saved it. */
    | { readonly name: 'ready'; readonly saved: boolean }
    /** `late`: bytes that came since; some are always on their way. */
    | { readonly name: 'failed'; readonly failure: TransferFailure; readonly late: number };
  readonly pace: Pace;
};

/** A file on its way, or that was. */
export type Transfer = Outgoing | Incoming;

/** Why something of the other side was refused. */
export type FilesRefusal =
  | 'bad-frame'
  /** A number that no offer had. */
  | 'unknown-transfer'
  /** What nobody may say now. */
  | 'out-of-turn'
  /** Content of a file that nobody accepted. */
  | 'not-accepted'
  | 'wrong-run'
  | 'wrong-offset'
  /** More than was announced. */
  | 'too-much'
  /** More than may be on its way. */
  | 'over-window'
  /** More open offers than are kept. */
  | 'too-many-offers'
  /** It says to have stored what was not sent. */
  | 'never-sent';

/** The files of one call. */
export type Files = {
  /** In the order in which they were offered; both directions. */
  readonly transfers: readonly Transfer[];
  /** `held`: the call is cut, and perhaps comes back. */
  readonly link: 'none' | 'open' | 'held' | 'ended';
  /** The highest number of an own transfer, and of one of theirs. */
  readonly lastOwn: number;
  readonly lastTheirs: number;
  /** The transfer of which content is being read now, and the last one that had its turn. */
  readonly reading: number | undefined;
  readonly turn: number;
  /** Whether the channel takes more. */
  readonly room: boolean;
  /** How many files of the last choice were too many to be offered. */
  readonly leftOut: number;
  readonly refused: number;
  readonly lastRefusal: FilesRefusal | undefined;
  /** Nonsense went on: nothing more is heard. */
  readonly shut: boolean;
};

/** A call in which no file was offered. */
export const NEW_FILES: Files = {
  transfers: [],
  link: 'none',
  lastOwn: 0,
  lastTheirs: 0,
  reading: undefined,
  turn: 0,
  room: false,
  leftOut: 0,
  refused: 0,
  lastRefusal: undefined,
  shut: false,
};

/** What a person can do with files; every one returns at once, its effect shows in the state. */
export type FilesActions = {
  /** Offers files of this machine; what the browser gave for a drop, a paste or a choice. */
  readonly offer: (files: readonly FileMeta[]) => void;
  readonly accept: (id: number) => void;
  readonly decline: (id: number) => void;
  readonly pause: (transfer: Transfer, on: boolean) => void;
  readonly cancel: (transfer: Transfer) => void;
  /** Only on a click: browsers ask where to, or put it to the downloads. */
  readonly save: (id: number) => void;
  /** Takes an ended transfer out of the list; a received file goes with it. */
  readonly remove: (transfer: Transfer) => void;
};
