import type { ImportChange } from '../../components/options/import-props.ts';
import type { Backup } from '../state/backup.ts';
import { DEFAULT_PREFERENCES } from '../state/preferences.ts';

/** What a person has now would become by loading a file. Who reads the chain is never in it: no file changes that. */
export function importChanges(now: Backup, file: Backup): readonly ImportChange[] {
  const [before, after] = [now.settings, file.settings];
  const changes: (ImportChange | undefined)[] = [
    before.myName === after.myName ? undefined : { what: 'my-name', to: after.myName },
    before.language === after.language ? undefined : { what: 'language', to: after.language },
    before.links?.base === after.links?.base ? undefined : { what: 'links', to: after.links?.base },
    isSame((before.search?.off ?? []).toSorted(), (after.search?.off ?? []).toSorted())
      ? undefined
      : { what: 'search', off: after.search?.off ?? [] },
    (before.enabled ?? true) === (after.enabled ?? true)
      ? undefined
      : { what: 'enabled', to: after.enabled ?? true },
    (before.replaceProxy ?? false) === (after.replaceProxy ?? false)
      ? undefined
      : { what: 'replace-proxy', to: after.replaceProxy ?? false },
    file.preferences === undefined ||
    isSame(now.preferences ?? DEFAULT_PREFERENCES, file.preferences)
      ? undefined
      : { what: 'preferences' },
    peopleChange(now.contacts, file.contacts),
    callsChange(now.calls, file.calls),
  ];
  return changes.filter((change) => change !== undefined);
}

function peopleChange(now: Backup['contacts'], file: Backup['contacts']): ImportChange | undefined {
  const known = new Map(now.map((contact) => [contact.name, contact]));
  const added = file.filter(({ name }) => !known.has(name)).length;
  const changed = file.filter((contact) => {
    const before = known.get(contact.name);
    return before !== undefined && !isSame(before, contact);
  });
  const unblocked = changed.filter(
    ({ name, blocked }) => !blocked && known.get(name)?.blocked === true,
  ).length;
  if (added === 0 && changed.length === 0) return undefined;
  return { what: 'people', added, changed: changed.length, unblocked };
}

function callsChange(now: Backup['calls'], file: Backup['calls']): ImportChange | undefined {
  const known = new Set(now.map(({ callId }) => callId));
  const added = file.filter(({ callId }) => !known.has(callId)).length;
  return added === 0 ? undefined : { what: 'calls', added };
}

/** Whether two values that were read by the same schema, which orders their keys, are the same. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
