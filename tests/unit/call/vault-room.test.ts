import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { removeStaleVaults, VAULT_ROOM, vaultLock } from '../../../lib/call/vault-room.browser.ts';

let folders: Set<string>;
let locks: Set<string>;
let stuck: Set<string>;
/** What happens before the folders are listed. */
let meanwhile: () => void;

beforeEach(() => {
  [folders, locks, stuck] = [new Set(), new Set(), new Set()];
  meanwhile = () => {};
  const room = {
    async *keys() {
      meanwhile();
      yield* folders;
    },
    async removeEntry(name: string) {
      if (stuck.has(name)) throw new Error('in use');
      folders.delete(name);
    },
  };
  vi.stubGlobal('navigator', {
    storage: {
      getDirectory: async () => ({
        async getDirectoryHandle(name: string) {
          if (name !== VAULT_ROOM || folders.size === 0) throw new Error('not found');
          return room;
        },
      }),
    },
    locks: { query: async () => ({ held: [...locks].map((name) => ({ name })) }) },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what windows of calls have received', () => {
  it('goes with them, and stays as long as they live', async () => {
    for (const name of ['gone', 'lives', 'also-gone']) folders.add(name);
    locks.add(vaultLock('lives'));
    await removeStaleVaults();
    expect([...folders]).toEqual(['lives']);
  });

  it('goes where it can, whatever else can not', async () => {
    for (const name of ['stuck', 'gone']) folders.add(name);
    stuck.add('stuck');
    await removeStaleVaults();
    expect([...folders]).toEqual(['stuck']);
  });

  it('is left to a window that begins at this very moment', async () => {
    folders.add('gone');
    meanwhile = () => {
      locks.add(vaultLock('new'));
      folders.add('new');
    };
    folders.add('older');
    await removeStaleVaults();
    expect([...folders]).toEqual(['new']);
  });

  it('is no trouble where there is nothing', async () => {
    await expect(removeStaleVaults()).resolves.toBeUndefined();
  });
});
