import * as v from 'valibot';
import { type AzeroName, parseName } from '../names/name.ts';
import { parseNodeId } from '../node-id.ts';
import { MAX_CACHED_NAMES, RECORD_FRESH, RECORD_STALE } from '../protocol/limits.ts';
import type { NameRecord } from './registry.ts';

/** What the cache has for a name. A stale record may be served while it is read again. */
type Lookup =
  | { readonly state: 'fresh' | 'stale'; readonly record: NameRecord }
  | { readonly state: 'missing' };

/** A record as it is stored, without its name, which is in the key. */
type StoredRecord = {
  readonly nodeId: string;
  readonly confirmedBy: readonly string[];
  readonly readAt: number;
};

/** What must be written so that storage holds what the cache holds: one item a name, so one new record writes one item. */
type CacheChanges = {
  readonly put: Readonly<Record<string, StoredRecord>>;
  readonly remove: readonly string[];
};

/** Records that were read, the least recently used forgotten first. Times are ms since 1970. */
export type RecordCache = {
  get(name: AzeroName, now: number): Lookup;
  /** Keeps a record. One that fewer operators than the quorum confirmed is never stored: a person took their word for this session only. */
  put(record: NameRecord): void;
  drop(name: AzeroName): void;
  /** Forgets everything; for another network or other endpoints. */
  clear(): void;
  readonly size: number;
  /** What changed since the last call. */
  takeChanges(): CacheChanges;
  /** Takes over stored items by key, whatever they hold; what is no good record is removed from storage with the next changes. */
  restore(stored: Readonly<Record<string, unknown>>, now: number): void;
};

/** What the key of a stored record begins with; the name follows. */
export const RECORD_KEY_PREFIX = 'record:';

const Stored = v.object({
  nodeId: v.pipe(v.string(), v.maxLength(64)),
  confirmedBy: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(20)),
  readAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** Makes an empty cache for `max` names. */
export function createRecordCache({
  quorum,
  max = MAX_CACHED_NAMES,
}: {
  readonly quorum: number;
  readonly max?: number;
}): RecordCache {
  // The order of use is a number in each entry, not the order of the Map: a look-up, which is frequent, then writes
  // one number, and only making room, which is rare, looks at all entries.
  const entries = new Map<AzeroName, { readonly record: NameRecord; used: number }>();
  const changed = new Map<string, StoredRecord | undefined>();
  let uses = 0;

  function drop(name: AzeroName): void {
    if (entries.delete(name)) changed.set(RECORD_KEY_PREFIX + name, undefined);
  }

  function makeRoom(): void {
    const tooMany = entries.size - max;
    if (tooMany <= 0) return;
    const byUse = [...entries].toSorted(([, a], [, b]) => a.used - b.used);
    for (const [name] of byUse.slice(0, tooMany)) drop(name);
  }

  return {
    get(name, now) {
      const entry = entries.get(name);
      if (entry === undefined) return { state: 'missing' };
      const { record } = entry;
      const age = now - record.readAt;
      if (age < 0 || age > RECORD_STALE) {
        drop(name);
        return { state: 'missing' };
      }
      entry.used = ++uses;
      return { state: age <= RECORD_FRESH ? 'fresh' : 'stale', record };
    },
    put(record) {
      const { nodeId, confirmedBy, readAt } = record;
      const lasting = confirmedBy.length >= quorum;
      changed.set(
        RECORD_KEY_PREFIX + record.name,
        lasting ? { nodeId, confirmedBy, readAt } : undefined,
      );
      entries.set(record.name, { record, used: ++uses });
      makeRoom();
    },
    drop,
    clear() {
      for (const name of entries.keys()) drop(name);
    },
    get size() {
      return entries.size;
    },
    takeChanges() {
      const put: Record<string, StoredRecord> = {};
      const remove: string[] = [];
      for (const [key, stored] of changed) {
        if (stored === undefined) remove.push(key);
        else put[key] = stored;
      }
      changed.clear();
      return { put, remove };
    },
    restore(stored, now) {
      for (const [key, item] of Object.entries(stored)) {
        if (!key.startsWith(RECORD_KEY_PREFIX)) continue;
        const name = parseName(key.slice(RECORD_KEY_PREFIX.length));
        // What was read in the meantime is newer.
        if (name.ok && entries.has(name.value)) continue;
        const record = readStored(key.slice(RECORD_KEY_PREFIX.length), item);
        const usable =
          record !== undefined &&
          record.confirmedBy.length >= quorum &&
          record.readAt <= now &&
          now - record.readAt <= RECORD_STALE;
        // Below zero, the time of reading orders what has not been used since the cache was made.
        if (usable) entries.set(record.name, { record, used: record.readAt - now - 1 });
        else changed.set(key, undefined);
      }
      makeRoom();
    },
  };
}

function readStored(key: string, item: unknown): NameRecord | undefined {
  const name = parseName(key);
  const parsed = v.safeParse(Stored, item);
  // Only the normal form is a key: two spellings would be two entries for one name.
  if (!name.ok || name.value !== key || !parsed.success) return undefined;
  const nodeId = parseNodeId(parsed.output.nodeId);
  if (!nodeId.ok) return undefined;
  const { confirmedBy, readAt } = parsed.output;
  return { name: name.value, nodeId: nodeId.value, confirmedBy, readAt };
}
