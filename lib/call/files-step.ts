/** The files of one call as a pure reducer: `stepFiles(files, event)` gives the files after it and what is to be done. */
import { assertNever } from '../result.ts';
import type { Files, FileWords, Transfer } from './files.ts';
import {
  type FilesEffect,
  type FilesEvent,
  type FilesStep,
  isEnded,
  isSame,
  MAX_ENDED,
  MAX_FILES_REFUSALS,
  put,
  refuseWords,
  type TransferKey,
} from './files-events.ts';
import {
  accept,
  failIncoming,
  fileGone,
  fileSaved,
  frameCame,
  notStored,
  pauseIncoming,
  placeHashed,
  placeMade,
  placeTooSmall,
  refuseFile,
  senderSays,
  storedHere,
} from './files-receiving.ts';
import {
  blockRead,
  blockUnread,
  cancelOutgoing,
  failOutgoing,
  offerFiles,
  offerQueued,
  pauseOutgoing,
  pump,
  receiverSays,
  sendAgain,
  sourceHashed,
} from './files-sending.ts';

/** What an event makes of the files. Late and senseless events change nothing. */
export function stepFiles(files: Files, event: FilesEvent): FilesStep {
  const [after, effects] = stepOne(files, event);
  if (!files.shut && after.refused >= MAX_FILES_REFUSALS) {
    const [shut, more] = endAll({ ...after, shut: true }, { by: 'them', why: 'nonsense' });
    return [shut, [...effects, ...more, { kind: 'close-channel' }]];
  }
  // Whatever happened, an offer may have been answered, and a block may be due.
  const [offered, offers] = offerQueued(after);
  const [pumped, reads] = pump(offered);
  const all = effects.length + offers.length + reads.length;
  return [pruned(pumped), all === 0 ? [] : [...effects, ...offers, ...reads]];
}

function stepOne(files: Files, event: FilesEvent): FilesStep {
  switch (event.kind) {
    case 'offer':
      return offerFiles(files, event);
    case 'accept':
      return accept(files, event.id);
    case 'decline':
      return refuseFile(files, event.id, 'declined');
    case 'saved':
      return fileSaved(files, event.id);
    case 'gone':
      return fileGone(files, event.id);
    case 'pause':
      return pause(files, event.of, event.on);
    case 'cancel':
      return cancel(files, event.of);
    case 'remove':
      return remove(files, event.of);
    case 'heard':
      return files.shut || files.link === 'ended'
        ? [files, []]
        : heard(files, event.words, event.at);
    case 'frame':
      return files.shut || files.link === 'ended' ? [files, []] : frameCame(files, event);
    case 'bad-frame':
      return files.shut ? [files, []] : refuseWords(files, 'bad-frame');
    case 'link':
      return link(files, event.link);
    case 'room':
      return [{ ...files, room: true }, []];
    case 'read':
      return blockRead(files, event);
    case 'unread':
      return blockUnread(files, event);
    case 'source-hashed':
      return sourceHashed(files, event);
    case 'place-made':
      return placeMade(files, event.id);
    case 'place-too-small':
      return placeTooSmall(files, event);
    case 'stored':
      return storedHere(files, event);
    case 'place-hashed':
      return placeHashed(files, event);
    case 'not-stored':
      return notStored(files, event);
    case 'tick':
      return [tick(files, event.at), []];
    default:
      return assertNever(event);
  }
}

function heard(files: Files, words: FileWords, at: number): FilesStep {
  switch (words.kind) {
    case 'offer':
    case 'pause':
    case 'end':
    case 'again':
    case 'withdraw':
      return senderSays(files, words, at);
    case 'take':
    case 'hold':
    case 'stored':
    case 'refuse':
    case 'done':
      return receiverSays(files, words);
    default:
      return assertNever(words);
  }
}

function link(files: Files, now: Files['link']): FilesStep {
  const before = files.link;
  if (before === 'ended' || before === now) return [files, []];
  const at = { ...files, link: now };
  switch (now) {
    case 'open':
      return before === 'none' ? sendAgain({ ...at, room: true }) : [at, []];
    case 'none':
    case 'held':
      return [at, []];
    case 'ended':
      return endAll(at, { by: 'us', why: 'call-ended' });
    default:
      return assertNever(now);
  }
}

