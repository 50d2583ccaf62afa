import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createMedia,
  type OwnTracks,
  offerPlaces,
  type TheirStreams,
} from '../../../lib/call/media.browser.ts';
import { printMediaDescription } from '../../../lib/call/media-description.ts';
import { readDescription } from '../../../lib/call/sdp.ts';
import type { MediaWords } from '../../../lib/call/talk.ts';
import { value } from './arbitraries.ts';

function sample(name: string): string {
  const url = new URL(`../../fixtures/sdp-media/${name}.sdp`, import.meta.url);
  return readFileSync(url, 'utf8').replaceAll('\n', '\r\n');
}
const OFFER = sample('firefox-offer-to-chrome');
const ANSWER = sample('chrome-answer-to-firefox');

class FakeStream {
  readonly tracks: readonly unknown[];
  constructor(tracks: readonly unknown[] = []) {
    this.tracks = tracks;
  }
}

/** A place for one kind of media. */
class FakeTransceiver {
  direction: string;
  readonly kind: string;
  streams: readonly unknown[] = [];
  readonly receiver: { readonly track: string };
  readonly sender = {
    track: null as unknown,
    replaceTrack: async (track: unknown) => {
      this.sender.track = track;
    },
    setStreams: (...streams: readonly unknown[]) => {
      this.streams = streams;
    },
  };
  constructor(kind: string, direction: string, index: number) {
    this.kind = kind;
    this.direction = direction;
    this.receiver = { track: `their ${kind} ${index}` };
  }
}

