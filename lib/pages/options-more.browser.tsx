import type { ComponentChild } from 'preact';
import { MoreOptions } from '../../components/options/MoreOptions.tsx';
import type { DataKind } from '../../components/options/more-props.ts';
import { forgetIdentities, replaceIdentity } from '../call/certificate.browser.ts';
import type { Translator } from '../i18n/translate.ts';
import { parseName } from '../names/name.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import { assertNever } from '../result.ts';
import { SEARCH_ENGINES } from '../routing/search-engine-names.ts';
import { preferencesItem, readPreset, settingsItem } from '../state/items.browser.ts';
import { people as kept } from '../state/people.browser.ts';
import { DEFAULT_PREFERENCES } from '../state/preferences.ts';
import type { Settings } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { peopleOfPage } from './call-people.browser.ts';
import type { Cell, DrawnPage } from './drawn-page.browser.ts';
import { deleteAll, exportAll, importAll } from './own-data.browser.ts';
import { isEngineOn, matchesOf, offAfter } from './search-choice.ts';

/** What the later sections need of the page. */
export type MoreOfOptions = {
  readonly t: Translator;
  readonly page: DrawnPage;
  /** The person's own settings. */
  readonly own: Cell<Settings>;
  /** The settings in force. */
  readonly settings: () => Settings;
  readonly change: (changes: Pick<Settings, 'search'> | { search: undefined }) => void;
};

/** The sections of the settings that weigh more than a first view may; returns what draws them. */
export async function moreOptions(options: MoreOfOptions): Promise<() => ComponentChild> {
  const { t, page, own, settings, change } = options;
  const preset = await readPreset();
  const preferences = page.cell(await preferencesItem.get());
  const permitted = page.cell<ReadonlySet<string>>(new Set());
  const isUnkept = page.cell(false);
  const people = peopleOfPage(() => {
    isUnkept.value = true;
  });
  preferencesItem.watch((value) => {
    preferences.value = value;
  });
  async function lookAtPermissions(): Promise<void> {
    permitted.value = await permittedEngines();
  }
  browser.permissions.onAdded.addListener(() => void lookAtPermissions());
  browser.permissions.onRemoved.addListener(() => void lookAtPermissions());
  await lookAtPermissions();

  function setEngines(names: readonly string[], on: boolean): void {
    const off = offAfter(settings().search?.off ?? [], names, on);
    // Asked first: browsers take the question only from within the click. Giving back works in Firefox alone.
    const origins = SEARCH_ENGINES.filter(({ name }) => names.includes(name)).flatMap(matchesOf);
    const { permissions } = browser;
    const asked = on ? permissions.request({ origins }) : permissions.remove({ origins });
    asked.catch(() => false).finally(() => void lookAtPermissions());
    change({ search: off.length === 0 ? undefined : { off } });
  }

  function More() {
    const off = settings().search?.off ?? [];
    return (
      <MoreOptions
        t={t}
        preferences={preferences.value}
        onSetPreferences={(next) => {
          preferences.value = next;
          void preferencesItem.set(next);
        }}
        engines={SEARCH_ENGINES.map((engine) => ({
          name: engine.name,
          on: isEngineOn(engine, off),
          permitted: permitted.value.has(engine.name),
        }))}
        onSetEngines={setEngines}
        areEnginesLocked={preset?.locked?.search !== undefined}
        people={{
          state: people.lists.value,
          actions: people.actions,
          now: Date.now(),
          onCall: (to) => {
            const isPrivate = browser.extension.inIncognitoContext === true;
            void sendMessage('startCall', { to, isPrivate });
          },
        }}
        isUnkept={isUnkept.value}
        onReplaceCertificate={replaceCertificate(settings())}
        onExport={() => void exportAll(own.value)}
        onImport={async (text) => {
          const imported = await importAll(text);
          if (imported === undefined) return false;
          const { chain } = own.value;
          own.value = { ...imported, ...(chain === undefined ? {} : { chain }) };
          await settingsItem.set(own.value);
          return true;
        }}
        onReset={async () => {
          await deleteAll();
          own.value = {};
          await settingsItem.set({});
        }}
        onDelete={forget}
      />
    );
  }
  return () => <More />;
}

function replaceCertificate({ myName }: Settings): (() => Promise<boolean>) | undefined {
  const name = parseName(myName ?? '');
  return name.ok ? async () => (await replaceIdentity(name.value)).kept : undefined;
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

/** The engines at which the browser lets a search be stopped. */
async function permittedEngines(): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    SEARCH_ENGINES.map(async (engine) => {
      const may = await browser.permissions.contains({ origins: matchesOf(engine) });
      return may ? [engine.name] : [];
    }),
  );
  return new Set(found.flat());
}
