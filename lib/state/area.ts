/** What is needed of `storage.local`. */
export type Area = {
  get(key: string | null): Promise<Readonly<Record<string, unknown>>>;
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};

/** What the key of a contact begins with; the name follows. */
export const CONTACT_KEY_PREFIX = 'contact:';
