import { type ReadonlySignal, signal } from '@preact/signals';

/** A screen, window or tab that is shown to the other side, with its sound where the browser gives that. */
export type SharedScreen = {
  readonly video: MediaStreamTrack;
  readonly sound: MediaStreamTrack | undefined;
  /** For the person's own view, without the sound that she hears anyway. */
  readonly view: MediaStream;
};

/** The screen of one window. */
export type WindowScreen = {
  readonly shared: ReadonlySignal<SharedScreen | undefined>;
  /** Asks which screen; false where none was given. */
  share(): Promise<boolean>;
  stop(): void;
};

// The call's own sound would come back to the other side; browsers that don't know a wish leave it out. And what is done to
// voices, as it is unless one says so, leaves nothing of music.
const audio: MediaTrackConstraints & { restrictOwnAudio: boolean } = {
  restrictOwnAudio: true,
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};
const WISHES = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
};

/** Nothing is shared yet. */
export function createScreen(): WindowScreen {
  const shared = signal<SharedScreen | undefined>(undefined);
  let life = 0;

  function stop(): void {
    life += 1;
    shared.value?.video.stop();
    shared.value?.sound?.stop();
    shared.value = undefined;
  }

  return {
    shared,
    stop,
    async share() {
      stop();
      const since = life;
      let stream: MediaStream;
      try {
        stream = await navigator.mediaDevices.getDisplayMedia(WISHES);
      } catch {
        return false;
      }
      const [video] = stream.getVideoTracks();
      const [sound] = stream.getAudioTracks();
      if (since !== life || video === undefined) {
        for (const track of stream.getTracks()) track.stop();
        return since !== life;
      }
      // Letters must be readable; they move little.
      video.contentHint = 'detail';
      video.addEventListener('ended', () => {
        if (shared.value?.video === video) stop();
      });
      if (sound !== undefined) sound.contentHint = 'music';
      shared.value = { video, sound, view: new MediaStream([video]) };
      return true;
    },
  };
}