/** A connection as far as media go. */
function fakePeer() {
  const places: FakeTransceiver[] = [];
  const told: string[] = [];
  const add = (kind: string, direction: string): FakeTransceiver => {
    const place = new FakeTransceiver(kind, direction, places.length);
    places.push(place);
    return place;
  };
  return {
    places,
    told,
    getTransceivers: () => places,
    addTransceiver(
      kind: string,
      { direction, streams }: { direction: string; streams: unknown[] },
    ) {
      add(kind, direction).streams = streams;
    },
    createOffer: async () => ({ type: 'offer', sdp: OFFER }),
    localDescription: null as { readonly type: string; readonly sdp: string } | null,
    async setLocalDescription(description?: { type: string }) {
      const tracks = places.map(({ sender }) => String(sender.track)).join(', ');
      told.push(description ? `local ${description.type}` : `local answer for ${tracks}`);
      this.localDescription = { type: 'answer', sdp: ANSWER };
    },
    setRemoteDescription: async ({ type }: { type: string }) => {
      told.push(`remote ${type}`);
      if (type === 'offer')
        for (const kind of ['audio', 'video', 'video', 'audio']) add(kind, 'recvonly');
    },
  };
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

function start(role: 'caller' | 'callee', broken: Partial<ReturnType<typeof fakePeer>> = {}) {
  const peer = fakePeer();
  const said: MediaWords[] = [];
  const streams: TheirStreams[] = [];
  const theirs = value(readDescription(role === 'caller' ? ANSWER : OFFER));
  const connection: RTCPeerConnection = Object.assign(Object.create(null), peer, broken);
  const media = createMedia(
    connection,
    role,
    theirs,
    (words) => said.push(words),
    (seen) => streams.push(seen),
  );
  const begin = async () => media.offer(await offerPlaces(connection));
  return { peer, said, streams, media, connection, begin };
}

const offer: MediaWords = { about: 'media', kind: 'offer', sdp: printMediaDescription(OFFER) };
const answer: MediaWords = { about: 'media', kind: 'answer', sdp: printMediaDescription(ANSWER) };
const OUT_OF_TURN = { ok: false, error: { kind: 'out-of-turn' } };

describe('the caller', () => {
  it('has an empty place for each kind before the proof, of which nothing comes', async () => {
    const { peer, said, connection } = start('caller');
    expect(await offerPlaces(connection)).toEqual({ type: 'offer', sdp: OFFER });
    expect(peer.places.map(({ sender }) => sender.track)).toEqual([null, null, null, null]);
    expect(peer.told).toEqual([]);
    expect(said).toEqual([]);
  });

  it('offers its places once, filled or not, and is ready for what comes before the answer', async () => {
    const { peer, said, streams, media, connection } = start('caller');
    const made = await offerPlaces(connection);
    const offered = media.offer(made);
    // The other side waits for it: no step of the browser comes before.
    expect(said).toEqual([offer]);
    await media.send({ ...NONE, microphone: MICROPHONE });
    expect(await offered).toEqual({ ok: true, value: undefined });
    await media.offer(made);
    expect(said).toEqual([offer]);
    expect(peer.told).toEqual(['local offer']);
    expect(peer.places.map(({ kind }) => kind)).toEqual(['audio', 'video', 'video', 'audio']);
    expect(peer.places.every(({ direction }) => direction === 'sendrecv')).toBe(true);
    expect(peer.places.map(({ sender }) => sender.track)).toEqual([MICROPHONE, null, null, null]);
    const theirs = {
      camera: new FakeStream(['their audio 0', 'their video 1']),
      screen: new FakeStream(['their video 2', 'their audio 3']),
    };
    expect(streams).toEqual([theirs]);
    expect(await media.hear(answer)).toEqual({ ok: true, value: undefined });
    expect(streams).toEqual([theirs]);
  });

  it('puts what belongs together into one stream', async () => {
    const { peer, begin } = start('caller');
    await begin();
    const [microphone, camera, screen, sound] = peer.places.map(({ streams: [stream] }) => stream);
    expect(microphone).toBe(camera);
    expect(screen).toBe(sound);
    expect(camera).not.toBe(screen);
  });

  it('changes what it sends without a word', async () => {
    const { peer, said, media, begin } = start('caller');
    await begin();
    await media.hear(answer);
    await media.send({ ...NONE, microphone: MICROPHONE, camera: CAMERA });
    expect(peer.places.map(({ sender }) => sender.track)).toEqual([MICROPHONE, CAMERA, null, null]);
    await media.send(NONE);
    expect(peer.places.every(({ sender }) => sender.track === null)).toBe(true);
    expect(said.length).toBe(1);
  });

  it('takes no offer, no answer that it did not ask for, and no second one', async () => {
    const { peer, media, begin } = start('caller');
    expect(await media.hear(answer)).toEqual(OUT_OF_TURN);
    await begin();
    expect(await media.hear(offer)).toEqual(OUT_OF_TURN);
    await media.hear(answer);
    expect(await media.hear(answer)).toEqual(OUT_OF_TURN);
    expect(peer.told).toEqual(['local offer', 'remote answer']);
  });

  it('lets the browser see no answer that changes who the other side is', async () => {
    const { peer, media, begin } = start('caller');
    await begin();
    const sdp = answer.sdp.replaceAll(/a=ice-ufrag:.*/g, 'a=ice-ufrag:AAAA');
    expect(await media.hear({ ...answer, sdp })).toEqual({
      ok: false,
      error: { kind: 'refused-media', part: 'credentials' },
    });
    expect(peer.told).toEqual(['local offer']);
  });

  it('fails by the word of the browser', async () => {
    const { peer, begin } = start('caller', {
      setLocalDescription: () => Promise.reject(new TypeError('no')),
    });
    expect(await begin()).toEqual({
      ok: false,
      error: { kind: 'browser', detail: 'TypeError: no' },
    });
    expect(peer.told).toEqual([]);
  });
});

describe('the callee', () => {
  it('waits for the offer, and answers with its devices in place', async () => {
    const { peer, said, streams, media } = start('callee');
    await media.send({ ...NONE, camera: CAMERA });
    expect((await media.offer({ type: 'offer', sdp: OFFER })).ok).toBe(true);
    expect(said).toEqual([]);
    expect(await media.hear(offer)).toEqual({ ok: true, value: undefined });
    expect(peer.told).toEqual(['remote offer', 'local answer for null, camera, null, null']);
    expect(peer.places.every(({ direction }) => direction === 'sendrecv')).toBe(true);
    expect(said).toEqual([answer]);
    expect(streams.length).toBe(1);
  });

  it('takes no second offer, and no answer', async () => {
    const { peer, media } = start('callee');
    expect(await media.hear(answer)).toEqual(OUT_OF_TURN);
    await media.hear(offer);
    expect(await media.hear(offer)).toEqual(OUT_OF_TURN);
    expect(peer.told.filter((step) => step === 'remote offer').length).toBe(1);
  });
});
