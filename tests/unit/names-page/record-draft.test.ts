import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { NamedRecord } from '../../../lib/azero/name-details.ts';
import {
  afterwards,
  changesOf,
  draftOf,
  draftProblem,
  encodedSize,
  holdsChanges,
  linesOf,
  problemOf,
  rebase,
  removeRecord,
  setRecord,
  undoChange,
} from '../../../names-page/record-draft.ts';

const NODE = '0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghj0';
const base: readonly NamedRecord[] = [
  ['avatar', 'x'],
  ['staex-id', NODE],
];

describe('a draft of records', () => {
  it('says what is kept, added, changed and removed, in the order of keys', () => {
    const draft = setRecord(
      removeRecord(setRecord(draftOf(base), 'avatar', 'y'), 'staex-id'),
      'b',
      '',
    );
    expect(linesOf(draft)).toEqual([
      { key: 'avatar', state: 'changed', before: 'x', after: 'y' },
      { key: 'b', state: 'added', after: '' },
      { key: 'staex-id', state: 'removed', before: NODE },
    ]);
    expect(changesOf(draft)).toEqual([
      ['avatar', 'y'],
      ['b', ''],
      ['staex-id', null],
    ]);
    expect(afterwards(draft)).toEqual([
      ['avatar', 'y'],
      ['b', ''],
    ]);
  });

  it('has no change where everything is as before', () => {
    let draft = setRecord(setRecord(draftOf(base), 'avatar', 'y'), 'avatar', 'x');
    draft = removeRecord(setRecord(draft, 'new', '1'), 'new');
    draft = undoChange(removeRecord(draft, 'avatar'), 'avatar');
    expect(changesOf(draft)).toEqual([]);
    expect(draftProblem(draft)).toBe('nothing-to-change');
  });

  it('keeps its changes when the chain has moved on, but for those that it has', () => {
    const draft = setRecord(setRecord(draftOf(base), 'avatar', 'y'), 'b', '1');
    const later = rebase(draft, [
      ['avatar', 'y'],
      ['c', '2'],
    ]);
    expect(changesOf(later)).toEqual([['b', '1']]);
    expect(afterwards(later)).toEqual([
      ['avatar', 'y'],
      ['b', '1'],
      ['c', '2'],
    ]);
  });

  test.each([
    [{ key: '', value: 'x', adding: true }, 'empty-key'],
    [{ key: 'avatar', value: 'x', adding: true }, 'taken-key'],
    [{ key: 'avatar', value: 'z', adding: false }, undefined],
    [{ key: 'Avatar', value: '', adding: true }, undefined],
    [{ key: '\uD800', value: 'x', adding: true }, 'bad-text'],
    [{ key: 'a', value: '\uDC00', adding: true }, 'bad-text'],
    [{ key: 'staex-id', value: 'nonsense', adding: false }, 'not-a-node-id'],
    [{ key: 'staex-id', value: NODE, adding: false }, undefined],
  ])('%j: %s', (record, problem) => {
    expect(problemOf(draftOf(base), record)).toBe(problem);
  });

  it('may add again what it takes away', () => {
    const draft = removeRecord(draftOf(base), 'avatar');
    expect(problemOf(draft, { key: 'avatar', value: 'y', adding: true })).toBeUndefined();
  });

  it('knows its size to the byte', () => {
    // 1 for the number of records; each text with its length before it.
    expect(encodedSize(base)).toBe(1 + (1 + 6) + (1 + 1) + (1 + 8) + (1 + 52));
    expect(encodedSize([['ü', 'x'.repeat(64)]])).toBe(1 + (1 + 2) + (2 + 64));
    expect(encodedSize([['k', 'x'.repeat(2 ** 14)]])).toBe(1 + 2 + 4 + 2 ** 14);
    const draft = setRecord(draftOf([]), 'k', 'x'.repeat(10));
    expect(draftProblem(draft, 14)).toBeUndefined();
    expect(draftProblem(draft, 13)).toBe('too-large');
  });

  it('makes, of any records and edits, changes that lead to what it shows', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
    const records = fc.dictionary(key, fc.string({ unit: 'grapheme', maxLength: 6 }));
    const edit = fc.tuple(key, fc.option(fc.string({ unit: 'grapheme', maxLength: 6 })));
    fc.assert(
      fc.property(records, fc.array(edit, { maxLength: 8 }), (before, edits) => {
        const start = Object.entries(before);
        const draft = edits.reduce(
          (so, [name, value]) =>
            value === null ? removeRecord(so, name) : setRecord(so, name, value),
          draftOf(start),
        );
        const wanted = new Map(start);
        for (const [name, value] of edits) {
          if (value === null) wanted.delete(name);
          else wanted.set(name, value);
        }
        expect(new Map(afterwards(draft))).toEqual(wanted);
        expect(holdsChanges(afterwards(draft), changesOf(draft))).toBe(true);
        expect(holdsChanges(start, changesOf(draft))).toBe(changesOf(draft).length === 0);
      }),
    );
  });
});
