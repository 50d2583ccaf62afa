import { type ReadonlySignal, signal } from '@preact/signals';
import type { Devices, Notice, Preferences } from './call-state.ts';
import { type DeviceUse, idsFor, inUse, type ListedDevice, listOf } from './device-list.ts';
import { type Permission, troubleOf, whyEnded } from './device-trouble.ts';
import { type MediaEvent, type Troubles, troubleWith, type Wants } from './session-media.ts';

type Place = 'microphone' | 'camera';
type Sound = Pick<Preferences, 'noiseSuppression' | 'echoCancellation'>;

/** What of the two is on. */
export type DeviceTracks = { readonly [P in Place]: MediaStreamTrack | undefined };

/** Microphone and camera of one window. Off means that the device itself is off. */
export type WindowDevices = {
  readonly list: ReadonlySignal<Devices>;
  readonly tracks: ReadonlySignal<DeviceTracks>;
  /** Turns on what is wanted and off what is not; reports `media-on`, and `media-refused` where something was not given. */
  ask(wants: Wants): Promise<void>;
  /** Turns everything off, also what the browser may still give. */
  stop(): void;
  choose(what: DeviceUse, id: string): Promise<void>;
  setSound(sound: Sound): Promise<void>;
  /** Whether an open microphone passes no sound. */
  hush(on: boolean): void;
  /** Looks which devices there are, where the browser does not tell of itself that some came or went. */
  look(): void;
};

const PLACES = ['microphone', 'camera'] as const;
/** What is chosen where nothing was. */
const NONE_CHOSEN: Devices['chosen'] = { microphone: '', camera: '', speaker: '' };

/** What was chosen in earlier calls, and what keeps a choice for later ones. */
export type DeviceMemory = {
  readonly recall: () => Promise<Devices['chosen']>;
  readonly keep: (chosen: Devices['chosen']) => void;
};

type Parts = {
  /** Hears of nothing that is older than the last `stop`. */
  readonly report: (event: MediaEvent) => void;
  /** Hears that another device is used than before, without the person's doing. */
  readonly tell: (notice: Extract<Notice, { kind: 'device-gone' | 'device-back' }>) => void;
  readonly memory: DeviceMemory;
};

type Got = { readonly tracks: readonly MediaStreamTrack[]; readonly troubles: Troubles };

