import { beforeEach, describe, expect, it } from 'vitest';
import type { Devices, Notice } from '../../../lib/call/call-state.ts';
import { createDevices } from '../../../lib/call/devices.browser.ts';
import type { MediaEvent } from '../../../lib/call/session-media.ts';
import { settle } from '../../fakes/clock.ts';
import { CAMERA, fakeBrowser, HEADSET, MICROPHONE } from './fake-devices.ts';

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
  const none = { microphone: '', camera: '', speaker: '' };
  return createDevices({
    report: (event) => events.push(event),
    tell: (notice) => told.push(notice),
    memory: {
      recall: async () => kept ?? none,
      keep: (chosen) => {
        kept = chosen;
      },
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
    [
      'NotAllowedError',
      'The request is not allowed by the user agent or the platform',
      'dismissed',
    ],
  ])('does not ask again after %s (%s)', async (name, message, trouble) => {
    void devices.ask(BOTH);
    await fake.question().refuse(name, message);
    expect(fake.questions.length).toBe(0);
    expect(events).toEqual([on(NEITHER), { kind: 'media-refused', trouble }]);
  });

  it('takes the microphone where only the camera is forbidden', async () => {
    fake.permissions['camera'] = 'denied';
    void devices.ask(BOTH);
    await fake.question().refuse('NotAllowedError', 'Permission denied');
    const again = fake.question();
    expect(again.wants).toEqual(VOICE);
    await again.give();
    expect(events).toEqual([on(VOICE), { kind: 'media-refused', trouble: 'denied' }]);
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
    expect(events).toEqual([on(VOICE), { kind: 'media-refused', trouble }]);
    expect(fake.live()).toEqual(['audio']);
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

describe('a device that goes away', () => {
  const startBoth = async () => {
    void devices.ask(BOTH);
    const [microphone, camera] = await fake.question().give();
    if (microphone === undefined || camera === undefined) throw new Error('nothing given');
    events.length = 0;
    return { microphone, camera };
  };

  it('is unplugged when it is not listed any more', async () => {
    const { camera } = await startBoth();
    fake.plug([{ kind: 'audioinput', deviceId: 'mic', label: 'Mic' }]);
    camera.end();
    await settle();
    expect(events).toEqual([{ kind: 'media-lost', ...VOICE, trouble: 'unplugged' }]);
    expect(fake.questions.length).toBe(0);
    expect(devices.list.value.cameras).toEqual([]);
  });

  it('is replaced by another one of its kind without a question to the person', async () => {
    const { microphone } = await startBoth();
    fake.plug([
      { kind: 'audioinput', deviceId: 'headset', label: 'Headset' },
      { kind: 'videoinput', deviceId: 'cam', label: 'Cam' },
    ]);
    microphone.end();
    await settle();
    const unplugged = { kind: 'media-lost', audio: false, video: true, trouble: 'unplugged' };
    expect(events).toEqual([unplugged]);
    const other = fake.question();
    expect(other.wants).toEqual(VOICE);
    await other.give();
    expect(events).toEqual([unplugged, on(BOTH)]);
    expect(fake.live()).toEqual(['video', 'audio']);
    expect(told).toEqual([{ kind: 'device-gone', what: 'microphone', other: 'the headset' }]);
  });

  it('is missed also where the browser does not end its track', async () => {
    const { microphone } = await startBoth();
    fake.plug([HEADSET, CAMERA]);
    await settle();
    expect(events).toEqual([
      { kind: 'media-lost', audio: false, video: true, trouble: 'unplugged' },
    ]);
    expect(microphone.readyState).toBe('ended');
    await fake.question().give();
    expect(fake.live()).toEqual(['video', 'audio']);
  });

  it('is taken again when it is back, as it was the only one', async () => {
    const { camera } = await startBoth();
    fake.plug([MICROPHONE]);
    camera.end();
    await settle();
    fake.plug([MICROPHONE, CAMERA]);
    await settle();
    const again = fake.question();
    expect(again.wants).toEqual({ audio: false, video: true });
    await again.give();
    expect(events.at(-1)).toEqual(on(BOTH));
    expect(told).toEqual([{ kind: 'device-back', what: 'camera', label: 'the cam' }]);
  });

  it('is not taken again when it was turned off meanwhile', async () => {
    const { camera } = await startBoth();
    fake.plug([MICROPHONE]);
    camera.end();
    await settle();
    void devices.ask(VOICE);
    fake.plug([MICROPHONE, CAMERA]);
    await settle();
    expect(fake.questions.length).toBe(0);
  });

  it('is not taken again when its permission was taken back', async () => {
    const { camera } = await startBoth();
    camera.end();
    await settle();
    fake.plug([MICROPHONE]);
    fake.plug([MICROPHONE, CAMERA]);
    await settle();
    expect(fake.questions.length).toBe(0);
  });

  it('makes room for another one that is chosen then', async () => {
    const { camera } = await startBoth();
    fake.plug([MICROPHONE]);
    camera.end();
    await settle();
    void devices.choose('camera', 'cam2');
    await fake.question().give();
    expect(events.at(-1)).toEqual(on(BOTH));
  });

  it('was taken back when it is listed still', async () => {
    const { camera } = await startBoth();
    camera.end();
    await settle();
    expect(events).toEqual([{ kind: 'media-lost', ...VOICE, trouble: 'revoked' }]);
    expect(fake.questions.length).toBe(0);
  });

  it('that was turned off already is no news', async () => {
    const { camera } = await startBoth();
    void devices.ask(VOICE);
    await settle();
    events.length = 0;
    camera.end();
    await settle();
    expect(events).toEqual([]);
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
    expect(events).toEqual([on(VOICE), { kind: 'media-refused', trouble: 'device-busy' }]);
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
