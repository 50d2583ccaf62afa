import type { ImportChange } from '../../components/options/import-props.ts';
import { forgetIdentities } from '../call/certificate.browser.ts';
import { ok, type Result } from '../result.ts';
import { type Backup, type BackupError, backupText, readBackup } from '../state/backup.ts';
import { preferencesItem } from '../state/items.browser.ts';
import { pendingWritesItem } from '../state/pending-writes.browser.ts';
import { people } from '../state/people.browser.ts';
import { DEFAULT_PREFERENCES } from '../state/preferences.ts';
import type { Settings } from '../state/settings.ts';
import { importChanges } from './import-changes.ts';

/** Everything that is kept of a person, these settings included. */
async function keptNow(settings: Settings): Promise<Backup> {
  const [preferences, contacts, calls] = await Promise.all([
    preferencesItem.get(),
    people.contacts(),
    people.history(),
  ]);
  return { settings, preferences, contacts, calls };
}

/** Offers everything that is kept of a person as a file, these settings included. */
export async function exportAll(settings: Settings): Promise<void> {
  const backup = await keptNow(settings);
  const blob = new Blob([backupText(backup, Date.now())], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'copybara.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Reads such a file: what it would change of these settings and all else that is kept, or why it can't be loaded. */
export async function readImport(
  text: string,
  settings: Settings,
): Promise<
  Result<{ readonly backup: Backup; readonly changes: readonly ImportChange[] }, BackupError>
> {
  const backup = readBackup(text);
  if (!backup.ok) return backup;
  const changes = importChanges(await keptNow(settings), backup.value);
  return ok({ backup: backup.value, changes });
}

/** Takes people, calls and preferences of such a file over. */
export async function restore({ preferences, contacts, calls }: Backup): Promise<void> {
  await people.restore(contacts, calls);
  if (preferences) await preferencesItem.set(preferences);
}

/** Deletes people, calls, certificates, what calls begin with, and what was signed on the names page. */
export async function deleteAll(): Promise<void> {
  await people.deleteAll();
  await forgetIdentities();
  await preferencesItem.set(DEFAULT_PREFERENCES);
  await pendingWritesItem.set([]);
}
