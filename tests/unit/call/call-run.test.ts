import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRun } from '../../../lib/call/call-run.browser.ts';
import type { WindowDevices } from '../../../lib/call/devices.browser.ts';
import type { Event } from '../../../lib/call/session-events.ts';
import { settle } from '../../fakes/clock.ts';
import { sure } from './arbitraries.ts';
import { type FakePeer, fakeBrowser } from './fake-peer.ts';
import { ANSWER } from './people.ts';
import { BOTH, CALLER_READ, DIAL, goodAnswer, goodWords, OPENED } from './play.ts';

type OwnDevices = WindowDevices['tracks']['value'];

/** A call whose window breaks in whatever way the test says. */
function brokenRun(parts: {
  readonly tell?: () => void;
  readonly ask?: () => Promise<void>;
  readonly tracks?: OwnDevices;
  readonly certificate?: () => Promise<RTCCertificate>;
}) {
  const stop = vi.fn<() => void>();
  const nothing = (): void => {};
  const run = createRun({
    wire: {
      request: () => new Promise(() => {}),
      tell: nothing,
      keepAwake: nothing,
      reopen: nothing,
      close: nothing,
    },
    devices: {
      list: signal({
        microphones: [],
        cameras: [],
        speakers: [],
        chosen: { microphone: '', camera: '', speaker: '' },
      }),
      tracks: signal<OwnDevices>(parts.tracks ?? { microphone: undefined, camera: undefined }),
      ask: parts.ask ?? (async () => {}),
      stop,
      choose: async () => {},
      setSound: async () => {},
      hush: nothing,
      look: nothing,
    },
    screen: { shared: signal(undefined), share: async () => false, stop: nothing },
    hushed: signal(false),
    certificate: parts.certificate ?? (() => new Promise(() => {})),
    memory: {
      recallCertificate: async () => undefined,
      keepPeer: async () => {},
      keepUsed: async () => {},
    },
    vault: {
      ask: () => new Promise(() => {}),
      file: async () => undefined,
      close: nothing,
    },
    tell: parts.tell ?? nothing,
    focus: nothing,
  });
  return { run, stop };
}

describe('a call in a window that breaks', () => {
  it('can be ended, with its devices off, whatever threw before', () => {
    const { run, stop } = brokenRun({
      tell() {
        throw new Error('no place to tell it');
      },
    });
    run.dispatch({ ...DIAL, wants: BOTH });
    run.dispatch({ kind: 'answer-opened', answer: ANSWER });
    expect(run.session.value.phase.name).toBe('dialling');
    run.dispatch({ kind: 'hang-up' });
    expect(run.session.value.phase).toMatchObject({ name: 'ended', cause: { kind: 'cancelled' } });
    expect(stop).toHaveBeenCalledOnce();
    run.close();
  });

  it('is ended by a view that breaks no more than by anything else', () => {
    const { run, stop } = brokenRun({});
    run.dispatch({ ...DIAL, wants: BOTH });
    const unsubscribe = run.session.subscribe(({ phase }) => {
      if (phase.name === 'ended') throw new Error('a view');
    });
    run.dispatch({ kind: 'hang-up' });
    expect(run.session.value.phase.name).toBe('ended');
    expect(stop).toHaveBeenCalledOnce();
    unsubscribe();
  });
});

describe('media', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const [microphone, camera]: MediaStreamTrack[] = [Object.create(null), Object.create(null)];

  /** A caller's call in which the channel is open and both have their places, and who is at its other end is not known. */
  async function proving() {
    const { peers } = fakeBrowser();
    vi.stubGlobal('MediaStream', Array);
    const { run } = brokenRun({
      tracks: sure({ microphone, camera }),
      certificate: async () => Object.create(null),
    });
    for (const event of [{ ...DIAL, wants: BOTH }, CALLER_READ, OPENED]) run.dispatch(event);
    await settle();
    run.dispatch(goodAnswer(run.session.value));
    await settle();
    const peer: FakePeer = sure(peers[0]);
    const talk = sure(peer.channels[0]);
    talk.open();
    expect(run.session.value.phase.name).toBe('proving');
    const sent = () => peer.places.map(({ sender }) => sender.track);
    expect(sent()).toEqual([null, null, null, null]);
    return { run, talk, sent };
  }
  const text = (event: Event): string => (event.kind === 'channel-message' ? event.text : '');

  it('are neither sent nor shown before the proof, and at once with it', async () => {
    const { run, talk, sent } = await proving();
    const [nonce, echo] = goodWords(run.session.value);
    talk.hear(text(nonce));
    expect(sent()).toEqual([null, null, null, null]);
    expect(run.theirStreams.value.camera).toBeUndefined();
    talk.hear(text(echo));
    expect(sent()).toEqual([microphone, camera, null, null]);
    expect(run.theirStreams.value.camera).toBeDefined();
    run.close();
  });

  it('are never sent or shown to who does not prove to be part of the call', async () => {
    const { run, talk, sent } = await proving();
    talk.hear(text(goodWords(run.session.value)[0]));
    talk.hear(`copybara 1 echo ${'0'.repeat(32)}`);
    expect(run.session.value.phase).toMatchObject({ name: 'ended', cause: { kind: 'not-proven' } });
    expect(sent()).toEqual([null, null, null, null]);
    expect(run.theirStreams.value.camera).toBeUndefined();
    run.close();
  });
});
