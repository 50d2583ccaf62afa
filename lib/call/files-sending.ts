/** The files that this side sends: one block at a time is read, in turns, as the channel and the receivers' windows allow. */
import { assertNever } from '../result.ts';
import type { Files, FileWords, Outgoing, TransferFailure } from './files.ts';
import {
  FILE_BLOCK,
  FILE_WINDOW,
  type FilesEffect,
  type FilesEvent,
  type FilesStep,
  isEnded,
  MAX_OPEN_OFFERS,
  MAX_OWN_OPEN,
  put,
  refuseWords,
} from './files-events.ts';

type Of<K extends FilesEvent['kind']> = Extract<FilesEvent, { kind: K }>;
type Receivers = Extract<FileWords, { kind: 'take' | 'hold' | 'stored' | 'refuse' | 'done' }>;

/** Puts files of this machine into the list, and offers them as far as open offers allow. */
export function offerFiles(files: Files, { files: chosen, at }: Of<'offer'>): FilesStep {
  if (files.link === 'ended' || files.shut) return [files, []];
  const open = files.transfers.filter((one) => one.direction === 'out' && !isEnded(one)).length;
  const chosenNow = chosen.slice(0, Math.max(0, MAX_OWN_OPEN - open));
  const added = chosenNow.map(({ name, size, type }, index): Outgoing => {
    const id = files.lastOwn + 1 + index;
    const pace = { perSecond: undefined, at, bytes: 0 };
    return { direction: 'out', id, name, size, type, at, state: { name: 'queued' }, pace };
  });
  return offerQueued({
    ...files,
    transfers: [...files.transfers, ...added],
    lastOwn: files.lastOwn + added.length,
    leftOut: chosen.length - chosenNow.length,
  });
}

/** Offers what waits for an offer to be answered. */
export function offerQueued(files: Files): FilesStep {
  const isOffered = ({ direction, state }: Files['transfers'][number]): boolean =>
    direction === 'out' && state.name === 'offered';
  let left = MAX_OPEN_OFFERS - files.transfers.filter(isOffered).length;
  const effects: FilesEffect[] = [];
  const transfers = files.transfers.map((one) => {
    if (one.direction !== 'out' || one.state.name !== 'queued' || left <= 0) return one;
    left -= 1;
    const { id, size } = one;
    const [name, type] = [one.name.slice(0, 255), one.type.slice(0, 255)];
    effects.push({ kind: 'say', words: { about: 'files', kind: 'offer', id, name, size, type } });
    return { ...one, state: { name: 'offered' } as const };
  });
  return effects.length === 0 ? [files, []] : [{ ...files, transfers }, effects];
}

/** Asks for the next block, if one may be sent. */
export function pump(files: Files): FilesStep {
  if (files.reading !== undefined || !files.room || files.link !== 'open') return [files, []];
  const ready = files.transfers.filter(mayRead);
  // Each has its turn: the next higher number, or else the lowest.
  const next = ready.find(({ id }) => id > files.turn) ?? ready[0];
  if (next === undefined) return [files, []];
  const { id, size, state } = next;
  const { run, sent, stored } = state;
  const length = Math.min(FILE_BLOCK, size - sent, FILE_WINDOW - (sent - stored));
  const now = { ...files, reading: id, turn: id };
  return [now, [{ kind: 'read', id, run, offset: sent, length }]];
}

type Sending = Outgoing & { readonly state: Extract<Outgoing['state'], { name: 'sending' }> };

function isSending(one: Files['transfers'][number]): one is Sending {
  return one.direction === 'out' && one.state.name === 'sending';
}

function mayRead(one: Files['transfers'][number]): one is Sending {
  if (!isSending(one)) return false;
  const { sent, stored, pausedByUs, pausedByThem } = one.state;
  return !pausedByUs && !pausedByThem && sent < one.size && sent - stored < FILE_WINDOW;
}

/** A block was read: onto the channel with it, unless nobody wants it any more. */
export function blockRead(files: Files, { id, run, offset, bytes }: Of<'read'>): FilesStep {
  const now = { ...files, reading: undefined };
  const one = outgoing(now, id);
  if (one === undefined || !isSending(one)) return [now, []];
  const { state } = one;
  if (files.link !== 'open' || state.run !== run || state.sent !== offset) return [now, []];
  const sent = offset + bytes.length;
  const whole = sent === one.size && state.end === 'reading';
  const sending = put(now, {
    ...one,
    state: { ...state, sent, end: whole ? 'hashing' : state.end },
  });
  const transmit: FilesEffect = { kind: 'transmit', id, run, offset, bytes };
  const finish: readonly FilesEffect[] = whole ? [{ kind: 'finish-source', id }] : [];
  return [{ ...sending, room: false }, [transmit, ...finish]];
}

/** Reading failed: the transfer ends, and the other side is told why. */
export function blockUnread(files: Files, { id, why }: Of<'unread'>): FilesStep {
  const now = files.reading === id ? { ...files, reading: undefined } : files;
  const one = outgoing(now, id);
  if (one === undefined || isEnded(one)) return [now, []];
  const [failed, effects] = failOutgoing(now, one, { by: 'us', why });
  return [
    failed,
    [{ kind: 'say', words: { about: 'files', kind: 'withdraw', id, why } }, ...effects],
  ];
}

