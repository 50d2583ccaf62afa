/** Microphones and cameras whose questions a test answers. */
import { vi } from 'vitest';
import type { Notice } from '../../../lib/call/call-state.ts';
import { createDevices, type DeviceMemory } from '../../../lib/call/devices.browser.ts';
import type { MediaEvent } from '../../../lib/call/session-media.ts';
import { settle } from '../../fakes/clock.ts';

type Kind = 'audio' | 'video';

export const MICROPHONE = { kind: 'audioinput', deviceId: 'mic', label: 'Mic' };
export const HEADSET = { kind: 'audioinput', deviceId: 'headset', label: 'Headset' };
export const CAMERA = { kind: 'videoinput', deviceId: 'cam', label: 'Cam' };

class FakeTrack extends EventTarget {
  readonly kind: Kind;
  readonly device: string;
  readonly label: string;
  enabled = true;
  readyState = 'live';
  constructor(kind: Kind, device: string) {
    super();
    this.kind = kind;
    this.device = device;
    this.label = `the ${device}`;
  }
  stop(): void {
    this.readyState = 'ended';
  }
  /** The browser ends it: unplugged, or taken back. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
  /** Firefox forgets them at the end. */
  getSettings(): { deviceId?: string } {
    return this.readyState === 'live' ? { deviceId: this.device } : {};
  }
}

/** The device that is asked for and no other. */
function exactly(constraints: boolean | MediaTrackConstraints | undefined): string | undefined {
  const id = typeof constraints === 'object' ? constraints.deviceId : undefined;
  return typeof id === 'object' && !Array.isArray(id) ? String(id.exact) : undefined;
}

/** A browser with devices whose questions the test answers. */
export function fakeBrowser() {
  const given: FakeTrack[] = [];
  const questions: {
    wants: { audio: boolean; video: boolean };
    constraints: MediaStreamConstraints;
    give: () => Promise<FakeTrack[]>;
    refuse: (name: string, message?: string) => Promise<void>;
  }[] = [];
  let list = [MICROPHONE, CAMERA];
  const first = (kind: string): string =>
    list.find((device) => device.kind === kind)?.deviceId ?? '';
  const permissions: Record<string, string> = { microphone: 'prompt', camera: 'prompt' };
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => list,
    getUserMedia: (constraints: MediaStreamConstraints) =>
      new Promise((resolve, reject) => {
        const wants = { audio: 'audio' in constraints, video: 'video' in constraints };
        questions.push({
          wants,
          constraints,
          async give() {
            const tracks = [
              ...(wants.audio
                ? [new FakeTrack('audio', exactly(constraints.audio) ?? first('audioinput'))]
                : []),
              ...(wants.video
                ? [new FakeTrack('video', exactly(constraints.video) ?? first('videoinput'))]
                : []),
            ];
            given.push(...tracks);
            resolve({ getTracks: () => tracks });
            await settle();
            return tracks;
          },
          async refuse(name, message = '') {
            reject(Object.assign(new Error(message), { name }));
            await settle();
          },
        });
      }),
  });
  vi.stubGlobal('navigator', {
    mediaDevices,
    permissions: { query: async ({ name }: { name: string }) => ({ state: permissions[name] }) },
  });
  vi.stubGlobal('HTMLMediaElement', { prototype: {} });
  return {
    given,
    questions,
    permissions,
    plugSilently: (devices: typeof list) => {
      list = devices;
    },
    plug: (devices: typeof list) => {
      list = devices;
      mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    question: () => {
      const [question] = questions.splice(0, 1);
      if (question === undefined) throw new Error('nothing was asked for');
      return question;
    },
    live: () => given.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
  };
}

export const NONE_CHOSEN = { microphone: '', camera: '', speaker: '' };
const FORGETFUL: DeviceMemory = { recall: async () => NONE_CHOSEN, keep() {} };

/** A window's devices, what they report, and what the person is told. */
export function startDevices(
  events: MediaEvent[],
  told: Notice[],
  memory = FORGETFUL,
): ReturnType<typeof createDevices> {
  return createDevices({
    report: (event) => events.push(event),
    tell: (notice) => told.push(notice),
    memory,
  });
}
