import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it, test } from 'vitest';
import { Preset, Settings, settingsInForce } from '../../../lib/state/settings.ts';

const OWN = { myName: 'alice.azero', chain: { quorum: 1 } };

it('lets the person replace what is preset, key by key, and not what is locked', () => {
  const preset = { chain: { quorum: 3 }, enabled: false, myName: 'bob.azero' };
  expect(settingsInForce(OWN, { settings: preset })).toEqual({ ...OWN, enabled: false });
  expect(settingsInForce(OWN, { locked: preset })).toEqual(preset);
  expect(settingsInForce(OWN, { settings: { enabled: false }, locked: { enabled: true } })).toEqual(
    { ...OWN, enabled: true },
  );
  expect(settingsInForce(OWN, {})).toEqual(OWN);
});

it('leaves no chain to read from when the preset can’t be read', () => {
  expect(settingsInForce(OWN, undefined)).toEqual({ ...OWN, chain: { endpoints: [], quorum: 1 } });
});

test.each([
  { settings: { chain: { quorum: 0 } } },
  { locked: { chain: { endpoints: [{ url: 'ftp://a', operator: 'a' }] } } },
  { locked: 'all' },
])('%j is no preset', (value) => {
  expect(v.safeParse(Preset, value).success).toBe(false);
});

it('is told to Chromium with every key of the settings', () => {
  const text = readFileSync(
    new URL('../../../public/managed-schema.json', import.meta.url),
    'utf8',
  );
  const { settings, locked } = JSON.parse(text).properties;
  expect(Object.keys(settings.properties).toSorted()).toEqual(
    Object.keys(Settings.entries).toSorted(),
  );
  expect(Object.keys(settings.properties.chain.properties).toSorted()).toEqual(
    Object.keys(Settings.entries.chain.wrapped.entries).toSorted(),
  );
  expect(locked).toEqual({ $ref: settings.id });
});
