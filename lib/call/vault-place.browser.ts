import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { VaultReply } from './vault-words.browser.ts';

/** What workers have beside pages: writing in place, at once. */
type SyncAccess = {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
};
declare global {
  interface FileSystemFileHandle {
    createSyncAccessHandle(): Promise<SyncAccess>;
  }
}

/** A file that comes, in the browser's own storage. */
export type VaultPlace = {
  store(offset: number, bytes: Uint8Array<ArrayBuffer>): VaultReply;
  /** Nothing more is written; the hash of all that was. */
  finish(): VaultReply;
  /** How many bytes are still to come. */
  missing(): number;
  close(): void;
};

/** Room that is left free, so that the browser itself goes on. */
const SPARE = 16 * 1024 * 1024;

/** How many bytes can be stored beside `promised` others. */
export async function freeBytes(promised: number): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return Math.max(0, quota - usage - promised - SPARE);
}

/** Makes the file of a name in a folder. */
export async function createPlace(
  folder: FileSystemDirectoryHandle,
  name: string,
  size: number,
): Promise<VaultPlace> {
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await handle.createSyncAccessHandle();
  const hash = sha256.create();
  let stored = 0;
  let isOpen = true;

  function close(): void {
    if (isOpen) access.close();
    isOpen = false;
  }

  return {
    missing: () => (isOpen ? size - stored : 0),
    close,
    store(offset, bytes) {
      try {
        if (offset !== stored) return { kind: 'not-stored', why: 'not-stored' };
        // A full disk takes a part of it, or throws.
        if (access.write(bytes, { at: offset }) !== bytes.length) {
          return { kind: 'not-stored', why: 'no-space' };
        }
        hash.update(bytes);
        stored += bytes.length;
        return { kind: 'done' };
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
        return { kind: 'not-stored', why: isFull ? 'no-space' : 'not-stored' };
      }
    },
    finish() {
      try {
        access.flush();
        close();
        return { kind: 'hash', hash: bytesToHex(hash.digest()) };
      } catch {
        return { kind: 'not-stored', why: 'not-stored' };
      }
    },
  };
}
