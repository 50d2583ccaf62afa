import { beforeEach, describe, expect, it } from 'vitest';
import type { Devices, Notice } from '../../../lib/call/call-state.ts';
import type { createDevices } from '../../../lib/call/devices.browser.ts';
import type { MediaEvent } from '../../../lib/call/session-media.ts';
import { settle } from '../../fakes/clock.ts';
import { fakeBrowser, HEADSET, MICROPHONE, NONE_CHOSEN, startDevices } from './fake-devices.ts';

const BOTH = { audio: true, video: true };
const VOICE = { audio: true, video: false };
const NEITHER = { audio: false, video: false };

let fake: ReturnType<typeof fakeBrowser>;
let events: MediaEvent[];
let told: Notice[];
let kept: Devices['chosen'] | undefined;
let devices: ReturnType<typeof createDevices>;
beforeEach(() => {
  fake = fakeBrowser();
  events = [];
  told = [];
  kept = undefined;
  devices = start();
});

/** A window's devices; what an earlier window kept is there. */
function start(): ReturnType<typeof createDevices> {
  return startDevices(events, told, {
    recall: async () => kept ?? NONE_CHOSEN,
    keep: (chosen) => {
      kept = chosen;
    },
  });
}
const on = (wants: { audio: boolean; video: boolean }) => ({ kind: 'media-on', ...wants });

describe('asking', () => {
  it('asks once for both, and says what is on', async () => {
    void devices.ask(BOTH);
    expect(fake.questions.length).toBe(1);
    expect(fake.question().wants).toEqual(BOTH);
    expect(events).toEqual([]);
  });

  it('asks for nothing that is not wanted, and for nothing twice', async () => {
    void devices.ask(VOICE);
    const question = fake.question();
    expect(question.wants).toEqual(VOICE);
    await question.give();
    void devices.ask(BOTH);
    expect(fake.question().wants).toEqual({ audio: false, video: true });
    expect(events).toEqual([on(VOICE)]);
  });

  it('turns off the device itself when it is not wanted any more', async () => {
    void devices.ask(BOTH);
    await fake.question().give();
    void devices.ask(VOICE);
    await settle();
    expect(fake.live()).toEqual(['audio']);
    expect(devices.tracks.value.camera).toBeUndefined();
    expect(events).toEqual([on(BOTH), on(VOICE)]);
    void devices.ask(NEITHER);
    expect(fake.live()).toEqual([]);
  });

  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['NotAllowedError', 'The request is not allowed by the user agent or the platform', 'denied'],
  ])('does not ask again after %s (%s)', async (name, message, trouble) => {
    void devices.ask(BOTH);
    await fake.question().refuse(name, message);
    expect(fake.questions.length).toBe(0);
    const troubles = { microphone: trouble, camera: trouble };
    expect(events).toEqual([on(NEITHER), { kind: 'media-refused', troubles }]);
  });

  it('takes the microphone where only the camera is forbidden', async () => {
    fake.permissions['camera'] = 'denied';
    void devices.ask(BOTH);
    await fake.question().refuse('NotAllowedError', 'Permission denied');
    const again = fake.question();
    expect(again.wants).toEqual(VOICE);
    await again.give();
    expect(events).toEqual([on(VOICE), { kind: 'media-refused', troubles: { camera: 'denied' } }]);
  });

  it.each([
    ['NotFoundError', 'no-device'],
    ['NotReadableError', 'device-busy'],
    ['AbortError', 'device-busy'],
  ])('takes the microphone where the camera has %s', async (name, trouble) => {
    void devices.ask(BOTH);
    await fake.question().refuse(name);
    await fake.question().give();
    await settle();
    const camera = fake.question();
    expect(camera.wants).toEqual({ audio: false, video: true });
    await camera.refuse(name);
    expect(events).toEqual([on(VOICE), { kind: 'media-refused', troubles: { camera: trouble } }]);
    expect(fake.live()).toEqual(['audio']);
  });

  it.each([
    ['all is turned off', () => devices.stop()],
    ['it is turned off', () => void devices.ask({ audio: false, video: true })],
  ])('leaves no microphone on while the camera is still asked for and %s', async (_, off) => {
    void devices.ask(BOTH);
    await fake.question().refuse('NotReadableError');
    await fake.question().give();
    await settle();
    expect(fake.live()).toEqual(['audio']);
    off();
    expect(fake.live()).toEqual([]);
  });

  it('asks for no camera any more when all was turned off before the microphone came', async () => {
    void devices.ask(BOTH);
    await fake.question().refuse('NotReadableError');
    const microphone = fake.question();
    devices.stop();
    await microphone.give();
    await settle();
    expect(fake.live()).toEqual([]);
    expect(fake.questions).toEqual([]);
  });

  it('takes the system’s choice where the chosen device is gone', async () => {
    await devices.choose('camera', 'other');
    void devices.ask({ audio: false, video: true });
    const exact = fake.question();
    expect(exact.constraints.video).toMatchObject({ deviceId: { exact: 'other' } });
    await exact.refuse('OverconstrainedError');
    const any = fake.question();
    expect(any.constraints.video).not.toHaveProperty('deviceId');
    await any.give();
    expect(devices.list.value.chosen.camera).toBe('');
    expect(events).toEqual([on({ audio: false, video: true })]);
  });
});

