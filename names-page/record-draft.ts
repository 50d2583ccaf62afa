import type { NamedRecord } from '../lib/azero/name-details.ts';
import { parseNodeId } from '../lib/node-id.ts';

/** The record that says which node a name leads to. */
export const NODE_RECORD = 'staex-id';

/** One change to a name's records: a new value, or null to take the record away. What `update_records` takes. */
export type RecordChange = readonly [key: string, value: string | null];

/** A name's records as they are on chain, and what is to become of them. Never changed in place. */
export type RecordDraft = {
  readonly base: readonly NamedRecord[];
  readonly changes: ReadonlyMap<string, string | null>;
};

/** One line of the list: a record as it is, as it was, or both. */
export type DraftLine = {
  readonly key: string;
  readonly state: 'kept' | 'added' | 'changed' | 'removed';
  /** On chain. */
  readonly before?: string;
  /** After the write. */
  readonly after?: string;
};

/** Why a change can't be made. */
export type DraftProblem =
  | 'empty-key'
  | 'taken-key'
  | 'bad-text'
  | 'not-a-node-id'
  | 'nothing-to-change'
  | 'too-large';

/** A draft that changes nothing. */
export function draftOf(base: readonly NamedRecord[]): RecordDraft {
  return { base, changes: new Map() };
}

/** The same changes on top of what the chain says now; those that it has meanwhile are gone. */
export function rebase(draft: RecordDraft, base: readonly NamedRecord[]): RecordDraft {
  return withChanges(draftOf(base), [...draft.changes]);
}

/** The draft with a record set. */
export function setRecord(draft: RecordDraft, key: string, value: string): RecordDraft {
  return put(draft, key, value);
}

/** The draft with a record taken away. */
export function removeRecord(draft: RecordDraft, key: string): RecordDraft {
  return put(draft, key, null);
}

/** The draft with changes made anew, as those of a write that came to nothing. */
export function withChanges(draft: RecordDraft, changes: readonly RecordChange[]): RecordDraft {
  return changes.reduce((before, [key, value]) => put(before, key, value), draft);
}

/** The draft with a record left as it is on chain. */
export function undoChange(draft: RecordDraft, key: string): RecordDraft {
  const changes = new Map(draft.changes);
  changes.delete(key);
  return { ...draft, changes };
}

function put(draft: RecordDraft, key: string, value: string | null): RecordDraft {
  const before = valueOf(draft.base, key) ?? null;
  if (before === value) return undoChange(draft, key);
  return { ...draft, changes: new Map(draft.changes).set(key, value) };
}

/** Why a record can't be set like this; `adding`: as one that must not be there yet. */
export function problemOf(
  draft: RecordDraft,
  {
    key,
    value,
    adding,
  }: { readonly key: string; readonly value: string; readonly adding: boolean },
): DraftProblem | undefined {
  if (key === '') return 'empty-key';
  // A lone surrogate has no UTF-8 form: it would be written as another text.
  if (!key.isWellFormed() || !value.isWellFormed()) return 'bad-text';
  if (adding && valueOf(afterwards(draft), key) !== undefined) return 'taken-key';
  if (key === NODE_RECORD && !parseNodeId(value).ok) return 'not-a-node-id';
  return undefined;
}

/** Why the whole draft can't be written; `sizeLimit` in bytes, as the registry has it. */
export function draftProblem(draft: RecordDraft, sizeLimit?: number): DraftProblem | undefined {
  if (draft.changes.size === 0) return 'nothing-to-change';
  if (sizeLimit !== undefined && encodedSize(afterwards(draft)) > sizeLimit) return 'too-large';
  return undefined;
}

/** The changes as `update_records` takes them, in the order of their keys. */
export function changesOf(draft: RecordDraft): readonly RecordChange[] {
  return [...draft.changes].toSorted(([a], [b]) => byBytes(a, b));
}

/** The records as they will be. */
export function afterwards(draft: RecordDraft): readonly NamedRecord[] {
  const records = new Map(draft.base);
  for (const [key, value] of draft.changes) {
    if (value === null) records.delete(key);
    else records.set(key, value);
  }
  return [...records].toSorted(([a], [b]) => byBytes(a, b));
}

/** Whether records hold what some changes wanted. */
export function holdsChanges(
  records: readonly NamedRecord[],
  changes: readonly RecordChange[],
): boolean {
  return changes.every(([key, value]) => (valueOf(records, key) ?? null) === value);
}

/** Every record that is or will be, in the order of keys. */
export function linesOf(draft: RecordDraft): readonly DraftLine[] {
  const keys = new Set([...draft.base.map(([key]) => key), ...draft.changes.keys()]);
  return [...keys].toSorted(byBytes).map((key): DraftLine => {
    const before = valueOf(draft.base, key);
    const change = draft.changes.get(key);
    if (change === undefined)
      return { key, state: 'kept', ...(before !== undefined && { before }) };
    if (change === null) return { key, state: 'removed', ...(before !== undefined && { before }) };
    if (before === undefined) return { key, state: 'added', after: change };
    return { key, state: 'changed', before, after: change };
  });
}

/** How many bytes records take in the registry: a SCALE `Vec<(String, String)>`. */
export function encodedSize(records: readonly NamedRecord[]): number {
  const texts = records.flat().map((text) => new TextEncoder().encode(text).length);
  const whole = texts.reduce((sum, length) => sum + compactSize(length) + length, 0);
  return compactSize(records.length) + whole;
}

function valueOf(records: readonly NamedRecord[], key: string): string | undefined {
  return records.find(([known]) => known === key)?.[1];
}

function compactSize(value: number): number {
  if (value < 2 ** 6) return 1;
  return value < 2 ** 14 ? 2 : 4;
}

/** The order in which the registry keeps keys: by their UTF-8 bytes, which for texts is by code points. */
function byBytes(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}
