import type { WindowMemory } from './engine-parts.browser.ts';

/** The memory of a window's calls; from when `isPrivate` says so on nothing is kept in it. */
export function privateMemory(memory: WindowMemory, isPrivate: () => boolean): WindowMemory {
  const unlessPrivate =
    <T>(keep: (what: T) => Promise<void>) =>
    async (what: T): Promise<void> => {
      if (!isPrivate()) await keep(what);
    };
  return {
    ...memory,
    keepPeer: unlessPrivate(memory.keepPeer),
    keepUsed: unlessPrivate(memory.keepUsed),
    keepCall: unlessPrivate(memory.keepCall),
  };
}
