import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isCallId } from '../../../lib/call/call-id.ts';
import { parseName } from '../../../lib/names/name.ts';
import { importChanges } from '../../../lib/pages/import-changes.ts';
import { type Backup, backupText, readBackup } from '../../../lib/state/backup.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/state/preferences.ts';

function contact(label: string, blocked: boolean): Backup['contacts'][number] {
  const name = parseName(`${label}.azero`);
  if (!name.ok) throw new Error(label);
  return { name: name.value, note: '', blocked };
}

function call(label: string, callId: string): Backup['calls'][number] {
  if (!isCallId(callId)) throw new Error(callId);
  const { name } = contact(label, false);
  return { callId, name, role: 'caller', startedAt: 1, endedAt: 2, cause: 'hung-up' };
}

const NOTHING: Backup = { settings: {}, preferences: undefined, contacts: [], calls: [] };
const FULL: Backup = {
  settings: {
    myName: 'bob.azero',
    language: 'de',
    links: { base: 'https://links.example/c' },
    search: { off: ['bing'] },
    enabled: false,
    replaceProxy: true,
  },
  preferences: { ...DEFAULT_PREFERENCES, startAs: 'listen' },
  contacts: [contact('alice', true), contact('carol', true)],
  calls: [call('alice', '0123456789ab')],
};

it('tells everything that a file would set', () => {
  expect(importChanges(NOTHING, FULL)).toEqual([
    { what: 'my-name', to: 'bob.azero' },
    { what: 'language', to: 'de' },
    { what: 'links', to: 'https://links.example/c' },
    { what: 'search', off: ['bing'] },
    { what: 'enabled', to: false },
    { what: 'replace-proxy', to: true },
    { what: 'preferences' },
    { what: 'people', added: 2, changed: 0, unblocked: 0 },
    { what: 'calls', added: 1 },
  ]);
});

it('tells what a file takes away, and keeps what it says nothing of', () => {
  expect(importChanges(FULL, NOTHING)).toEqual([
    { what: 'my-name', to: undefined },
    { what: 'language', to: undefined },
    { what: 'links', to: undefined },
    { what: 'search', off: [] },
    { what: 'enabled', to: true },
    { what: 'replace-proxy', to: false },
  ]);
});

it('tells who is no longer blocked', () => {
  const file = { ...FULL, contacts: [contact('alice', false), contact('dave', false)] };
  expect(importChanges(FULL, file)).toEqual([
    { what: 'people', added: 1, changed: 1, unblocked: 1 },
  ]);
});

it('says nothing of endpoints, which no file changes', () => {
  const chain = { endpoints: [{ url: 'wss://mine.example', operator: 'I' }], quorum: 1 };
  const now = { ...FULL, settings: { ...FULL.settings, chain } };
  expect(importChanges(now, FULL)).toEqual([]);
});

it('finds nothing in a file that was just saved', () => {
  const settings = fc.record(
    {
      myName: fc.string({ maxLength: 20 }),
      language: fc.constantFrom('en', 'de', 'ar'),
      search: fc.record({ off: fc.array(fc.string({ maxLength: 8 })) }),
      enabled: fc.boolean(),
      replaceProxy: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(settings, (some) => {
      const now: Backup = { ...FULL, settings: some };
      const file = readBackup(backupText(now, 0));
      expect(file.ok && importChanges(now, file.value)).toEqual([]);
    }),
  );
});
