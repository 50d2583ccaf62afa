/** The files that the other side sends: nothing is taken before the person says so, and never more than was announced. */
import { assertNever } from '../result.ts';
import { safeFileName, safeFileType } from './file-name.ts';
import type { Files, FilesRefusal, FileWords, Incoming, TransferFailure } from './files.ts';
import {
  FILE_BLOCK,
  FILE_WINDOW,
  type FilesEffect,
  type FilesEvent,
  type FilesStep,
  isEnded,
  MAX_OPEN_OFFERS,
  MAX_PIECES,
  MAX_RECEIVING,
  put,
  refuseWords,
  STORED_STEP,
} from './files-events.ts';

type Of<K extends FilesEvent['kind']> = Extract<FilesEvent, { kind: K }>;
type Senders = Extract<FileWords, { kind: 'offer' | 'pause' | 'end' | 'again' | 'withdraw' }>;
type Receiving = Incoming & { readonly state: Extract<Incoming['state'], { name: 'receiving' }> };

/** What the sender of a file says. */
export function senderSays(files: Files, words: Senders, at: number): FilesStep {
  if (words.kind === 'offer') return offered(files, words, at);
  const one = incoming(files, words.id);
  if (one === undefined) {
    // It may have left the list already, or never come into it.
    return words.id <= files.lastTheirs ? [files, []] : refuseWords(files, 'unknown-transfer');
  }
  // Words cross each other: what ended here may go on there for a moment.
  if (isEnded(one)) return [files, []];
  switch (words.kind) {
    case 'pause':
      return isReceiving(one)
        ? [put(files, { ...one, state: { ...one.state, pausedByThem: words.on } }), []]
        : refuseWords(files, 'out-of-turn');
    case 'end':
      if (!isReceiving(one)) return refuseWords(files, 'out-of-turn');
      if (one.state.hash !== undefined) return nonsense(files, one, 'out-of-turn');
      return check(files, { ...one, state: { ...one.state, hash: words.hash } });
    case 'again':
      if (!isReceiving(one)) return [files, []];
      return one.state.pausedByUs ? [files, []] : takeOn(files, one);
    case 'withdraw':
      return failIncoming(files, one, { by: 'them', why: words.why });
    default:
      return assertNever(words);
  }
}

function offered(files: Files, words: Extract<Senders, { kind: 'offer' }>, at: number): FilesStep {
  const { id, size } = words;
  if (id <= files.lastTheirs) return refuseWords(files, 'out-of-turn');
  const now = { ...files, lastTheirs: id };
  const open = files.transfers.filter(
    ({ direction, state }) => direction === 'in' && state.name === 'offered',
  );
  if (open.length >= MAX_OPEN_OFFERS) {
    const [refused] = refuseWords(now, 'too-many-offers');
    return [refused, [sayRefuse(id, 'too-many')]];
  }
  const [name, type] = [safeFileName(words.name), safeFileType(words.type)];
  const pace = { perSecond: undefined, at, bytes: 0 };
  const state = { name: 'offered' } as const;
  const one: Incoming = { direction: 'in', id, name, size, type, at, state, pace };
  return [{ ...now, transfers: [...now.transfers, one] }, []];
}

/** The person wants it: its place is made when its turn comes. */
export function accept(files: Files, id: number): FilesStep {
  const one = incoming(files, id);
  if (one?.state.name !== 'offered' || files.link === 'ended') return [files, []];
  return schedule(put(files, { ...one, state: { name: 'waiting', preparing: false } }));
}

/** Makes places for accepted files, as many as are received at once. */
function schedule(files: Files): FilesStep {
  let left = MAX_RECEIVING - files.transfers.filter(isActive).length;
  const effects: FilesEffect[] = [];
  const transfers = files.transfers.map((one) => {
    const waits = one.direction === 'in' && one.state.name === 'waiting' && !one.state.preparing;
    if (!waits || left <= 0) return one;
    left -= 1;
    effects.push({ kind: 'make-place', id: one.id, size: one.size });
    return { ...one, state: { name: 'waiting', preparing: true } as const };
  });
  return effects.length === 0 ? [files, []] : [{ ...files, transfers }, effects];
}

