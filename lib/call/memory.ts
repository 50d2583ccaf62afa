/** What a window's calls keep for later calls of this browser. */
import type { AzeroName } from '../names/name.ts';
import type { CallId } from './call-id.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { EndedCall } from './past-call.ts';
import type { Effect } from './session-events.ts';

/** What a call keeps for later ones; each may fail. */
export type CallMemory = {
  readonly recallCertificate: (name: AzeroName) => Promise<Fingerprint | undefined>;
  readonly keepPeer: (peer: Extract<Effect, { kind: 'remember-peer' }>) => Promise<void>;
  readonly keepUsed: (link: Extract<Effect, { kind: 'remember-used' }>) => Promise<void>;
};

/** What a window's calls leave behind, beside what each keeps of its peer. */
export type WindowMemory = CallMemory & {
  /** Links that are spent and not expired. */
  readonly usedLinks: () => Promise<readonly CallId[]>;
  readonly keepCall: (call: EndedCall) => Promise<void>;
};

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
