import { DataSection } from '../../components/options/DataSection.tsx';
import { KindsSection } from '../../components/options/KindsSection.tsx';
import type { DataKind } from '../../components/options/options-props.ts';
import { forgetIdentities } from '../call/certificate.browser.ts';
import { assertNever, ok } from '../result.ts';
import { preferencesItem, settingsItem } from '../state/items.browser.ts';
import { people as kept, watchPeople } from '../state/people.browser.ts';
import { DEFAULT_PREFERENCES } from '../state/preferences.ts';
import type { OptionsPart } from './options-part.browser.ts';
import { deleteAll, exportAll, readImport, restore } from './own-data.browser.ts';

/** Everything that is kept of a person: out, in, and away. */
export const dataPart: OptionsPart = async ({ t, page, own }) => {
  const counts = page.cell(await count());
  watchPeople(() => {
    void count().then((now) => {
      counts.value = now;
    });
  });
  return () => (
    <DataSection
      t={t}
      onExport={() => void exportAll(own.value)}
      onRead={async (text) => {
        const read = await readImport(text, own.value);
        if (!read.ok) return read;
        const { backup, changes } = read.value;
        return ok({
          changes,
          async apply() {
            await restore(backup);
            const { chain } = own.value;
            const next = { ...backup.settings, ...(chain === undefined ? {} : { chain }) };
            await settingsItem.set(next);
            own.value = next;
          },
        });
      }}
      onReset={async () => {
        await deleteAll();
        own.value = {};
        await settingsItem.set({});
      }}
    >
      <KindsSection t={t} counts={counts.value} onDelete={forget} />
    </DataSection>
  );
};

/** How many people and calls are kept. */
async function count(): Promise<{ readonly people: number; readonly calls: number }> {
  const [contacts, calls] = await Promise.all([kept.contacts(), kept.history()]);
  return { people: contacts.length, calls: calls.length };
}

/** Deletes one kind of what is kept. */
function forget(kind: DataKind): Promise<void> {
  switch (kind) {
    case 'people':
      return kept.deleteContacts();
    case 'calls':
      return kept.deleteHistory();
    case 'preferences':
      return preferencesItem.set(DEFAULT_PREFERENCES);
    case 'certificate':
      return forgetIdentities();
    case 'settings':
      return settingsItem.set({});
    default:
      return assertNever(kind);
  }
}