/** What is paused here leaves its turn to others. */
function isActive(one: Files['transfers'][number]): boolean {
  if (one.direction !== 'in') return false;
  return one.state.name === 'waiting'
    ? one.state.preparing
    : isReceiving(one) && !one.state.pausedByUs;
}

/** The person doesn't want it, or not any more. */
export function refuseFile(files: Files, id: number, why: 'declined' | 'cancelled'): FilesStep {
  const one = incoming(files, id);
  return one === undefined || isEnded(one) ? [files, []] : giveUp(files, one, why);
}

/** The person pauses a file of theirs, or goes on: from the first byte that is not here, under a new run. */
export function pauseIncoming(files: Files, one: Incoming, on: boolean): FilesStep {
  if (!isReceiving(one) || one.state.checking || one.state.pausedByUs === on) return [files, []];
  if (!on) return takeOn(files, one);
  const [now, effects] = schedule(
    put(files, { ...one, state: { ...one.state, pausedByUs: true } }),
  );
  return [now, [{ kind: 'say', words: { about: 'files', kind: 'hold', id: one.id } }, ...effects]];
}

function takeOn(files: Files, one: Receiving): FilesStep {
  const { id, state } = one;
  const run = state.run + 1;
  const words: FileWords = { about: 'files', kind: 'take', id, run, from: state.got };
  const going = put(files, { ...one, state: { ...state, run, pausedByUs: false } });
  return [going, [{ kind: 'say', words }]];
}

/** Its place is there: it may come. */
export function placeMade(files: Files, id: number): FilesStep {
  const one = incoming(files, id);
  // It was given up meanwhile.
  if (one?.state.name !== 'waiting') return [files, [{ kind: 'drop-place', id }]];
  const run = 1;
  const state = {
    name: 'receiving',
    run,
    got: 0,
    stored: 0,
    told: 0,
    pieces: 0,
    pausedByUs: false,
    pausedByThem: false,
    hash: undefined,
    checking: false,
  } as const;
  const words: FileWords = { about: 'files', kind: 'take', id, run, from: 0 };
  return [put(files, { ...one, state }), [{ kind: 'say', words }]];
}

/** There is not enough room: the person may make some and accept it again. */
export function placeTooSmall(files: Files, { id, free }: Of<'place-too-small'>): FilesStep {
  const one = incoming(files, id);
  if (one?.state.name !== 'waiting') return [files, []];
  return schedule(put(files, { ...one, state: { name: 'offered', free } }));
}

/** Storing failed for good. */
export function notStored(files: Files, { id, why }: Of<'not-stored'>): FilesStep {
  const one = incoming(files, id);
  const isOn = one?.state.name === 'waiting' || one?.state.name === 'receiving';
  return one === undefined || !isOn ? [files, []] : giveUp(files, one, why);
}

/** A piece of content. Nothing is kept of one that does not fit. */
export function frameCame(files: Files, { frame }: Of<'frame'>): FilesStep {
  const { id, run, offset, bytes } = frame;
  const one = incoming(files, id);
  if (one === undefined) return refuseWords(files, 'unknown-transfer');
  if (one.state.name === 'failed') return lateFrame(files, one, bytes.length);
  if (!isReceiving(one)) return nonsense(files, one, 'not-accepted');
  const { state } = one;
  // On its way when we asked for it anew: it comes again.
  if (run < state.run) return [files, []];
  if (run > state.run) return nonsense(files, one, 'wrong-run');
  if (offset !== state.got) return nonsense(files, one, 'wrong-offset');
  const got = offset + bytes.length;
  if (got > one.size) return nonsense(files, one, 'too-much');
  if (got - state.told > FILE_WINDOW) return nonsense(files, one, 'over-window');
  const pieces = state.pieces + 1;
  if (pieces > MAX_PIECES) return nonsense(files, one, 'over-window');
  const taken = put(files, { ...one, state: { ...state, got, pieces } });
  return [taken, [{ kind: 'store', id, offset, bytes }]];
}

/** Some content is always on its way when a transfer ends; more than that is nonsense. */
function lateFrame(files: Files, one: Incoming, length: number): FilesStep {
  if (one.state.name !== 'failed') return [files, []];
  const late = one.state.late + length;
  const now = put(files, { ...one, state: { ...one.state, late } });
  return late > FILE_WINDOW + FILE_BLOCK ? refuseWords(now, 'not-accepted') : [now, []];
}

