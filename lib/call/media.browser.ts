import { assertNever, err, ok, type Result } from '../result.ts';
import type { Essence } from './link-bytes.ts';
import {
  judgeMediaDescription,
  MEDIA_KINDS,
  type MediaDescriptionError,
  printMediaDescription,
} from './media-description.ts';
import type { Role } from './proof.ts';
import type { MediaWords } from './talk.ts';

/** What this side sends: a track for each of the four places; undefined sends nothing there. */
export type OwnTracks = {
  readonly microphone: MediaStreamTrack | undefined;
  readonly camera: MediaStreamTrack | undefined;
  readonly screen: MediaStreamTrack | undefined;
  readonly screenSound: MediaStreamTrack | undefined;
};

/** What the other side can be seen and heard with. */
export type TheirStreams = { readonly camera: MediaStream; readonly screen: MediaStream };

/** Why no media are to be had; the call must end. */
export type MediaFailure =
  | MediaDescriptionError
  /** An offer to the caller, a second one, or an answer that nobody asked for. */
  | { readonly kind: 'out-of-turn' }
  | { readonly kind: 'browser'; readonly detail: string };

/** The media of one connection. */
export type Media = {
  /** The caller offers, by what `offerPlaces` has made; the callee waits for that. */
  offer(offer: RTCSessionDescriptionInit): Promise<Result<undefined, MediaFailure>>;
  hear(words: MediaWords): Promise<Result<undefined, MediaFailure>>;
  /** Sends these from now on. Never needs to be negotiated: the four places are there from the begin, filled or not. */
  send(tracks: OwnTracks): Promise<void>;
};

/**
 * The part of the caller's offer that takes time and needs no word of the other side: makes the four places, empty, and describes
 * them. The connection neither sends nor takes anything by it, so it may be done before the proof.
 */
export function offerPlaces(peer: RTCPeerConnection): Promise<RTCSessionDescriptionInit> {
  const groups = streamGroups();
  for (const [index, kind] of MEDIA_KINDS.entries()) {
    const group = groups[index];
    peer.addTransceiver(kind, {
      direction: 'sendrecv',
      ...(group === undefined ? {} : { streams: [group] }),
    });
  }
  return peer.createOffer();
}

/** Media on a connection that is proven. `say` sends to the other side; `onStreams` is called once, before anything comes in them. */
export function createMedia(
  peer: RTCPeerConnection,
  role: Role,
  theirs: Essence,
  say: (words: MediaWords) => void,
  onStreams: (streams: TheirStreams) => void,
): Media {
  let tracks: readonly (MediaStreamTrack | undefined)[] = [];
  let step: 'new' | 'offered' | 'agreed' = 'new';

  /** The senders of microphone, camera, screen and its sound, as in `MEDIA_KINDS`. */
  const places = (): readonly RTCRtpTransceiver[] => peer.getTransceivers();

  async function fill(): Promise<void> {
    await Promise.all(
      places().map(async ({ sender }, index) => {
        const track = tracks[index] ?? null;
        // A connection that was closed meanwhile sends nothing either.
        if (sender.track !== track) await sender.replaceTrack(track).catch(() => undefined);
      }),
    );
  }

  function showPlaces(): void {
    const [microphone, camera, screen, screenSound] = places().map(
      ({ receiver }) => receiver.track,
    );
    onStreams({ camera: streamOf(microphone, camera), screen: streamOf(screen, screenSound) });
  }

  async function attempt(work: () => Promise<Result<undefined, MediaFailure>>) {
    try {
      return await work();
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return err({ kind: 'browser', detail } as const);
    }
  }

  async function takeOffer(sdp: string): Promise<Result<undefined, MediaFailure>> {
    if (role === 'caller' || step !== 'new') return err({ kind: 'out-of-turn' });
    const judged = judgeMediaDescription('offer', sdp, theirs);
    if (!judged.ok) return judged;
    step = 'offered';
    await peer.setRemoteDescription({ type: 'offer', sdp: judged.value });
    const groups = streamGroups();
    for (const [index, transceiver] of places().entries()) {
      transceiver.direction = 'sendrecv';
      const group = groups[index];
      if (group !== undefined) transceiver.sender.setStreams(group);
    }
    // Without a stop in between: each would wait for a page that is busy. The browser does them one after the other.
    await Promise.all([fill(), peer.setLocalDescription()]);
    const answer = peer.localDescription?.sdp ?? '';
    say({ about: 'media', kind: 'answer', sdp: printMediaDescription(answer) });
    showPlaces();
    step = 'agreed';
    return ok(undefined);
  }

  async function takeAnswer(sdp: string): Promise<Result<undefined, MediaFailure>> {
    if (role === 'callee' || step !== 'offered') return err({ kind: 'out-of-turn' });
    const judged = judgeMediaDescription('answer', sdp, theirs);
    if (!judged.ok) return judged;
    step = 'agreed';
    await peer.setRemoteDescription({ type: 'answer', sdp: judged.value });
    return ok(undefined);
  }

  return {
    offer: (offer) =>
      attempt(async () => {
        if (role === 'callee' || step !== 'new') return ok(undefined);
        step = 'offered';
        say({ about: 'media', kind: 'offer', sdp: printMediaDescription(offer.sdp ?? '') });
        // What comes before the answer does is played as well (RFC 3264 section 5.1).
        showPlaces();
        await Promise.all([peer.setLocalDescription(offer), fill()]);
        return ok(undefined);
      }),
    hear: ({ kind, sdp }) =>
      attempt(() => {
        switch (kind) {
          case 'offer':
            return takeOffer(sdp);
          case 'answer':
            return takeAnswer(sdp);
          default:
            return assertNever(kind);
        }
      }),
    async send({ microphone, camera, screen, screenSound }) {
      tracks = [microphone, camera, screen, screenSound];
      await fill();
    },
  };
}

/** Microphone and camera belong together, and the screen with its sound: what belongs together is played in step. */
function streamGroups(): readonly MediaStream[] {
  const [person, screen] = [new MediaStream(), new MediaStream()];
  return [person, person, screen, screen];
}

function streamOf(...tracks: readonly (MediaStreamTrack | undefined)[]): MediaStream {
  return new MediaStream(tracks.filter((track) => track !== undefined));
}
