import type { Storage } from 'webextension-polyfill';
import browser from '../webextension.browser.ts';
import { createPeople, isPeopleKey } from './people.ts';

/** Contacts, history and used links of this browser. */
export const people = createPeople(browser.storage.local, (key, task) =>
  navigator.locks.request(key, task),
);

/** Calls back when a contact or the history has changed; the returned function ends that. */
export function watchPeople(onChange: () => void): () => void {
  const listener = (changes: Storage.StorageAreaOnChangedChangesType): void => {
    if (Object.keys(changes).some(isPeopleKey)) onChange();
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
