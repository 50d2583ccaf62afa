import * as v from 'valibot';

/** What is needed of `storage.local`. */
export type Area = {
  get(key: string | null): Promise<Readonly<Record<string, unknown>>>;
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};

/** What the key of a contact begins with; the name follows. */
export const CONTACT_KEY_PREFIX = 'contact:';
/** What the key of a past call begins with; the id of the call follows. */
export const CALL_KEY_PREFIX = 'call:';

/** All items whose keys begin like this, with their keys; without a value where it can't be read. */
export async function readItems<T>(
  area: Pick<Area, 'get'>,
  prefix: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<readonly { readonly key: string; readonly value: T | undefined }[]> {
  return Object.entries(await area.get(null))
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => {
      const read = v.safeParse(schema, value);
      return { key, value: read.success ? read.output : undefined };
    });
}
