import { type ReadonlySignal, signal } from '@preact/signals';
import { assertNever } from '../result.ts';
import { decodeFrame, encodeFrame, FRAME_CONTENT } from './file-frame.ts';
import { type Files, type FilesActions, type FileWords, NEW_FILES } from './files.ts';
import { FILE_BLOCK, type FilesEffect, type FilesEvent, isEnded } from './files-events.ts';
import { createPace } from './files-pace.ts';
import { stepFiles } from './files-step.ts';
import { later } from './later.browser.ts';
import type { Vault } from './vault.browser.ts';
import type { VaultKey } from './vault-words.browser.ts';

/** The files of one call, carried out. */
export type FilesRun = {
  readonly files: ReadonlySignal<Files>;
  readonly actions: FilesActions;
  readonly hear: (words: FileWords) => void;
  /** One message of the files' channel. */
  readonly receive: (data: unknown) => void;
  /** The call is proven: content goes over this channel. */
  readonly open: (channel: RTCDataChannel) => void;
  readonly setLink: (link: 'open' | 'held' | 'ended') => void;
  /** The round trip of the path in ms, each second; undefined: not measured. */
  readonly look: (roundTrip: number | undefined) => void;
  /** The window begins another call: nothing of this one's files is left. */
  readonly close: () => void;
};

/** How many bytes may wait in the browser before another block follows: little, for the call shares the way. */
const LOW = FILE_BLOCK;
/** How often progress is shown, in ms. */
const SHOWN_EACH = 100;
const TICK = 1000;

