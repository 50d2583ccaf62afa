import type { RecordCache } from '../azero/cache.ts';
import type { NameReader, NameRecord, ReadError } from '../azero/registry.ts';
import type { AzeroName } from '../names/name.ts';
import { err, ok, type Result } from '../result.ts';

/** What the name service needs. */
export type NamesOptions = {
  /** The configured chain; undefined when the settings can't be used. */
  readonly chain: () => Chain | undefined;
  readonly now: () => number;
  /** The chain answered, or failed to: for the status at a glance. */
  readonly onRead: (result: Result<NameRecord, ReadError | SettingsBad>) => void;
  /** A record was read again and is not what was believed before. */
  readonly onChanged: (name: AzeroName, result: Result<NameRecord, ReadError>) => void;
};

/** One chain to read from, and what was read of it. */
export type Chain = {
  readonly reader: NameReader;
  readonly cache: RecordCache;
  /** How many operators must agree. */
  readonly quorum: number;
  /** Stores what changed in the cache. */
  readonly save: () => void;
  /** Forgets what was stored; a read of this chain that is still running stores nothing any more. */
  readonly close: () => void;
};

/** The configured endpoints or registry cannot be used. */
export type SettingsBad = { readonly kind: 'settings-bad' };

/** How a name is to be read. */
export type ReadHow = { readonly acceptOne: boolean; readonly fresh: boolean };

/** Reads names through the cache. */
export type Names = {
  read(name: AzeroName, how: ReadHow): Promise<Result<NameRecord, ReadError | SettingsBad>>;
  /** Something of this name was changed: it is forgotten, and whoever uses it hears what it is now. */
  forget(name: AzeroName): Promise<void>;
};

/** Whether a failed reading says something about the name, rather than about the way to the chain. */
export function isAnswer(error: ReadError | SettingsBad): boolean {
  switch (error.kind) {
    case 'name-not-registered':
    case 'name-expired':
    case 'no-record':
    case 'record-malformed':
      return true;
    case 'chain-unreachable':
    case 'endpoint-lying':
    case 'one-operator-only':
    case 'contract-changed':
    case 'wrong-network':
    case 'settings-bad':
      return false;
  }
}

/**
 * Makes the name service: a fresh record is served from the cache, a stale one is served while it
 * is read again, everything else is read from the chain.
 */
export function createNames(options: NamesOptions): Names {
  async function readChain(
    chain: Chain,
    name: AzeroName,
    acceptOne: boolean,
    believed: NameRecord | undefined,
  ): Promise<Result<NameRecord, ReadError>> {
    const { cache } = chain;
    const result = await chain.reader.read(name, { acceptOne });
    // The settings name another chain by now: what this one says is nobody's any more.
    if (options.chain() !== chain) return result;
    options.onRead(result);
    if (result.ok) {
      cache.put(result.value);
      const changed = believed !== undefined && believed.nodeId !== result.value.nodeId;
      if (changed) options.onChanged(name, result);
    } else if (isAnswer(result.error)) {
      cache.drop(name);
      if (believed !== undefined) options.onChanged(name, result);
    }
    chain.save();
    return result;
  }

  return {
    async read(name, { acceptOne, fresh }) {
      const chain = options.chain();
      if (chain === undefined) return err({ kind: 'settings-bad' });
      const cached = chain.cache.get(name, options.now());
      if (cached.state === 'missing') return readChain(chain, name, acceptOne, undefined);
      const { record } = cached;
      // One operator's word stays a question for everybody who was not told to take it.
      const enough = acceptOne || record.confirmedBy.length >= chain.quorum;
      if (fresh || !enough) return readChain(chain, name, acceptOne, record);
      if (cached.state === 'stale') void readChain(chain, name, acceptOne, record);
      return ok(record);
    },
    async forget(name) {
      const chain = options.chain();
      if (chain === undefined) return;
      const cached = chain.cache.get(name, options.now());
      chain.cache.drop(name);
      chain.save();
      const believed = cached.state === 'missing' ? undefined : cached.record;
      await readChain(chain, name, false, believed);
    },
  };
}
