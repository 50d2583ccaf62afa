/**
 * What becomes of microphone and camera in a call: unplugged, failing, and with other switches. No camera is real here: Chromium's is
 * a film that a process of its own reads, Firefox's is made up beside real microphones.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAKE_CAMERA } from '../harness/firefox-devices.ts';
import {
  hasSoundServer,
  type Plugged,
  type SoundCard,
  startSoundCard,
} from '../harness/sound-card.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWorld } from '../harness/world.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import { openMore } from './stage.ts';

let story: CallStory;
let card: SoundCard;
const withSound = (await hasSoundServer()) ? describe : describe.skip;

withSound('a call', () => {
  beforeAll(async () => {
    card = await startSoundCard(openWorld().plan, 'devices');
    await card.addMicrophone('DeskMic', 700);
    story = await startCallStory('chromium', 'firefox', {
      launch: (node) =>
        node === 'A' ? {} : { sound: card.server, prefs: { [FAKE_CAMERA]: true } },
    });
  });
  afterAll(async () => {
    await story?.end();
    await card?.stop();
  });
  describe.each(['chromium', 'firefox'] as const)('with %s', (kind) => {
    inCall(kind);
  });
});

/** One call for all cases, which leave it as it was. */
function inCall(kind: 'chromium' | 'firefox'): void {
  let self: Person;
  let window: CallWindow;
  let other: CallWindow;

  beforeAll(async () => {
    await story.fresh();
    const { caller, callee } = await story.talk();
    await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
    [window, other] = kind === 'chromium' ? [caller, callee] : [callee, caller];
    self = kind === 'chromium' ? story.ana : story.bo;
  });
  afterEach((context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture('fail-devices-ana');
    story.bo.picture('fail-devices-bo');
  });

  it('noise and echo are left alone as soon as that is wanted, and the other hears on', async () => {
    expect(await soundOf(window)).toEqual({ noise: true, echo: true, gain: true });
    await openMore(window);
    await window.press(/^Suppress noise/);
    await sounds(window, { noise: false, echo: true, gain: true });
    await window.press(/^Cancel echo/);
    await sounds(window, { noise: false, echo: false, gain: true });
    await other.seesAndHears();
    await window.press(/^Suppress noise/);
    await window.press(/^Cancel echo/);
    await sounds(window, { noise: true, echo: true, gain: true });
    expect(await other.screenText()).not.toMatch(/Muted/);
  });

  it.runIf(kind === 'chromium')(
    'a camera that fails is not taken for one that was forbidden, and one press away',
    async () => {
      await self.browser.crashCamera();
      expect(await window.says(/Camera: doesn’t work\./)).not.toContain('permission');
      await other.says(/No camera on/);
      await window.press('Try again');
      await other.seesAndHears();
    },
  );

  it('a camera that is unplugged is missed, the sound goes on, and it is taken again', async () => {
    await self.browser.unplugCamera();
    let second: Plugged | undefined;
    // Firefox looks which devices there are when one comes or goes.
    if (kind === 'firefox') second = await card.addMicrophone('Second', 900);
    await window.says(/Camera: unplugged\./);
    self.picture(`camera-unplugged-${kind}`);
    await other.says(/No camera on/);
    await hearsButSeesNothing(other);
    await self.browser.plugInCamera();
    if (kind === 'firefox') {
      await second?.unplug();
      await window.says(/Your camera is back/);
    } else await window.press('Try again');
    await Promise.all([window.seesAndHears(), other.seesAndHears()]);
    expect(await window.screenText()).not.toMatch(/Camera: unplugged/);
  });

  it.runIf(kind === 'firefox')(
    'a permission that is taken back is told as that, the other is heard on, and it can be asked for again',
    async () => {
      await self.browser.setDevices('block');
      await window.says(/Microphone and camera: the permission was taken back/);
      self.picture(`permission-${kind}-taken-back`);
      expect(await self.browser.cameraIsOn()).toBe(false);
      // Nothing is asked that she did not ask for.
      expect(await self.browser.asksForDevices()).toBe(false);
      await other.says(/No camera on/);
      await window.seesAndHears();
      await self.browser.setDevices('ask');
      await window.press('Try again');
      await self.browser.answerDeviceQuestion('allow');
      await other.seesAndHears();
      expect(await window.screenText()).not.toMatch(/taken back/);
    },
  );
}

async function hearsButSeesNothing(window: CallWindow): Promise<void> {
  await waitFor(
    async () => {
      const { pictures, energy } = await window.impression();
      return pictures === 0 && energy > 0;
    },
    { timeout: 20_000, what: 'sound without a picture' },
  );
}

type Sound = { readonly noise: unknown; readonly echo: unknown; readonly gain: unknown };

/** What is done to the sound of the microphone that is on, as the browser says. */
function soundOf({ page }: CallWindow): Promise<Sound | undefined> {
  return page.evaluate(() => {
    const settings = globalThis.liveSettings?.('audio')[0];
    return (
      settings && {
        noise: settings.noiseSuppression,
        echo: settings.echoCancellation,
        gain: settings.autoGainControl,
      }
    );
  });
}

/** Waits until that is done to it. */
async function sounds(window: CallWindow, wanted: Sound): Promise<void> {
  let last: Sound | undefined;
  await waitFor(
    async () => {
      last = await soundOf(window);
      return JSON.stringify(last) === JSON.stringify(wanted);
    },
    { what: `a microphone with ${JSON.stringify(wanted)}` },
  ).catch((error: unknown) => {
    throw new Error(`it has ${JSON.stringify(last)}`, { cause: error });
  });
}
