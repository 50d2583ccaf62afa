import { effect } from '@preact/signals';
import type { DevicesTried, LoopTried, WayTried } from '../../components/welcome/checks-props.ts';
import { createDevices } from '../call/devices.browser.ts';
import { callOneself, type LoopBack } from '../call/loop-back.browser.ts';
import { LOOP_STEPS } from '../call/loop-steps.ts';
import { NO_MEDIA, stepMedia } from '../call/session-media.ts';
import type { CheckHost } from '../host/checks.ts';
import { readInput } from '../names/from-input.ts';
import { parseNodeId } from '../node-id.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import { FAILURE_KINDS, type Failure } from '../protocol/ui.ts';
import { chosenDevicesItem } from '../state/chosen-devices.browser.ts';
import { startCheckHost } from './check-host.browser.ts';
import type { Cell } from './drawn-page.browser.ts';
import { watchLevel } from './sound-level.browser.ts';

/** How often a way is asked about while it is looked at, in ms. */
const LOOK_EVERY = 1_000;
/** The level from which on a voice is likely: -36 dB, above the noise of a quiet room. */
const HEARD_FROM = 0.4;
/** What is tried, as it is shown. */
export type ChecksCells = {
  readonly tried: Cell<DevicesTried>;
  readonly loop: Cell<LoopTried>;
  readonly way: Cell<WayTried>;
};

/** Tries what a call needs; all of it ends when the page is left. */
export type WelcomeTrials = {
  readonly tryDevices: () => void;
  readonly stopDevices: () => void;
  readonly callMyself: () => Promise<void>;
  readonly endLoop: () => void;
  readonly look: (text: string) => Promise<void>;
  readonly stopLooking: () => void;
};

/** Makes the trials; nothing is tried yet. */
export function createTrials({ tried, loop, way }: ChecksCells): WelcomeTrials {
  let media = NO_MEDIA;
  let call: LoopBack | undefined;
  let host: CheckHost | undefined;
  /** Counts what was begun, so that an answer to something older is not shown. */
  let turn = 0;

  const devices = createDevices({
    report(event) {
      media = stepMedia(media, event);
      showDevices();
    },
    tell: () => {},
    // The same that calls use: what is tried is what will be used.
    memory: {
      recall: chosenDevicesItem.get,
      keep: (chosen) => void chosenDevicesItem.set(chosen),
    },
  });
  let stopLevel = (): void => {};
  effect(() => {
    const { microphone } = devices.tracks.value;
    stopLevel();
    stopLevel =
      microphone === undefined
        ? () => {}
        : watchLevel(microphone, (level) => {
            tried.value = {
              ...tried.value,
              level,
              heard: tried.value.heard || (level ?? 0) > HEARD_FROM,
            };
          });
    showDevices();
  });

  function showDevices(): void {
    const { microphone, camera } = devices.tracks.peek();
    const before = tried.value;
    tried.value = {
      asking: media.asking,
      audio: microphone !== undefined,
      video: camera !== undefined,
      trouble: media.troubles.camera ?? media.troubles.microphone,
      camera: sameStream(before.camera, camera),
      level: microphone === undefined ? 0 : before.level,
      heard: microphone !== undefined && before.heard,
    };
  }

  function tryDevices(): void {
    const wants = { audio: true, video: true };
    media = stepMedia(media, { kind: 'want-media', wants });
    showDevices();
    void devices.ask(wants);
  }

  function stopDevices(): void {
    devices.stop();
    media = NO_MEDIA;
    showDevices();
  }

  async function callMyself(): Promise<void> {
    endLoop();
    const mine = turn;
    const { microphone, camera } = devices.tracks.peek();
    const tracks = [microphone, camera].filter((track) => track !== undefined);
    const steps = LOOP_STEPS.filter(
      (step) =>
        (step !== 'sound' || microphone !== undefined) &&
        (step !== 'picture' || camera !== undefined),
    );
    const base = { steps, picture: undefined };
    loop.value = { ...base, state: 'running', at: 'host' };
    const started = startCheckHost();
    host = started;
    const access = await started.check('check.loop', {});
    if (mine !== turn) return;
    if (!access.ok) {
      loop.value = { ...base, state: 'failed', at: 'host', failure: failureOf(access.error.kind) };
      return;
    }
    const change = (next: Partial<Exclude<LoopTried, { state: 'idle' }>>): void => {
      if (mine === turn && loop.value.state !== 'idle') loop.value = { ...loop.value, ...next };
    };
    call = callOneself(
      access.value,
      tracks,
      (at) => change({ at }),
      (track) => {
        if (track.kind === 'video') change({ picture: new MediaStream([track]) });
      },
    );
    const failed = await call.outcome;
    change(failed === undefined ? { state: 'fine' } : { state: 'failed', at: failed });
  }

  function endLoop(): void {
    turn += 1;
    call?.close();
    call = undefined;
    host?.close();
    host = undefined;
    loop.value = { state: 'idle' };
  }

  let looking = 0;
  async function look(text: string): Promise<void> {
    looking += 1;
    const mine = looking;
    const input = readInput(text);
    if (!input.ok) {
      way.value = { state: 'no-name', error: input.error };
      return;
    }
    const { name } = input.value;
    way.value = { state: 'looking', name, heard: false, answered: false };
    const read = await sendMessage('readNode', { name });
    const node = 'nodeId' in read ? parseNodeId(read.nodeId) : undefined;
    if (mine !== looking) return;
    if (!node?.ok) {
      const failure: Failure = 'failure' in read ? read.failure : { kind: 'internal' };
      way.value = { state: 'failed', failure };
      return;
    }
    const own = startCheckHost();
    const ask = async (): Promise<void> => {
      const seen = await own.check('check.peer', { nodeId: node.value });
      if (mine !== looking) return own.close();
      if (seen.ok) {
        const { heard, answered } = seen.value;
        way.value = { state: 'looking', name, heard, answered };
        setTimeout(() => void ask(), LOOK_EVERY);
        return undefined;
      }
      way.value = { state: 'failed', failure: failureOf(seen.error.kind) };
      return own.close();
    };
    await ask();
  }

  function stopLooking(): void {
    looking += 1;
    way.value = { state: 'idle' };
  }

  function leave(): void {
    stopDevices();
    endLoop();
  }
  // Looking goes on: somebody may be told in another tab to look, too.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
  window.addEventListener('pagehide', () => {
    leave();
    stopLooking();
  });

  return { tryDevices, stopDevices, callMyself, endLoop, look, stopLooking };
}

/** A stream of this track; the same as before where it shows it already. */
function sameStream(
  before: DevicesTried['camera'],
  track: MediaStreamTrack | undefined,
): MediaStream | undefined {
  if (track === undefined) return undefined;
  const isSame = before instanceof MediaStream && before.getTracks().includes(track);
  return isSame ? before : new MediaStream([track]);
}

/** The word of a host as what is shown; one that no page has a sentence for is ours to have prevented. */
function failureOf(kind: string): Failure {
  return { kind: FAILURE_KINDS.find((known) => known === kind) ?? 'internal' };
}
