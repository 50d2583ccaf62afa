/** Whether somebody may not call: alone, since the worker needs no more of the people than this. */
import * as v from 'valibot';
import type { AzeroName } from '../names/name.ts';
import { type Area, CONTACT_KEY_PREFIX } from './area.ts';

const Blocked = v.object({ blocked: v.literal(true) });

/** Whether the person has blocked a name; also where the rest that is known of it can't be read. */
export async function isBlocked(area: Area, who: AzeroName): Promise<boolean> {
  const key = CONTACT_KEY_PREFIX + who;
  return v.is(Blocked, (await area.get(key))[key]);
}
