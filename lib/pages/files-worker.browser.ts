/** The worker of a call's window that reads, hashes and stores files, so that the call's own thread never waits for a disk. */

import { createPlace, freeBytes, type VaultPlace } from '../call/vault-place.browser.ts';
import { createSource, type VaultSource } from '../call/vault-source.browser.ts';
import type { VaultAsk, VaultKey, VaultMessage, VaultReply } from '../call/vault-words.browser.ts';
import { assertNever } from '../result.ts';

const sources = new Map<VaultKey, VaultSource>();
const places = new Map<VaultKey, VaultPlace>();
/** What is asked of one file is done in its order; files don't wait for each other. */
const queues = new Map<VaultKey, Promise<void>>();
let folder: Promise<FileSystemDirectoryHandle> | undefined;

const NOT_STORED: VaultReply = { kind: 'not-stored', why: 'not-stored' };

async function openFolder(path: string): Promise<FileSystemDirectoryHandle> {
  let at = await navigator.storage.getDirectory();
  for (const part of path.split('/')) {
    // oxlint-disable-next-line no-await-in-loop -- each is inside of the one before
    at = await at.getDirectoryHandle(part, { create: true });
  }
  return at;
}

async function make(key: VaultKey, size: number): Promise<VaultReply> {
  try {
    const promised = [...places.values()].reduce((sum, place) => sum + place.missing(), 0);
    const free = await freeBytes(promised);
    if (size > free) return { kind: 'too-small', free };
    if (folder === undefined) return NOT_STORED;
    places.set(key, await createPlace(await folder, key, size));
    return { kind: 'done' };
  } catch {
    return NOT_STORED;
  }
}

async function drop(key: VaultKey): Promise<VaultReply> {
  sources.delete(key);
  const place = places.get(key);
  if (place === undefined) return { kind: 'done' };
  place.close();
  places.delete(key);
  try {
    await (await folder)?.removeEntry(key);
  } catch {
    // It goes with the folder, when the next window begins.
  }
  return { kind: 'done' };
}

async function carryOut(ask: VaultAsk): Promise<VaultReply> {
  switch (ask.kind) {
    case 'begin':
      folder = openFolder(ask.folder);
      // Whoever needs it finds out.
      folder.catch(() => undefined);
      return { kind: 'done' };
    case 'keep':
      sources.set(ask.key, createSource(ask.file));
      return { kind: 'done' };
    case 'read':
      return (
        (await sources.get(ask.key)?.read(ask.offset, ask.length)) ?? {
          kind: 'unread',
          why: 'unreadable',
        }
      );
    case 'hash-source':
      return (await sources.get(ask.key)?.finish()) ?? { kind: 'unread', why: 'unreadable' };
    case 'make':
      return make(ask.key, ask.size);
    case 'store':
      return places.get(ask.key)?.store(ask.offset, ask.bytes) ?? NOT_STORED;
    case 'hash-place':
      return places.get(ask.key)?.finish() ?? NOT_STORED;
    case 'drop':
      return drop(ask.key);
    default:
      return assertNever(ask);
  }
}

/** Listens to the window; what it asks is answered in the order in which it asked of each file. */
export function runFilesWorker(): void {
  self.addEventListener('message', listen);
}

function listen({ data }: MessageEvent<VaultMessage<VaultAsk>>): void {
  const { id, what } = data;
  const key = 'key' in what ? what.key : '';
  const reply = async (): Promise<void> => {
    const answer = await carryOut(what);
    const transfer = answer.kind === 'bytes' ? [answer.bytes.buffer] : [];
    self.postMessage({ id, what: answer } satisfies VaultMessage<VaultReply>, { transfer });
    if (what.kind === 'drop') queues.delete(key);
  };
  queues.set(key, (queues.get(key) ?? Promise.resolve()).then(reply));
}
