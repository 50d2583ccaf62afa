import * as v from 'valibot';
import browser from '../webextension.browser.ts';
import { item } from './items.browser.ts';
import { Preset } from './settings.ts';

/** What whoever manages the browser had preset when that was last read, unchecked; undefined before the first time. */
export const presetItem = item<unknown>('local:preset', v.unknown(), undefined);

/** How long the browser is waited for where there is what it said before, and how much longer where there is not, in ms. */
const PATIENCE = 1_000;
const FIRST_PATIENCE = 4_000;

/** Asks the browser what is preset and keeps that. Chromium may take seconds for it when it starts, and under load it may not answer any more until it is started again. */
export async function askPreset(): Promise<unknown> {
  // Firefox rejects where nothing is preset.
  const preset = await browser.storage.managed.get().catch(() => ({}));
  if (JSON.stringify(preset) !== JSON.stringify(await presetItem.get())) {
    void presetItem.set(preset);
  }
  return preset;
}

/** What is preset; undefined where that can't be read. While the browser says nothing it is what it said before, if anything. */
export async function readKeptPreset(): Promise<Preset | undefined> {
  const asked = askPreset();
  const preset =
    (await Promise.race([asked, passing(PATIENCE).then(presetItem.get)])) ??
    (await Promise.race([asked, passing(FIRST_PATIENCE)]));
  const parsed = v.safeParse(Preset, preset ?? {});
  return parsed.success ? parsed.output : undefined;
}

function passing(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
