import { forgetIdentities } from '../call/certificate.browser.ts';
import { backupText, readBackup } from '../state/backup.ts';
import { people } from '../state/people.browser.ts';
import type { Settings } from '../state/settings.ts';

/** Offers everything that is kept of a person as a file, these settings included. */
export async function exportAll(settings: Settings): Promise<void> {
  const backup = { settings, contacts: await people.contacts(), calls: await people.history() };
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
  const { settings, contacts, calls } = backup.value;
  await people.restore(contacts, calls);
  return settings;
}

/** Deletes people, calls and certificates. */
export async function deleteAll(): Promise<void> {
  await people.deleteAll();
  await forgetIdentities();
}
