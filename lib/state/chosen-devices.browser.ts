import * as v from 'valibot';
import { item } from './items.browser.ts';

// Browsers give ids that mean nothing elsewhere; Firefox's are 44 letters long, Chromium's 64.
const id = v.optional(v.pipe(v.string(), v.maxLength(200)), '');
const ChosenDevices = v.object({ microphone: id, camera: id, speaker: id });

/** The devices that the person has chosen, for all her calls; an empty one is the system's own choice. */
export const chosenDevicesItem = item(
  'local:chosenDevices',
  ChosenDevices,
  v.getDefaults(ChosenDevices),
);
