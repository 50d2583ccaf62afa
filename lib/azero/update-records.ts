import { compact, concat, text } from './scale.ts';

const UPDATE_RECORDS = Uint8Array.of(0xde, 0x84, 0xa1, 0xba);

/** The input of the registry's `update_records`: values to set, null to take away; all other records stay. */
export function encodeUpdateRecords(
  label: string,
  changes: readonly (readonly [key: string, value: string | null])[],
): Uint8Array {
  return concat(
    UPDATE_RECORDS,
    text(label),
    compact(changes.length),
    ...changes.flatMap(([key, value]) => [
      text(key),
      value === null ? Uint8Array.of(0) : concat(Uint8Array.of(1), text(value)),
    ]),
    // remove_rest
    Uint8Array.of(0),
  );
}