/** The hash of the whole content is there. */
export function sourceHashed(files: Files, { id, hash }: Of<'source-hashed'>): FilesStep {
  const one = outgoing(files, id);
  if (one === undefined || !isSending(one) || one.state.end !== 'hashing') return [files, []];
  return [
    put(files, { ...one, state: { ...one.state, end: 'said' } }),
    [{ kind: 'say', words: { about: 'files', kind: 'end', id, hash } }],
  ];
}

/** The person pauses an own file, or goes on. */
export function pauseOutgoing(files: Files, one: Outgoing, on: boolean): FilesStep {
  if (!isSending(one) || one.state.pausedByUs === on) return [files, []];
  const paused = put(files, { ...one, state: { ...one.state, pausedByUs: on } });
  return [paused, [{ kind: 'say', words: { about: 'files', kind: 'pause', id: one.id, on } }]];
}

/** The person doesn't want to send it any more. */
export function cancelOutgoing(files: Files, one: Outgoing): FilesStep {
  const [failed, effects] = failOutgoing(files, one, { by: 'us', why: 'cancelled' });
  if (one.state.name === 'queued') return [failed, effects];
  const words: FileWords = { about: 'files', kind: 'withdraw', id: one.id, why: 'cancelled' };
  return [failed, [{ kind: 'say', words }, ...effects]];
}

/** Ends an own transfer without a word to the other side. */
export function failOutgoing(files: Files, one: Outgoing, failure: TransferFailure): FilesStep {
  const failed = put(files, { ...one, state: { name: 'failed', failure } });
  return [failed, [{ kind: 'close-source', id: one.id }]];
}

/** The channel was replaced: what was on its way is lost, and the receiver is asked from where to go on. */
export function sendAgain(files: Files): FilesStep {
  const effects = files.transfers.filter(isSending).map(({ id }): FilesEffect => {
    return { kind: 'say', words: { about: 'files', kind: 'again', id } };
  });
  const transfers = files.transfers.map((one) =>
    isSending(one) ? { ...one, state: { ...one.state, pausedByThem: true } } : one,
  );
  return [{ ...files, transfers }, effects];
}

/** What the receiver of an own file says. */
export function receiverSays(files: Files, words: Receivers): FilesStep {
  const one = outgoing(files, words.id);
  if (one === undefined) {
    // It may have left the list already.
    return words.id <= files.lastOwn ? [files, []] : refuseWords(files, 'unknown-transfer');
  }
  if (one.state.name === 'queued') return refuseWords(files, 'unknown-transfer');
  if (isEnded(one)) return crossed(files, one, words.kind);
  switch (words.kind) {
    case 'take':
      return taken(files, one, words.run, words.from);
    case 'hold':
      return isSending(one)
        ? [put(files, { ...one, state: { ...one.state, pausedByThem: true } }), []]
        : refuseWords(files, 'out-of-turn');
    case 'stored':
      return storedThere(files, one, words.upTo);
    case 'refuse':
      return failOutgoing(files, one, { by: 'them', why: words.why });
    case 'done':
      if (!isSending(one) || one.state.sent < one.size || one.state.end !== 'said') {
        return nonsense(files, one, 'out-of-turn');
      }
      return [
        put(files, { ...one, state: { name: 'done' } }),
        [{ kind: 'close-source', id: one.id }],
      ];
    default:
      return assertNever(words);
  }
}

/** Words cross each other: what ended here may go on there for a moment, and even have come to its good end. */
function crossed(files: Files, one: Outgoing, kind: Receivers['kind']): FilesStep {
  const { state } = one;
  const cancelled = state.name === 'failed' && state.failure.why === 'cancelled';
  if (kind !== 'done' || !cancelled || state.failure.by !== 'us') return [files, []];
  return [put(files, { ...one, state: { name: 'done' } }), []];
}

function taken(files: Files, one: Outgoing, run: number, from: number): FilesStep {
  const { id } = one;
  if (one.state.name === 'offered') {
    if (from !== 0) return nonsense(files, one, 'never-sent');
    const empty = one.size === 0;
    const state = {
      name: 'sending',
      run,
      sent: 0,
      stored: 0,
      pausedByUs: false,
      pausedByThem: false,
      end: empty ? 'hashing' : 'reading',
    } as const;
    return [put(files, { ...one, state }), empty ? [{ kind: 'finish-source', id }] : []];
  }
  if (!isSending(one)) return refuseWords(files, 'out-of-turn');
  const { state } = one;
  if (run <= state.run) return nonsense(files, one, 'wrong-run');
  if (from < state.stored || from > state.sent) return nonsense(files, one, 'never-sent');
  return [put(files, { ...one, state: { ...state, run, sent: from, pausedByThem: false } }), []];
}

function storedThere(files: Files, one: Outgoing, upTo: number): FilesStep {
  if (!isSending(one)) return nonsense(files, one, 'never-sent');
  const { state } = one;
  if (upTo <= state.stored || upTo > state.sent) return nonsense(files, one, 'never-sent');
  return [put(files, { ...one, state: { ...state, stored: upTo } }), []];
}

function nonsense(
  files: Files,
  one: Outgoing,
  why: Extract<Files['lastRefusal'], string>,
): FilesStep {
  const [refused] = refuseWords(files, why);
  const [failed, effects] = failOutgoing(refused, one, { by: 'them', why: 'nonsense' });
  const words: FileWords = { about: 'files', kind: 'withdraw', id: one.id, why: 'cancelled' };
  return [failed, [{ kind: 'say', words }, ...effects]];
}

function outgoing(files: Files, id: number): Outgoing | undefined {
  return files.transfers.find((one): one is Outgoing => one.direction === 'out' && one.id === id);
}
