/** Somebody whom one calls, or does not want to be called by. */
import * as v from 'valibot';
import { isFingerprint } from '../call/fingerprint.ts';
import type { AzeroName } from '../names/name.ts';
import { name, nodeId } from '../protocol/host-values.ts';
import { type Area, CONTACT_KEY_PREFIX } from './area.ts';

/** The longest note on a contact, in UTF-16 units. */
export const MAX_NOTE = 2000;

/** Ms since 1970. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Somebody who was called or verified before, noted or blocked. */
export const Contact = v.object({
  name,
  /** What was proven of her when she was last spoken to; absent: never. */
  proven: v.optional(
    v.object({
      nodeId,
      fingerprint: v.pipe(v.string(), v.guard(isFingerprint)),
      firstAt: time,
      lastAt: time,
    }),
  ),
  note: v.pipe(v.string(), v.maxLength(MAX_NOTE)),
  /** Her links open no window. */
  blocked: v.boolean(),
});
/** Somebody who was called or verified before, noted or blocked. */
export type Contact = v.InferOutput<typeof Contact>;

/** What is known of a name. */
export async function readContact(area: Area, who: AzeroName): Promise<Contact | undefined> {
  const key = CONTACT_KEY_PREFIX + who;
  const read = v.safeParse(Contact, (await area.get(key))[key]);
  return read.success && read.output.name === who ? read.output : undefined;
}
