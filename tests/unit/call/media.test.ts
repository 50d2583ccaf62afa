import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerPlaces, createMedia, type OwnTracks } from '../../../lib/call/media.browser.ts';

const ANSWER = readFileSync(
  new URL('../../fixtures/sdp-media/firefox-callee.sdp', import.meta.url),
  'utf8',
);

class FakeStream {
  readonly tracks: readonly unknown[];
  constructor(tracks: readonly unknown[] = []) {
    this.tracks = tracks;
  }
}

/** A place for one kind of media, as a browser makes it for one that is offered. */
class FakeTransceiver {
  direction = 'recvonly';
  readonly receiver: { readonly track: string };
  replaced = 0;
  readonly sender = {
    track: null as unknown,
    replaceTrack: async (track: unknown) => {
      this.replaced += 1;
      this.sender.track = track;
    },
  };
  constructor(name: string) {
    this.receiver = { track: name };
  }
}

const track = (name: string): MediaStreamTrack =>
  Object.assign(Object.create(null), { toString: () => name });
const MICROPHONE = track('microphone');
const CAMERA = track('camera');
const NONE: OwnTracks = {
  microphone: undefined,
  camera: undefined,
  screen: undefined,
  screenSound: undefined,
};

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));

/** A connection as far as media go, with the four places of an offer. */
function start(answer = ANSWER) {
  const places = ['voice', 'face', 'screen', 'screen sound'].map(
    (name) => new FakeTransceiver(name),
  );
  const peer: RTCPeerConnection = Object.assign(Object.create(null), {
    getTransceivers: () => places,
    createAnswer: async () => ({ type: 'answer', sdp: answer }),
  });
  return { places, peer, sent: () => places.map(({ sender }) => sender.track) };
}

describe('answerPlaces', () => {
  it('takes every place in both directions, and fills none', async () => {
    const { places, peer, sent } = start();
    expect(await answerPlaces(peer)).toEqual({ type: 'answer', sdp: ANSWER });
    expect(places.every(({ direction }) => direction === 'sendrecv')).toBe(true);
    expect(sent()).toEqual([null, null, null, null]);
  });

  it('says what a browser can’t do', async () => {
    const { peer } = start(ANSWER.replaceAll('opus', 'speex'));
    await expect(answerPlaces(peer)).rejects.toThrow('no audio: a=rtpmap:111 opus/48000/2');
  });
});

describe('media', () => {
  it('show what belongs together in one stream, and send nothing until they are told to', () => {
    const { peer, sent } = start();
    expect(createMedia(peer).theirs).toEqual({
      camera: new FakeStream(['voice', 'face']),
      screen: new FakeStream(['screen', 'screen sound']),
    });
    expect(sent()).toEqual([null, null, null, null]);
  });

  it('change what is sent without a word, and touch nothing that stays', async () => {
    const { places, peer, sent } = start();
    const media = createMedia(peer);
    await media.send({ ...NONE, microphone: MICROPHONE });
    expect(sent()).toEqual([MICROPHONE, null, null, null]);
    await media.send({ ...NONE, microphone: MICROPHONE, camera: CAMERA });
    expect(sent()).toEqual([MICROPHONE, CAMERA, null, null]);
    expect(places.map(({ replaced }) => replaced)).toEqual([1, 1, 0, 0]);
    await media.send(NONE);
    expect(sent()).toEqual([null, null, null, null]);
  });

  it('end in what was wanted last, also while the browser is still at what was wanted before', async () => {
    const { places, peer, sent } = start();
    const turns: (() => void)[] = [];
    for (const { sender } of places) {
      sender.replaceTrack = (next: unknown) =>
        new Promise((resolve) => {
          turns.push(() => {
            sender.track = next;
            resolve();
          });
        });
    }
    const media = createMedia(peer);
    const all = [media.send({ ...NONE, camera: CAMERA }), media.send(NONE)];
    for (const turn of turns.splice(0)) turn();
    await Promise.all(all);
    expect(sent()).toEqual([null, null, null, null]);
    const again = [CAMERA, undefined, CAMERA].map((camera) => media.send({ ...NONE, camera }));
    for (const turn of turns.splice(0)) turn();
    await Promise.all(again);
    expect(sent()).toEqual([null, CAMERA, null, null]);
  });

  it('are done with in a connection that was closed meanwhile', async () => {
    const { places, peer } = start();
    for (const { sender } of places) {
      sender.replaceTrack = () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
    }
    await createMedia(peer).send({ ...NONE, camera: CAMERA });
    expect(places.every(({ sender }) => sender.track === null)).toBe(true);
  });
});
