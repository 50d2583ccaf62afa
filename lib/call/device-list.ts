/** Which devices there are, and which of them are used, out of what the browser lists and the person has chosen. */
import type { Devices } from './call-state.ts';

/** What a device is for. */
export type DeviceUse = keyof Devices['chosen'];
/** One device as the browser lists it. */
export type ListedDevice = {
  readonly kind: string;
  readonly deviceId: string;
  readonly label: string;
};

const KINDS = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;

/** All devices of one use that can be chosen; without permission browsers list them without an id. */
function devicesFor(use: DeviceUse, all: readonly ListedDevice[]): readonly ListedDevice[] {
  return all.filter(({ kind, deviceId }) => kind === KINDS[use] && !isAlias(deviceId));
}

/** The ids of one use, empty texts and the names for the system's choice among them. */
export function idsFor(use: DeviceUse, all: readonly ListedDevice[]): readonly string[] {
  return all.filter(({ kind }) => kind === KINDS[use]).map(({ deviceId }) => deviceId);
}

/** The chosen device where it is there; else empty: the system's own choice. */
export function inUse(use: DeviceUse, chosen: string, all: readonly ListedDevice[]): string {
  return devicesFor(use, all).some(({ deviceId }) => deviceId === chosen) ? chosen : '';
}

/** What is shown of them. */
export function listOf(all: readonly ListedDevice[], chosen: Devices['chosen']): Devices {
  const shown = (use: DeviceUse) =>
    devicesFor(use, all).map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    microphones: shown('microphone'),
    cameras: shown('camera'),
    speakers: shown('speaker'),
    chosen: {
      microphone: inUse('microphone', chosen.microphone, all),
      camera: inUse('camera', chosen.camera, all),
      speaker: inUse('speaker', chosen.speaker, all),
    },
  };
}

/** Chromium lists the system's choice once more under these names. */
function isAlias(id: string): boolean {
  return id === '' || id === 'default' || id === 'communications';
}
