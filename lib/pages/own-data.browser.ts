import { forgetIdentities } from '../call/certificate.browser.ts';
import { backupText, readBackup } from '../state/backup.ts';
import { preferencesItem } from '../state/items.browser.ts';
import { pendingWritesItem } from '../state/pending-writes.browser.ts';
import { people } from '../state/people.browser.ts';
import { DEFAULT_PREFERENCES } from '../state/preferences.ts';
import type { Settings } from '../state/settings.ts';

/** Offers everything that is kept of a person as a file, these settings included. */
export async function exportAll(settings: Settings): Promise<void> {
  const [preferences, contacts, calls] = await Promise.all([
    preferencesItem.get(),
    people.contacts(),
    people.history(),
  ]);
  const backup = { settings, preferences, contacts, calls };
  const blob = new Blob([backupText(backup, Date.now())], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'copybara.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Takes people and calls of such a file over, and returns its settings; undefined where it is none. */
export async function importAll(text: string): Promise<Settings | undefined> {
  const backup = readBackup(text);
  if (!backup.ok) return undefined;
  const { settings, preferences, contacts, calls } = backup.value;
  await people.restore(contacts, calls);
  if (preferences) await preferencesItem.set(preferences);
  return settings;
}

/** Deletes people, calls, certificates, what calls begin with, and what was signed on the names page. */
export async function deleteAll(): Promise<void> {
  await people.deleteAll();
  await forgetIdentities();
  await preferencesItem.set(DEFAULT_PREFERENCES);
  await pendingWritesItem.set([]);
}
