/** What a person can save as a file and load again: her settings, her people and the history. */
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { Contact } from './contact.ts';
import { PastCall } from './history.ts';
import { MAX_HISTORY } from './people.ts';
import { CallPreferences } from './preferences.ts';
import { Settings } from './settings.ts';

/** Everything of a person that a file holds. */
export type Backup = {
  readonly settings: Settings;
  /** What is set for all calls; undefined: as it comes, or as an older file left it. */
  readonly preferences: CallPreferences | undefined;
  readonly contacts: readonly Contact[];
  readonly calls: readonly PastCall[];
};

/** Why a file can't be loaded, and nothing of it is: it is none of ours or damaged, or a later Copybara wrote it. */
export type BackupError = { readonly kind: 'bad-file' | 'newer-file' };

/** The version of the file's form; one that this can't read has a higher one. */
const VERSION = 1;

/** The longest file that is read, in UTF-16 units: far above 1,000 calls and as many people with notes. */
export const MAX_BACKUP = 10_000_000;

const File = v.object({
  copybara: v.literal(VERSION),
  settings: v.optional(Settings, {}),
  preferences: v.optional(CallPreferences),
  contacts: v.optional(v.pipe(v.array(Contact), v.maxLength(10_000)), []),
  calls: v.optional(v.pipe(v.array(PastCall), v.maxLength(MAX_HISTORY)), []),
});

const NewerFile = v.object({ copybara: v.pipe(v.number(), v.integer(), v.gtValue(VERSION)) });

/** The text of a file; `at`: ms since 1970. */
export function backupText(backup: Backup, at: number): string {
  const file = { copybara: VERSION, exportedAt: new Date(at).toISOString(), ...backup };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads the text of a file, whole or not at all; but never who reads the chain. Somebody who says "load this, then call me"
 * would otherwise choose whom all names are asked of.
 */
export function readBackup(text: string): Result<Backup, BackupError> {
  if (text.length > MAX_BACKUP) return err({ kind: 'bad-file' });
  try {
    const read: unknown = JSON.parse(text);
    if (v.is(NewerFile, read)) return err({ kind: 'newer-file' });
    const { settings, preferences, contacts, calls } = v.parse(File, read);
    const { chain: _theirs, ...rest } = settings;
    return ok({ settings: rest, preferences, contacts, calls });
  } catch {
    return err({ kind: 'bad-file' });
  }
}
