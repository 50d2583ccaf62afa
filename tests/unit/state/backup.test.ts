import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isCallId } from '../../../lib/call/call-id.ts';
import { parseName } from '../../../lib/names/name.ts';
import { type Backup, backupText, MAX_BACKUP, readBackup } from '../../../lib/state/backup.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/state/preferences.ts';

function sample(): Backup {
  const name = parseName('alice.azero');
  const callId = '0123456789ab';
  if (!name.ok || !isCallId(callId)) throw new Error('a fixture is wrong');
  return {
    settings: { myName: 'bob.azero' },
    preferences: { ...DEFAULT_PREFERENCES, startAs: 'listen', sounds: false },
    contacts: [{ name: name.value, note: 'met in Zürich', blocked: true }],
    calls: [
      {
        callId,
        name: name.value,
        role: 'caller',
        startedAt: 1_800_000_000_000,
        endedAt: 1_800_000_060_000,
        cause: 'hung-up',
      },
    ],
  };
}

it('comes back as it was saved', () => {
  expect(readBackup(backupText(sample(), 0))).toEqual({ ok: true, value: sample() });
});

it('never says who reads the chain', () => {
  const chain = { endpoints: [{ url: 'wss://hostile.example', operator: 'H' }], quorum: 1 };
  const text = backupText({ ...sample(), settings: { myName: 'bob.azero', chain } }, 0);
  expect(text).toContain('hostile.example');
  expect(readBackup(text)).toEqual({ ok: true, value: sample() });
});

it('may hold less than all', () => {
  const empty = { settings: {}, preferences: undefined, contacts: [], calls: [] };
  expect(readBackup('{"copybara": 1}')).toEqual({ ok: true, value: empty });
});

it.each([
  '',
  '{}',
  '[]',
  '{"copybara": "2"}',
  '{"copybara": 1.5}',
  '{"copybara": 0}',
  '{"copybara": 1, "settings": {"chain": {"quorum": 9}}}',
  '{"copybara": 1, "contacts": [{"name": "аlice.azero", "note": "", "blocked": false}]}',
  `{"copybara": 1${' '.repeat(MAX_BACKUP)}}`,
])('is refused whole: %.60s', (text) => {
  expect(readBackup(text)).toEqual({ ok: false, error: { kind: 'bad-file' } });
});

it.each(['{"copybara": 2}', '{"copybara": 3, "settings": 7}'])(
  'says that a later Copybara wrote it: %s',
  (text) => {
    expect(readBackup(text)).toEqual({ ok: false, error: { kind: 'newer-file' } });
  },
);

it('never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readBackup(text)));
});