/** The devices of this window, all off. */
export function createDevices({ report, tell, memory }: Parts): WindowDevices {
  const tracks = signal<DeviceTracks>({ microphone: undefined, camera: undefined });
  let all: readonly ListedDevice[] = [];
  /** What the person wants, also while it is not there. */
  let chosen = NONE_CHOSEN;
  const list = signal<Devices>(listOf(all, chosen));
  /** What went away by itself while it was wanted: it is taken again when there is one. */
  const gone = new Set<DeviceUse>();
  let wants: Wants = { audio: false, video: false };
  let sound: Sound = { noiseSuppression: true, echoCancellation: true };
  let hushed = false;
  /** Firefox forgets at its end which device a track was of. */
  const usedIds = new WeakMap<MediaStreamTrack, string | undefined>();
  /** Counts stops: what was asked for before the last one is turned off when it comes. */
  let life = 0;
  /** What the browser gave while it is still asked for the rest, for which nothing that is to be off waits. */
  const halfway = new Set<MediaStreamTrack>();

  /** What comes and goes by itself is seen to one after the other: a device that ends is missed in the list as well. */
  const turns = { microphone: Promise.resolve(), camera: Promise.resolve() };
  function inTurn(place: Place, work: () => Promise<void>): void {
    turns[place] = turns[place].then(work);
  }

  const isWanted = (place: Place): boolean => (place === 'camera' ? wants.video : wants.audio);
  const whatIsOn = (): Wants => ({
    audio: tracks.value.microphone !== undefined,
    video: tracks.value.camera !== undefined,
  });

  function put(place: Place, track: MediaStreamTrack | undefined): void {
    const before = tracks.value[place];
    before?.stop();
    if (track !== undefined) {
      if (place === 'microphone') track.enabled = !hushed;
      usedIds.set(track, track.getSettings().deviceId);
      track.addEventListener('ended', () => inTurn(place, () => lost(place, track)));
    }
    tracks.value = { ...tracks.value, [place]: track };
  }

  /** Keeps what is still wanted of what was given, and turns off the rest. */
  function take(given: readonly MediaStreamTrack[], since: number): void {
    for (const track of given) {
      const place = placeOf(track);
      if (since !== life || !isWanted(place) || track.readyState === 'ended') track.stop();
      else put(place, track);
    }
  }

  function dropHalfway(): void {
    for (const track of halfway) if (!isWanted(placeOf(track))) track.stop();
  }

  function constraintsOf(place: Place, device: MediaTrackConstraints): MediaTrackConstraints {
    return place === 'microphone'
      ? { ...sound, autoGainControl: true, ...device }
      : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...device };
  }

  /** `asChosen`: the chosen ones and no others. */
  async function open(places: readonly Place[], asChosen = true): Promise<Got> {
    const exact = (place: Place): MediaTrackConstraints =>
      asChosen && chosen[place] !== '' ? { deviceId: { exact: chosen[place] } } : {};
    const [microphone, camera] = [exact('microphone'), exact('camera')];
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...(places.includes('microphone')
          ? { audio: constraintsOf('microphone', microphone) }
          : {}),
        ...(places.includes('camera') ? { video: constraintsOf('camera', camera) } : {}),
      });
      return { tracks: stream.getTracks(), troubles: {} };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: '', message: '' };
      if (name === 'OverconstrainedError' && ('deviceId' in microphone || 'deviceId' in camera)) {
        // The chosen one is not there (any more): the system's own choice is better than none.
        return open(places, false);
      }
      const trouble = troubleOf({ name, message });
      const none: Got = { tracks: [], troubles: troubleWith(places, trouble) };
      if (places.length === 1 || trouble === 'dismissed') return none;
      if (trouble !== 'denied') return eachAlone(places);
      const permissions = await Promise.all(places.map(permissionOf));
      const [only] = places.filter((_place, index) => permissions[index] !== 'denied');
      const isOneDenied = permissions.includes('denied') && only !== undefined;
      if (!isOneDenied) return none;
      const got = await open([only], asChosen);
      const denied = places.filter((place) => place !== only);
      return { ...got, troubles: { ...troubleWith(denied, trouble), ...got.troubles } };
    }
  }

  /** One device that is missing or busy must not cost the other. */
  async function eachAlone(places: readonly Place[]): Promise<Got> {
    const since = life;
    let got: Got = { tracks: [], troubles: {} };
    for (const place of places) {
      if (since !== life) break;
      const { tracks: given, troubles } = await open([place]);
      got = { tracks: [...got.tracks, ...given], troubles: { ...got.troubles, ...troubles } };
      for (const track of given) halfway.add(track);
      dropHalfway();
    }
    for (const track of got.tracks) halfway.delete(track);
    return got;
  }

  async function refresh(): Promise<void> {
    all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    list.value = listOf(all, chosen);
  }

  /** Devices came or went. */
  async function follow(): Promise<void> {
    const before = list.value;
    await refresh();
    const speaker = list.value.chosen.speaker;
    if (before.chosen.speaker !== '' && speaker === '') {
      gone.add('speaker');
      tell({ kind: 'device-gone', what: 'speaker', other: '' });
    } else if (speaker !== '' && gone.delete('speaker')) {
      tell({ kind: 'device-back', what: 'speaker', label: labelOf(speaker) });
    }
    for (const place of PLACES) inTurn(place, () => followOne(place));
  }

  async function followOne(place: Place): Promise<void> {
    const track = tracks.value[place];
    const ids = idsFor(place, all);
    if (track === undefined) {
      if (ids.length > 0 && gone.has(place)) await comeBack(place);
      return;
    }
    const used = track.getSettings().deviceId;
    const wanted = inUse(place, chosen[place], all);
    if (used === undefined || !ids.some(Boolean)) return;
    // Chromium tells no end of a microphone whose sound it does not work on.
    if (!ids.includes(used)) await lost(place, track);
    else if (wanted !== '' && wanted !== used) await comeBack(place);
  }

  async function comeBack(place: Place): Promise<void> {
    const since = life;
    const got = await open([place]);
    take(got.tracks, since);
    const track = tracks.value[place];
    if (since !== life || track === undefined || got.tracks.length === 0) return;
    gone.delete(place);
    report({ kind: 'media-on', ...whatIsOn() });
    tell({ kind: 'device-back', what: place, label: track.label });
  }

  /** A device went away by itself. */
  async function lost(place: Place, track: MediaStreamTrack): Promise<void> {
    if (tracks.value[place] !== track) return;
    const since = life;
    put(place, undefined);
    await refresh();
    const ids = idsFor(place, all);
    const permission = await permissionOf(place);
    if (since !== life) return;
    const trouble = whyEnded(usedIds.get(track), ids, permission);
    report({ kind: 'media-lost', ...whatIsOn(), troubles: troubleWith([place], trouble) });
    if (trouble !== 'unplugged' || !isWanted(place)) return;
    gone.add(place);
    if (ids.length === 0) return;
    // Another one is there: the call goes on with it, without a question.
    const got = await open([place]);
    take(got.tracks, since);
    const other = tracks.value[place];
    if (since !== life || other === undefined || got.tracks.length === 0) return;
    report({ kind: 'media-on', ...whatIsOn() });
    tell({ kind: 'device-gone', what: place, other: other.label });
  }

  function labelOf(id: string): string {
    return all.find(({ deviceId }) => deviceId === id)?.label ?? '';
  }

  /**
   * Takes a device anew, as it is chosen now; the old one goes on where that fails. `closed`: it is off in between, for Chromium
   * gives a microphone that is open as it is, whatever is done to the sound.
   */
  async function renew(place: Place, closed = false): Promise<void> {
    const before = tracks.value[place];
    if (before === undefined && !gone.has(place)) return;
    const since = life;
    if (closed) before?.stop();
    const got = await open([place]);
    take(got.tracks, since);
    if (since !== life) return;
    if (got.tracks.length > 0) gone.delete(place);
    const { troubles } = got;
    if (!hasTrouble(got)) report({ kind: 'media-on', ...whatIsOn() });
    else if (!closed) report({ kind: 'media-refused', troubles });
    else {
      put(place, undefined);
      report({ kind: 'media-lost', ...whatIsOn(), troubles });
    }
  }

  navigator.mediaDevices.addEventListener('devicechange', () => void follow());
  void memory.recall().then((recalled) => {
    chosen = recalled;
    return refresh();
  });

  return {
    list,
    tracks,
    async ask(next) {
      const since = life;
      wants = next;
      for (const place of PLACES) gone.delete(place);
      for (const place of PLACES) if (!isWanted(place)) put(place, undefined);
      dropHalfway();
      const missing = PLACES.filter(
        (place) => isWanted(place) && tracks.value[place] === undefined,
      );
      const got: Got = missing.length === 0 ? { tracks: [], troubles: {} } : await open(missing);
      take(got.tracks, since);
      if (since !== life) return;
      report({ kind: 'media-on', ...whatIsOn() });
      if (hasTrouble(got)) report({ kind: 'media-refused', troubles: got.troubles });
      // Names of devices are told only to whom one was given.
      void refresh();
    },
    stop() {
      life += 1;
      wants = { audio: false, video: false };
      for (const place of PLACES) gone.delete(place);
      for (const place of PLACES) put(place, undefined);
      dropHalfway();
    },
    async choose(what, id) {
      chosen = { ...chosen, [what]: id };
      memory.keep(chosen);
      list.value = listOf(all, chosen);
      if (what === 'speaker') gone.delete(what);
      else await renew(what);
      await refresh();
    },
    async setSound(next) {
      const changed =
        next.noiseSuppression !== sound.noiseSuppression ||
        next.echoCancellation !== sound.echoCancellation;
      sound = { noiseSuppression: next.noiseSuppression, echoCancellation: next.echoCancellation };
      // Two switches at once must not meet: the later one would find it open.
      if (changed) inTurn('microphone', () => renew('microphone', true));
      await turns.microphone;
    },
    look: () => void follow(),
    hush(on) {
      hushed = on;
      const { microphone } = tracks.value;
      if (microphone !== undefined) microphone.enabled = !on;
    },
  };
}

function placeOf({ kind }: MediaStreamTrack): Place {
  return kind === 'audio' ? 'microphone' : 'camera';
}

function hasTrouble({ troubles }: Got): boolean {
  return troubles.microphone !== undefined || troubles.camera !== undefined;
}

async function permissionOf(name: Place): Promise<Permission> {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch {
    return undefined;
  }
}
