import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createScreen } from '../../../lib/call/screen.browser.ts';

class FakeTrack extends EventTarget {
  readonly kind: string;
  readonly stop = vi.fn<() => void>();
  contentHint = '';
  constructor(kind: string) {
    super();
    this.kind = kind;
  }
}

let [video, sound]: FakeTrack[] = [];
const getDisplayMedia = vi.fn<(wishes: DisplayMediaStreamOptions) => Promise<object>>();
beforeEach(() => {
  [video, sound] = [new FakeTrack('video'), new FakeTrack('audio')];
  getDisplayMedia.mockImplementation(async () => ({
    getVideoTracks: () => [video],
    getAudioTracks: () => [sound],
    getTracks: () => [video, sound],
  }));
  vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia } });
  vi.stubGlobal('MediaStream', EventTarget);
});

describe('a shared screen', () => {
  it('has its sound as it is: what is done to voices leaves nothing of music', async () => {
    const screen = createScreen();
    expect(await screen.share()).toBe(true);
    expect(getDisplayMedia.mock.lastCall?.[0].audio).toMatchObject({
      restrictOwnAudio: true,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    });
    expect(screen.shared.value).toMatchObject({
      video: { contentHint: 'detail' },
      sound: { contentHint: 'music' },
    });
  });

  it('ends with all of it when the browser ends its picture', async () => {
    const screen = createScreen();
    await screen.share();
    video?.dispatchEvent(new Event('ended'));
    expect(screen.shared.value).toBeUndefined();
    expect(sound?.stop).toHaveBeenCalledOnce();
  });

  it('that was refused, or stopped before it came, is not shared', async () => {
    const screen = createScreen();
    getDisplayMedia.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    expect(await screen.share()).toBe(false);
    const late = screen.share();
    screen.stop();
    expect(await late).toBe(true);
    expect(screen.shared.value).toBeUndefined();
    expect([video, sound].map((track) => track?.stop.mock.calls.length)).toEqual([1, 1]);
  });
});