/** The files of a call before it is proven. `say` puts words on the talk channel. */
export function createFilesRun(vault: Vault, say: (words: FileWords) => void): FilesRun {
  const shown = signal<Files>(NEW_FILES);
  const run = crypto.randomUUID();
  const urls = new Map<number, string>();
  const queue: FilesEvent[] = [];
  let files = NEW_FILES;
  let channel: RTCDataChannel | undefined;
  let busy = false;
  let showing: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const pace = createPace({
    channel: () => channel,
    later,
    now: () => performance.now(),
    onEmpty: askForMore,
  });

  const keyOf = (direction: 'in' | 'out', id: number): VaultKey => `${run}-${direction}-${id}`;

  function dispatch(event: FilesEvent): void {
    queue.push(event);
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [after, effects] = stepFiles(files, next);
      files = after;
      for (const effect of effects) carryOut(effect);
      show(isProgress(next));
    }
    busy = false;
  }

  /** Many blocks a second change nothing that an eye could follow. */
  function show(soon: boolean): void {
    if (!soon) {
      clearTimeout(showing);
      showing = undefined;
      shown.value = files;
      tickWhileNeeded();
    } else {
      showing ??= setTimeout(() => show(false), SHOWN_EACH);
    }
  }

  function tickWhileNeeded(): void {
    const needed = files.transfers.some((one) => !isEnded(one));
    if (needed) ticking ??= setInterval(() => dispatch({ kind: 'tick', at: Date.now() }), TICK);
    else {
      clearInterval(ticking);
      ticking = undefined;
    }
  }

  function carryOut(effect: FilesEffect): void {
    switch (effect.kind) {
      case 'say':
        return say(effect.words);
      case 'read':
        return void read(effect);
      case 'transmit':
        return transmit(effect);
      case 'finish-source':
        return void finishSource(effect.id);
      case 'close-source':
        return void vault.ask({ kind: 'drop', key: keyOf('out', effect.id) });
      case 'make-place':
        return void makePlace(effect.id, effect.size);
      case 'store':
        return void store(effect);
      case 'finish-place':
        return void finishPlace(effect.id);
      case 'drop-place':
        return dropPlace(effect.id);
      case 'close-channel':
        return channel?.close();
      default:
        return assertNever(effect);
    }
  }

  async function read({ id, run: take, offset, length }: Of<'read'>): Promise<void> {
    const reply = await vault.ask({ kind: 'read', key: keyOf('out', id), offset, length });
    if (reply.kind === 'bytes') {
      dispatch({ kind: 'read', id, run: take, offset, bytes: reply.bytes });
    } else
      dispatch({ kind: 'unread', id, why: reply.kind === 'unread' ? reply.why : 'unreadable' });
  }

  function transmit({ id, run: take, offset, bytes }: Of<'transmit'>): void {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let from = 0; from < bytes.length; from += FRAME_CONTENT) {
      const part = bytes.subarray(from, from + FRAME_CONTENT);
      pieces.push(encodeFrame({ id, run: take, offset: offset + from, bytes: part }));
    }
    pace.put(pieces);
  }

  function askForMore(): void {
    if (pace.isEmpty() && (channel?.bufferedAmount ?? 0) <= LOW) dispatch({ kind: 'room' });
  }

  async function finishSource(id: number): Promise<void> {
    const reply = await vault.ask({ kind: 'hash-source', key: keyOf('out', id) });
    if (reply.kind === 'hash') dispatch({ kind: 'source-hashed', id, hash: reply.hash });
    else dispatch({ kind: 'unread', id, why: reply.kind === 'unread' ? reply.why : 'unreadable' });
  }

  async function makePlace(id: number, size: number): Promise<void> {
    const reply = await vault.ask({ kind: 'make', key: keyOf('in', id), size });
    switch (reply.kind) {
      case 'done':
        return dispatch({ kind: 'place-made', id });
      case 'too-small':
        return dispatch({ kind: 'place-too-small', id, free: reply.free });
      default:
        return notStored(id, reply.kind === 'not-stored' ? reply.why : 'not-stored');
    }
  }

  async function store({ id, offset, bytes }: Of<'store'>): Promise<void> {
    const upTo = offset + bytes.length;
    const reply = await vault.ask({ kind: 'store', key: keyOf('in', id), offset, bytes });
    if (reply.kind === 'done') dispatch({ kind: 'stored', id, upTo });
    else notStored(id, reply.kind === 'not-stored' ? reply.why : 'not-stored');
  }

  async function finishPlace(id: number): Promise<void> {
    const reply = await vault.ask({ kind: 'hash-place', key: keyOf('in', id) });
    if (reply.kind === 'hash') dispatch({ kind: 'place-hashed', id, hash: reply.hash });
    else notStored(id, 'not-stored');
  }

  function notStored(id: number, why: 'no-space' | 'not-stored'): void {
    dispatch({ kind: 'not-stored', id, why });
  }

  function dropPlace(id: number): void {
    const url = urls.get(id);
    if (url !== undefined) URL.revokeObjectURL(url);
    urls.delete(id);
    void vault.ask({ kind: 'drop', key: keyOf('in', id) });
  }

  /** Hands a file over as a download: its address leads to the disk, and nothing of it is loaded. */
  async function save(id: number): Promise<void> {
    const one = files.transfers.find((each) => each.direction === 'in' && each.id === id);
    if (one?.state.name !== 'ready') return;
    const file = urls.has(id) ? undefined : await vault.file(keyOf('in', id));
    const url = urls.get(id) ?? (file && URL.createObjectURL(file));
    if (url === undefined) return dispatch({ kind: 'gone', id });
    urls.set(id, url);
    const link = document.createElement('a');
    link.href = url;
    link.download = one.name;
    link.click();
    dispatch({ kind: 'saved', id });
  }

  return {
    files: shown,
    actions: {
      offer(chosen) {
        const given = chosen.filter((file) => file instanceof File);
        for (const [index, file] of given.entries()) {
          void vault.ask({ kind: 'keep', key: keyOf('out', files.lastOwn + 1 + index), file });
        }
        const metas = given.map(({ name, size, type }) => ({ name, size, type }));
        dispatch({ kind: 'offer', files: metas, at: Date.now() });
      },
      accept: (id) => dispatch({ kind: 'accept', id }),
      decline: (id) => dispatch({ kind: 'decline', id }),
      pause: (of, on) => dispatch({ kind: 'pause', of, on }),
      cancel: (of) => dispatch({ kind: 'cancel', of }),
      save: (id) => void save(id),
      remove: (of) => dispatch({ kind: 'remove', of }),
    },
    hear: (words) => dispatch({ kind: 'heard', words, at: Date.now() }),
    receive(data) {
      const frame = data instanceof ArrayBuffer ? decodeFrame(new Uint8Array(data)) : undefined;
      dispatch(frame?.ok ? { kind: 'frame', frame: frame.value } : { kind: 'bad-frame' });
    },
    open(given) {
      channel = given;
      given.bufferedAmountLowThreshold = LOW;
      given.addEventListener('bufferedamountlow', askForMore);
      const ready = (): void => dispatch({ kind: 'link', link: 'open' });
      if (given.readyState === 'open') ready();
      else given.addEventListener('open', ready);
    },
    look: pace.look,
    setLink(link) {
      if (link === 'ended') pace.drop();
      dispatch({ kind: 'link', link });
    },
    close() {
      clearTimeout(showing);
      clearInterval(ticking);
      pace.drop();
      for (const { direction, id } of files.transfers) {
        void vault.ask({ kind: 'drop', key: keyOf(direction, id) });
      }
      for (const url of urls.values()) URL.revokeObjectURL(url);
    },
  };
}

type Of<K extends FilesEffect['kind']> = Extract<FilesEffect, { kind: K }>;

function isProgress({ kind }: FilesEvent): boolean {
  return kind === 'frame' || kind === 'stored' || kind === 'read' || kind === 'room';
}
