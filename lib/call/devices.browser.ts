import { type ReadonlySignal, signal } from '@preact/signals';
import type { Devices, Preferences } from './call-state.ts';
import { type Permission, troubleOf, whyEnded } from './device-trouble.ts';
import type { MediaEvent, MediaTrouble, Wants } from './session-media.ts';

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
  choose(what: keyof Devices['chosen'], id: string): Promise<void>;
  setSound(sound: Sound): Promise<void>;
  /** Whether an open microphone passes no sound. */
  hush(on: boolean): void;
};

const PLACES = ['microphone', 'camera'] as const;
const KINDS = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;

type Got = { readonly tracks: readonly MediaStreamTrack[]; readonly trouble?: MediaTrouble };

/** The devices of this window, all off. `report` hears of nothing that is older than the last `stop`. */
export function createDevices(report: (event: MediaEvent) => void): WindowDevices {
  const tracks = signal<DeviceTracks>({ microphone: undefined, camera: undefined });
  const chosen = { microphone: '', camera: '', speaker: '' };
  const list = signal<Devices>({
    microphones: [],
    cameras: [],
    speakers: [],
    chosen: { ...chosen },
  });
  let wants: Wants = { audio: false, video: false };
  let sound: Sound = { noiseSuppression: true, echoCancellation: true };
  let hushed = false;
  /** Counts stops: what was asked for before the last one is turned off when it comes. */
  let life = 0;

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
      track.addEventListener('ended', () => void lost(place, track));
    }
    tracks.value = { ...tracks.value, [place]: track };
  }

  /** Keeps what is still wanted of what was given, and turns off the rest. */
  function take(given: readonly MediaStreamTrack[], since: number): void {
    for (const track of given) {
      const place = track.kind === 'audio' ? 'microphone' : 'camera';
      if (since !== life || !isWanted(place) || track.readyState === 'ended') track.stop();
      else put(place, track);
    }
  }

  function constraintsOf(place: Place): MediaTrackConstraints {
    const device = chosen[place] === '' ? {} : { deviceId: { exact: chosen[place] } };
    return place === 'microphone'
      ? { ...sound, autoGainControl: true, ...device }
      : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...device };
  }

  async function open(places: readonly Place[]): Promise<Got> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...(places.includes('microphone') ? { audio: constraintsOf('microphone') } : {}),
        ...(places.includes('camera') ? { video: constraintsOf('camera') } : {}),
      });
      return { tracks: stream.getTracks() };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: '', message: '' };
      if (name === 'OverconstrainedError' && places.some((place) => chosen[place] !== '')) {
        // The chosen one is not there (any more): the system's own choice is better than none.
        for (const place of places) chosen[place] = '';
        return open(places);
      }
      const permissions = await Promise.all(places.map(permissionOf));
      const trouble = troubleOf({ name, message }, permissions);
      const [only] = places.filter((_place, index) => permissions[index] !== 'denied');
      if (places.length === 1) return { tracks: [], trouble };
      if (trouble === 'dismissed') return { tracks: [], trouble };
      if (trouble !== 'denied') return eachAlone(places, trouble);
      const isOneDenied = permissions.includes('denied') && only !== undefined;
      return isOneDenied ? { ...(await open([only])), trouble } : { tracks: [], trouble };
    }
  }

  /** One device that is missing or busy must not cost the other. */
  async function eachAlone(places: readonly Place[], trouble: MediaTrouble): Promise<Got> {
    const got: Got[] = [];
    for (const place of places) got.push(await open([place]));
    const given = got.flatMap((one) => one.tracks);
    const first = got.find((one) => one.trouble !== undefined)?.trouble ?? trouble;
    return given.length === places.length ? { tracks: given } : { tracks: given, trouble: first };
  }

  async function refresh(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const ofKind = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && !isAlias(device.deviceId))
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    list.value = {
      microphones: ofKind('audioinput'),
      cameras: ofKind('videoinput'),
      speakers: 'setSinkId' in HTMLMediaElement.prototype ? ofKind('audiooutput') : [],
      chosen: { ...chosen },
    };
  }

  /** A device went away by itself. */
  async function lost(place: Place, track: MediaStreamTrack): Promise<void> {
    if (tracks.value[place] !== track) return;
    const since = life;
    const id = track.getSettings().deviceId;
    put(place, undefined);
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const ids = all.filter(({ kind }) => kind === KINDS[place]).map(({ deviceId }) => deviceId);
    if (since !== life) return;
    const trouble = whyEnded(id, ids);
    report({ kind: 'media-lost', ...whatIsOn(), trouble });
    if (trouble !== 'unplugged' || ids.length === 0 || !isWanted(place)) return;
    // Another one is there: the call goes on with it, without a question.
    chosen[place] = '';
    const got = await open([place]);
    take(got.tracks, since);
    if (since === life && got.tracks.length > 0) report({ kind: 'media-on', ...whatIsOn() });
  }

  /** Takes a device anew, with other constraints; the old one goes on where that fails. */
  async function renew(place: Place): Promise<void> {
    if (tracks.value[place] === undefined) return;
    const since = life;
    const got = await open([place]);
    take(got.tracks, since);
    if (since !== life) return;
    if (got.trouble !== undefined) report({ kind: 'media-refused', trouble: got.trouble });
    else report({ kind: 'media-on', ...whatIsOn() });
  }

  navigator.mediaDevices.addEventListener('devicechange', () => void refresh());
  void refresh();

  return {
    list,
    tracks,
    async ask(next) {
      const since = life;
      wants = next;
      for (const place of PLACES) if (!isWanted(place)) put(place, undefined);
      const missing = PLACES.filter(
        (place) => isWanted(place) && tracks.value[place] === undefined,
      );
      const got: Got = missing.length === 0 ? { tracks: [] } : await open(missing);
      take(got.tracks, since);
      if (since !== life) return;
      report({ kind: 'media-on', ...whatIsOn() });
      if (got.trouble !== undefined) report({ kind: 'media-refused', trouble: got.trouble });
      // Names of devices are told only to whom one was given.
      void refresh();
    },
    stop() {
      life += 1;
      wants = { audio: false, video: false };
      for (const place of PLACES) put(place, undefined);
    },
    async choose(what, id) {
      chosen[what] = id;
      list.value = { ...list.value, chosen: { ...chosen } };
      if (what !== 'speaker') await renew(what);
      await refresh();
    },
    async setSound(next) {
      const changed =
        next.noiseSuppression !== sound.noiseSuppression ||
        next.echoCancellation !== sound.echoCancellation;
      sound = { noiseSuppression: next.noiseSuppression, echoCancellation: next.echoCancellation };
      if (changed) await renew('microphone');
    },
    hush(on) {
      hushed = on;
      const { microphone } = tracks.value;
      if (microphone !== undefined) microphone.enabled = !on;
    },
  };
}

/** Chromium lists the system's choice once more under these names. */
function isAlias(id: string): boolean {
  return id === '' || id === 'default' || id === 'communications';
}

async function permissionOf(name: Place): Promise<Permission> {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch {
    return undefined;
  }
}
