import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../lib/call/call-state.ts';
import type { createDevices } from '../../../lib/call/devices.browser.ts';
import type { MediaEvent } from '../../../lib/call/session-media.ts';
import { settle } from '../../fakes/clock.ts';
import { CAMERA, fakeBrowser, HEADSET, MICROPHONE, startDevices } from './fake-devices.ts';

const BOTH = { audio: true, video: true };
const VOICE = { audio: true, video: false };

let fake: ReturnType<typeof fakeBrowser>;
let events: MediaEvent[];
let told: Notice[];
let devices: ReturnType<typeof createDevices>;
beforeEach(() => {
  fake = fakeBrowser();
  events = [];
  told = [];
  devices = startDevices(events, told);
});
const on = (wants: { audio: boolean; video: boolean }) => ({ kind: 'media-on', ...wants });

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
    expect(events).toEqual([{ kind: 'media-lost', ...VOICE, troubles: { camera: 'unplugged' } }]);
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
    const unplugged = {
      kind: 'media-lost',
      audio: false,
      video: true,
      troubles: { microphone: 'unplugged' },
    };
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
      { kind: 'media-lost', audio: false, video: true, troubles: { microphone: 'unplugged' } },
    ]);
    expect(microphone.readyState).toBe('ended');
    await fake.question().give();
    expect(fake.live()).toEqual(['video', 'audio']);
  });

  it('is missed when it is looked for, where the browser tells of nothing', async () => {
    const { microphone } = await startBoth();
    fake.plugSilently([HEADSET, CAMERA]);
    await settle();
    expect(events).toEqual([]);
    devices.look();
    await settle();
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
    expect(events).toEqual([{ kind: 'media-lost', ...VOICE, troubles: { camera: 'revoked' } }]);
    expect(fake.questions.length).toBe(0);
  });

  it('has stopped by itself when it may be used still', async () => {
    const { camera } = await startBoth();
    fake.permissions['camera'] = 'granted';
    camera.end();
    await settle();
    expect(events).toEqual([{ kind: 'media-lost', ...VOICE, troubles: { camera: 'failed' } }]);
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
