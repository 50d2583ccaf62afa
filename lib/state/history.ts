/** The calls one has had, each an item of its own in `storage.local`, checked when it is read. */
import * as v from 'valibot';
import { isCallId } from '../call/call-id.ts';
import { isEndKind } from '../call/session-end.ts';
import { CALL_ROLES, name } from '../protocol/host-values.ts';
import { type Area, CALL_KEY_PREFIX, readItems } from './area.ts';

/** Ms since 1970. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const callId = v.pipe(v.string(), v.guard(isCallId));

/** A call that is over. */
export const PastCall = v.object({
  callId,
  /** Who was, or would have been, on the other side. */
  name,
  role: v.picklist(CALL_ROLES),
  startedAt: time,
  /** When the other side had proven itself; absent: it never did. */
  provenAt: v.optional(time),
  endedAt: time,
  /** `EndCause`'s kind. */
  cause: v.pipe(v.string(), v.guard(isEndKind)),
});
/** A call that is over. */
export type PastCall = v.InferOutput<typeof PastCall>;

/** All calls that can be read, the newest first. */
export async function readHistory(area: Pick<Area, 'get'>): Promise<readonly PastCall[]> {
  return (await readItems(area, CALL_KEY_PREFIX, PastCall))
    .flatMap(({ value }) => value ?? [])
    .toSorted((a, b) => b.startedAt - a.startedAt);
}
