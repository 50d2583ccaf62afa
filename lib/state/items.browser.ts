import * as v from 'valibot';
import type { Storage } from 'webextension-polyfill';
import type { AzeroName } from '../names/name.ts';
import { BlockedCall, CallWindow, StoredErrand, UnopenedLinks } from '../protocol/calls.ts';
import { name } from '../protocol/host-values.ts';
import { MyName, Status, Visit } from '../protocol/ui.ts';
import browser from '../webextension.browser.ts';
import { CallPreferences, DEFAULT_PREFERENCES } from './preferences.ts';
import { Preset, Settings, settingsInForce } from './settings.ts';

/** A stored value that is checked each time it is read: what is in storage may be older than this code. */
export type Item<T> = {
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Calls back with each new value; the returned function ends that. */
  watch(onValue: (value: T) => void): () => void;
};

/** A stored value of any place, with what holds where nothing that fits is stored. */
// So that a page is spared the items, and their schemas, that it doesn't use.
/* @__NO_SIDE_EFFECTS__ */
export function item<T>(
  place: `local:${string}` | `session:${string}`,
  schema: v.GenericSchema<unknown, T>,
  fallback: T,
): Item<T> {
  const area = place.startsWith('local:') ? browser.storage.local : browser.storage.session;
  const key = place.slice(place.indexOf(':') + 1);
  function read(value: unknown): T {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : fallback;
  }
  return {
    get: async () => read((await area.get(key))[key]),
    set: (value) => (value === undefined ? area.remove(key) : area.set({ [key]: value })),
    watch(onValue) {
      const listener = (changes: Storage.StorageAreaOnChangedChangesType): void => {
        const change = changes[key];
        if (change !== undefined) onValue(read(change.newValue));
      };
      area.onChanged.addListener(listener);
      return () => area.onChanged.removeListener(listener);
    },
  };
}

/** The person's settings. */
export const settingsItem = item('local:settings', Settings, {});

/** What whoever manages the browser presets; undefined where that can't be read. */
export async function readPreset(): Promise<Preset | undefined> {
  // Firefox rejects where nothing is preset.
  const preset = await browser.storage.managed.get().catch(() => ({}));
  const parsed = v.safeParse(Preset, preset);
  return parsed.success ? parsed.output : undefined;
}

/** The settings in force: the person's own (as stored now unless given) and what whoever manages the browser presets. */
export async function readSettings(own?: Settings, preset = readPreset): Promise<Settings> {
  return settingsInForce(own ?? (await settingsItem.get()), await preset());
}

/** Stores the person's own name; false where whoever manages the browser has set it. */
export async function saveMyName(myName: AzeroName): Promise<boolean> {
  const preset = await readPreset();
  if (preset === undefined || preset.locked?.myName !== undefined) return false;
  await settingsItem.set({ ...(await settingsItem.get()), myName });
  return true;
}

/** What the person has set for her calls. */
export const preferencesItem = item('local:callPreferences', CallPreferences, DEFAULT_PREFERENCES);

/** The names of this browser session and how far each has come. */
export const visitsItem = item<readonly Visit[]>('session:visits', v.array(Visit), []);

/** The names for which the person takes one operator's word in this session. */
export const acceptedItem = item<readonly AzeroName[]>('session:accepted', v.array(name), []);

/** Host, node, chain and routing at a glance. */
export const statusItem = item<Status | undefined>('session:status', v.optional(Status), undefined);

/** Stores what `statusItem` reads: the background only writes it, and is spared its schema. */
export function saveStatus(status: Status): Promise<void> {
  return browser.storage.session.set({ status });
}

/** Whether the person's own name leads to this node. */
export const myNameItem = item<MyName>('session:myName', MyName, { state: 'unset' });

/** The calls that live, each with the place of its window. */
export const callsItem = item<readonly CallWindow[]>('session:calls', v.array(CallWindow), []);

/** For what each window of a call was opened. */
export const errandsItem = item<readonly StoredErrand[]>(
  'session:errands',
  v.array(StoredErrand),
  [],
);

/** The calls of blocked names in this session, which opened no window. */
export const blockedCallsItem = item<readonly BlockedCall[]>(
  'session:blockedCalls',
  v.array(BlockedCall),
  [],
);

/** How many opened links got no window, since the person last said that she knows. */
export const unopenedLinksItem = item('session:unopenedLinks', UnopenedLinks, 0);

/** The proxy setting that stood before ours (Chromium), unread: under our own it can't be seen. */
export const proxyBeforeItem = item<unknown>('local:proxyBefore', v.unknown(), undefined);

/** Our own PAC with the closed port (Chromium), for the first moments of the next session. */
export const proxyShutItem = item<string | undefined>(
  'local:proxyShut',
  v.optional(v.string()),
  undefined,
);

/** Whether the background has been started in this browser session. */
export const aliveItem = item('session:alive', v.boolean(), false);

/** The port at which another tool's proxy setting was seen to lead our names to the host. */
export const elsewhereItem = item<number | undefined>(
  'session:elsewherePort',
  v.optional(v.number()),
  undefined,
);