describe('never a device left on', () => {
  it('turns off what is given after the stop', async () => {
    void devices.ask(BOTH);
    const late = fake.question();
    devices.stop();
    await late.give();
    expect(fake.given.length).toBe(2);
    expect(fake.live()).toEqual([]);
    expect(events).toEqual([]);
  });

  it('turns off what is given alone after the stop, when the other was missing', async () => {
    void devices.ask(BOTH);
    await fake.question().refuse('NotFoundError');
    const late = fake.question();
    devices.stop();
    await late.give();
    for (const more of fake.questions) await more.give();
    expect(fake.live()).toEqual([]);
    expect(events).toEqual([]);
  });

  it('turns off what was turned off while it was asked for', async () => {
    void devices.ask(BOTH);
    const question = fake.question();
    void devices.ask(VOICE);
    await fake.question().give();
    await question.give();
    expect(fake.live()).toEqual(['audio']);
    expect(devices.tracks.value.camera).toBeUndefined();
    expect(events.at(-1)).toEqual(on(VOICE));
  });

  it('turns off what is on when another device is chosen and the call ends meanwhile', async () => {
    void devices.ask(VOICE);
    await fake.question().give();
    void devices.choose('microphone', 'mic2');
    const other = fake.question();
    devices.stop();
    await other.give();
    expect(fake.live()).toEqual([]);
  });

  it('gives a device to the next call, and not the one that was asked for by the last', async () => {
    void devices.ask(BOTH);
    const late = fake.question();
    devices.stop();
    void devices.ask(VOICE);
    const question = fake.question();
    await late.give();
    expect(fake.live()).toEqual([]);
    await question.give();
    expect(fake.live()).toEqual(['audio']);
    expect(events).toEqual([on(VOICE)]);
  });
});