function endAll(
  files: Files,
  failure: { readonly by: 'us' | 'them'; readonly why: 'nonsense' | 'call-ended' },
): FilesStep {
  let now = files;
  const effects: FilesEffect[] = [];
  // Those that wait go first, so that none of them gets the place of one that has ended.
  const waits = ({ state }: Transfer): boolean => state.name === 'waiting' && !state.preparing;
  const all = [...files.transfers.filter(waits), ...files.transfers.filter((one) => !waits(one))];
  for (const one of all.filter((each) => !isEnded(each))) {
    const [after, more] =
      one.direction === 'out' ? failOutgoing(now, one, failure) : failIncoming(now, one, failure);
    now = after;
    effects.push(...more);
  }
  return [now, effects];
}

function pause(files: Files, of: TransferKey, on: boolean): FilesStep {
  const one = find(files, of);
  if (one === undefined) return [files, []];
  return one.direction === 'out' ? pauseOutgoing(files, one, on) : pauseIncoming(files, one, on);
}

function cancel(files: Files, of: TransferKey): FilesStep {
  const one = find(files, of);
  if (one === undefined || isEnded(one)) return [files, []];
  return one.direction === 'out'
    ? cancelOutgoing(files, one)
    : refuseFile(files, one.id, 'cancelled');
}

function remove(files: Files, of: TransferKey): FilesStep {
  const one = find(files, of);
  if (one === undefined || !isEnded(one)) return [files, []];
  const transfers = files.transfers.filter((each) => each !== one);
  const hasPlace = one.state.name === 'ready';
  return [{ ...files, transfers }, hasPlace ? [{ kind: 'drop-place', id: one.id }] : []];
}

function find(files: Files, key: TransferKey): Transfer | undefined {
  return files.transfers.find((one) => isSame(one, key));
}

/** The list without the oldest that came to an end; received files stay until the person lets them go. */
function pruned(files: Files): Files {
  const over = files.transfers.filter(isOver);
  if (over.length <= MAX_ENDED) return files;
  const gone = new Set(over.slice(0, over.length - MAX_ENDED));
  return { ...files, transfers: files.transfers.filter((one) => !gone.has(one)) };
}

function isOver({ state }: Transfer): boolean {
  return state.name === 'done' || state.name === 'failed';
}

/** How much of a transfer is stored at its receiver, in bytes. */
export function storedOf({ state, size }: Transfer): number {
  if (state.name === 'sending' || state.name === 'receiving') return state.stored;
  return state.name === 'done' || state.name === 'ready' ? size : 0;
}

function tick(files: Files, at: number): Files {
  let now = files;
  for (const one of files.transfers) {
    if (one.state.name !== 'sending' && one.state.name !== 'receiving') continue;
    const passed = (at - one.pace.at) / 1000;
    if (passed <= 0) continue;
    const bytes = storedOf(one);
    const latest = Math.max(0, bytes - one.pace.bytes) / passed;
    const before = one.pace.perSecond;
    // The first look begins with the wait for the other person.
    const perSecond = one.pace.bytes === 0 ? undefined : mixed(before, latest);
    now = put(now, { ...one, pace: { perSecond, at, bytes } });
  }
  return now;
}

/** Smoothed over about four seconds. */
function mixed(before: number | undefined, latest: number): number {
  return before === undefined ? latest : before * 0.75 + latest * 0.25;
}

/** How many of their offers in the list are newer than this number: numbers are theirs to choose, and may leave others out. */
export function offersAfter({ transfers }: Files, seen: number): number {
  return transfers.filter(({ direction, id }) => direction === 'in' && id > seen).length;
}

/** How many files of theirs are here that the person has not saved. */
export function unsavedOf({ transfers }: Files): number {
  return transfers.filter(({ state }) => state.name === 'ready' && !state.saved).length;
}

/** How many seconds a transfer still takes at its pace; undefined when nobody can say. */
export function secondsLeft(transfer: Transfer): number | undefined {
  const { perSecond } = transfer.pace;
  if (perSecond === undefined || perSecond < 1) return undefined;
  return (transfer.size - storedOf(transfer)) / perSecond;
}