/** Bytes are stored: the other side is told now and then, and at the end. */
export function storedHere(files: Files, { id, upTo }: Of<'stored'>): FilesStep {
  const one = incoming(files, id);
  if (one === undefined || !isReceiving(one)) return [files, []];
  const { state } = one;
  const tell = upTo - state.told >= STORED_STEP || (upTo === one.size && upTo > state.told);
  const told = tell ? upTo : state.told;
  const [now, effects] = check(files, {
    ...one,
    state: { ...state, stored: upTo, told, pieces: state.pieces - 1 },
  });
  const words: FileWords = { about: 'files', kind: 'stored', id, upTo };
  return [now, [...(tell ? [{ kind: 'say', words } as const] : []), ...effects]];
}

/** Has it checked, once all is stored and its hash is known. */
function check(files: Files, one: Receiving): FilesStep {
  const { state } = one;
  if (state.hash === undefined || state.stored < one.size || state.checking) {
    return [put(files, one), []];
  }
  const checking = put(files, { ...one, state: { ...state, checking: true } });
  return [checking, [{ kind: 'finish-place', id: one.id }]];
}

/** The hash of what is stored is there. */
export function placeHashed(files: Files, { id, hash }: Of<'place-hashed'>): FilesStep {
  const one = incoming(files, id);
  if (one === undefined || !isReceiving(one) || !one.state.checking) return [files, []];
  if (hash !== one.state.hash) return giveUp(files, one, 'wrong-hash');
  const ready = put(files, { ...one, state: { name: 'ready', saved: false } });
  const [now, effects] = schedule(ready);
  return [now, [{ kind: 'say', words: { about: 'files', kind: 'done', id } }, ...effects]];
}

/** The person has saved it. */
export function fileSaved(files: Files, id: number): FilesStep {
  const one = incoming(files, id);
  if (one?.state.name !== 'ready') return [files, []];
  return [put(files, { ...one, state: { name: 'ready', saved: true } }), []];
}

/** A whole file was removed from outside of the call: it can't be saved, whatever was said before. */
export function fileGone(files: Files, id: number): FilesStep {
  const one = incoming(files, id);
  if (one?.state.name !== 'ready') return [files, []];
  return failIncoming(files, one, { by: 'us', why: 'not-stored' });
}

/** Ends a file of theirs without a word to them. */
export function failIncoming(files: Files, one: Incoming, failure: TransferFailure): FilesStep {
  const { state } = one;
  const hasPlace = state.name === 'receiving' || (state.name === 'waiting' && state.preparing);
  const failed = put(files, { ...one, state: { name: 'failed', failure, late: 0 } });
  const [now, effects] = schedule(failed);
  return [now, [...(hasPlace ? [{ kind: 'drop-place', id: one.id } as const] : []), ...effects]];
}

/** Ends a file of theirs for a reason of ours. */
function giveUp(
  files: Files,
  one: Incoming,
  why: Extract<FileWords, { kind: 'refuse' }>['why'],
): FilesStep {
  const [now, effects] = failIncoming(files, one, { by: 'us', why });
  return [now, [sayRefuse(one.id, why), ...effects]];
}

function nonsense(files: Files, one: Incoming, why: FilesRefusal): FilesStep {
  const [refused] = refuseWords(files, why);
  // What is whole and checked stays the person's.
  if (one.state.name === 'ready') return [refused, []];
  const [now, effects] = failIncoming(refused, one, { by: 'them', why: 'nonsense' });
  return [now, [sayRefuse(one.id, 'refused'), ...effects]];
}

function sayRefuse(id: number, why: Extract<FileWords, { kind: 'refuse' }>['why']): FilesEffect {
  return { kind: 'say', words: { about: 'files', kind: 'refuse', id, why } };
}

function isReceiving(one: Files['transfers'][number]): one is Receiving {
  return one.direction === 'in' && one.state.name === 'receiving';
}

function incoming(files: Files, id: number): Incoming | undefined {
  return files.transfers.find((one): one is Incoming => one.direction === 'in' && one.id === id);
}