describe('a choice', () => {
  it('is kept for later calls', async () => {
    fake.plug([MICROPHONE, HEADSET]);
    await devices.choose('microphone', 'headset');
    devices = start();
    await settle();
    expect(devices.list.value.chosen.microphone).toBe('headset');
    void devices.ask(VOICE);
    expect(fake.question().constraints.audio).toMatchObject({ deviceId: { exact: 'headset' } });
  });

  it('that is gone is kept, and holds again when it is back', async () => {
    fake.plug([MICROPHONE, HEADSET]);
    await devices.choose('microphone', 'headset');
    void devices.ask(VOICE);
    const [headset] = await fake.question().give();
    fake.plug([MICROPHONE]);
    headset?.end();
    await settle();
    await fake.question().refuse('OverconstrainedError');
    const other = fake.question();
    expect(other.constraints.audio).not.toHaveProperty('deviceId');
    await other.give();
    expect(devices.list.value.chosen.microphone).toBe('');
    expect(told).toEqual([{ kind: 'device-gone', what: 'microphone', other: 'the mic' }]);
    fake.plug([MICROPHONE, HEADSET]);
    await settle();
    const again = fake.question();
    expect(again.constraints.audio).toMatchObject({ deviceId: { exact: 'headset' } });
    await again.give();
    expect(devices.list.value.chosen.microphone).toBe('headset');
    expect(told.at(-1)).toEqual({ kind: 'device-back', what: 'microphone', label: 'the headset' });
    expect(fake.live()).toEqual(['audio']);
  });

  it('of a speaker is given up while it is gone', async () => {
    const speaker = { kind: 'audiooutput', deviceId: 'phones', label: 'Phones' };
    fake.plug([MICROPHONE, speaker]);
    await devices.choose('speaker', 'phones');
    expect(devices.list.value.chosen.speaker).toBe('phones');
    fake.plug([MICROPHONE]);
    await settle();
    expect(devices.list.value.chosen.speaker).toBe('');
    expect(told).toEqual([{ kind: 'device-gone', what: 'speaker', other: '' }]);
    fake.plug([MICROPHONE, speaker]);
    await settle();
    expect(devices.list.value.chosen.speaker).toBe('phones');
    expect(told.at(-1)).toEqual({ kind: 'device-back', what: 'speaker', label: 'Phones' });
  });

  it('takes the other device, and lets the first go only then', async () => {
    void devices.ask(VOICE);
    const [first] = await fake.question().give();
    void devices.choose('microphone', 'mic2');
    const question = fake.question();
    expect(question.constraints.audio).toMatchObject({ deviceId: { exact: 'mic2' } });
    expect(first?.readyState).toBe('live');
    await question.give();
    expect(first?.readyState).toBe('ended');
    expect(fake.live()).toEqual(['audio']);
    expect(events).toEqual([on(VOICE), on(VOICE)]);
  });

  it('that is busy leaves the first on', async () => {
    void devices.ask(VOICE);
    const [first] = await fake.question().give();
    void devices.choose('microphone', 'mic2');
    await fake.question().refuse('NotReadableError');
    expect(first?.readyState).toBe('live');
    expect(events).toEqual([
      on(VOICE),
      { kind: 'media-refused', troubles: { microphone: 'device-busy' } },
    ]);
  });

  it('closes a microphone before it is opened with other switches, which one that is open would keep', async () => {
    void devices.ask(VOICE);
    const [first] = await fake.question().give();
    void devices.setSound({ noiseSuppression: false, echoCancellation: true });
    await settle();
    const { constraints, give } = fake.question();
    expect(constraints.audio).toMatchObject({ noiseSuppression: false, echoCancellation: true });
    expect(first?.readyState).toBe('ended');
    const [second] = await give();
    expect(devices.tracks.value.microphone).toBe(second);
    expect(events).toEqual([on(VOICE), on(VOICE)]);
  });

  it('says so when the microphone does not open again with other switches', async () => {
    void devices.ask(VOICE);
    await fake.question().give();
    void devices.setSound({ noiseSuppression: false, echoCancellation: true });
    await settle();
    await fake.question().refuse('NotReadableError');
    expect(devices.tracks.value.microphone).toBe(undefined);
    expect(events).toEqual([
      on(VOICE),
      { kind: 'media-lost', audio: false, video: false, troubles: { microphone: 'device-busy' } },
    ]);
  });

  it('asks for nothing while the device is off', async () => {
    await devices.choose('camera', 'cam2');
    await devices.setSound({ noiseSuppression: false, echoCancellation: false });
    expect(fake.questions.length).toBe(0);
    void devices.ask(BOTH);
    const { constraints } = fake.question();
    expect(constraints.video).toMatchObject({ deviceId: { exact: 'cam2' } });
    expect(constraints.audio).toMatchObject({ noiseSuppression: false, echoCancellation: false });
  });
});

describe('a hushed microphone', () => {
  it('is on and passes no sound, also when it comes later', async () => {
    devices.hush(true);
    void devices.ask(VOICE);
    const [microphone] = await fake.question().give();
    expect(microphone).toMatchObject({ enabled: false, readyState: 'live' });
    devices.hush(false);
    expect(microphone?.enabled).toBe(true);
    devices.hush(true);
    expect(microphone?.enabled).toBe(false);
  });
});
