import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProvenCall } from '../../../lib/call/proven-call.browser.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what the other side sends', () => {
  it('is shown at once, and calmly where it flickers', () => {
    // Nothing of the browser is asked for what is only said.
    const peer = { getStats: async () => new Map() } as never;
    const call = createProvenCall(peer, vi.fn());
    const say = (audio: boolean): void =>
      call.hear({ about: 'state', audio, video: false, screen: false });
    say(true);
    expect(call.their.value.audio).toBe(true);
    let changes = 0;
    const stop = call.their.subscribe(() => {
      changes += 1;
    });
    for (let ms = 0; ms < 2000; ms += 20) {
      say(ms % 40 === 0);
      vi.advanceTimersByTime(20);
    }
    say(true);
    vi.advanceTimersByTime(500);
    expect(changes).toBeLessThanOrEqual(6);
    expect(call.their.value.audio).toBe(true);
    say(false);
    stop();
    call.close();
    vi.advanceTimersByTime(500);
    expect(call.their.value.audio).toBe(true);
  });
});

describe('what we send', () => {
  it('is not told while the connection is cut, and once as it is then', () => {
    const peer = { getStats: async () => new Map() } as never;
    const told: unknown[] = [];
    const call = createProvenCall(peer, (text) => told.push(JSON.parse(text)));
    const off = { microphone: undefined, camera: undefined };
    const tracks = { ...off, screen: undefined, screenSound: undefined };
    const said = (audio: boolean, video: boolean) => ({ audio, video, screen: false });
    const state = (audio: boolean, video: boolean) => ({ about: 'state', ...said(audio, video) });
    call.send(tracks, said(true, true));
    expect(told).toEqual([state(true, true)]);
    call.hold();
    call.hold();
    expect(told).toHaveLength(1);
    call.send(tracks, said(false, true));
    expect(told.slice(1)).toEqual([state(false, true)]);
    call.hold();
    call.send(tracks, said(false, true));
    expect(told).toHaveLength(2);
    call.close();
  });
});

describe('media', () => {
  it('begin when the connection has its places, with what is on by then', async () => {
    vi.stubGlobal('MediaStream', Array);
    const sent: unknown[] = [];
    const replaceTrack = async (track: unknown): Promise<void> => void sent.push(track);
    const place = { sender: { track: null, replaceTrack }, receiver: { track: {} } };
    const peer = { getStats: async () => new Map(), getTransceivers: () => [place] } as never;
    const call = createProvenCall(peer, vi.fn());
    const [early, late]: MediaStreamTrack[] = [Object.create(null), Object.create(null)];
    const off = { camera: undefined, screen: undefined, screenSound: undefined };
    const said = { audio: true, video: false, screen: false };
    call.send({ ...off, microphone: early }, said);
    expect(call.theirStreams.value).toBeUndefined();
    expect(sent).toEqual([]);
    call.openMedia();
    expect(call.theirStreams.value).toBeDefined();
    expect(sent).toEqual([early]);
    call.send({ ...off, microphone: late }, said);
    expect(sent).toEqual([early, late]);
    call.close();
    expect(call.theirStreams.value).toBeUndefined();
    vi.unstubAllGlobals();
  });
});
