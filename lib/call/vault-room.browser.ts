/** Where the windows of calls keep received files: a folder each, in the extension's own storage (OPFS). */

/** All windows' folders are in this one. */
export const VAULT_ROOM = 'call-files';

/** The lock that a window holds as long as it lives, from before its folder is made. */
export function vaultLock(folder: string): string {
  return `${VAULT_ROOM} ${folder}`;
}

/** Removes the folders of windows that are gone. */
export async function removeStaleVaults(): Promise<void> {
  try {
    const room = await (await navigator.storage.getDirectory()).getDirectoryHandle(VAULT_ROOM);
    const names: string[] = [];
    for await (const name of room.keys()) names.push(name);
    // Asked only now: whoever has made a folder by then has its lock, or is gone.
    const { held = [] } = await navigator.locks.query();
    const inUse = new Set(held.map(({ name }) => name));
    const stale = names.filter((name) => !inUse.has(vaultLock(name)));
    await Promise.allSettled(stale.map((name) => room.removeEntry(name, { recursive: true })));
  } catch {
    // No window has had a file yet, or the storage is out of reach: then there is nothing to be done here.
  }
}
