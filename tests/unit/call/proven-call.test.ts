import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProvenCall } from '../../../lib/call/proven-call.browser.ts';
import { calleeAt } from './play.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what the other side sends', () => {
  it('is shown at once, and calmly where it flickers', () => {
    const { phase } = calleeAt('in-call');
    if (phase.name !== 'in-call') throw new Error('no call');
    // Nothing of the browser is asked for what is only said.
    const peer = { getStats: async () => new Map() } as never;
    const call = createProvenCall(peer, phase.call, vi.fn(), vi.fn());
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
    const { phase } = calleeAt('in-call');
    if (phase.name !== 'in-call') throw new Error('no call');
    const peer = { getStats: async () => new Map(), getTransceivers: () => [] } as never;
    const told: unknown[] = [];
    const call = createProvenCall(
      peer,
      phase.call,
      (text) => told.push(JSON.parse(text)),
      () => {},
    );
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
