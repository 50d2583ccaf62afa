import { judgeMediaAnswer } from './media-template.ts';

/** What this side sends: a track for each of the four places; undefined sends nothing there. */
export type OwnTracks = {
  readonly microphone: MediaStreamTrack | undefined;
  readonly camera: MediaStreamTrack | undefined;
  readonly screen: MediaStreamTrack | undefined;
  readonly screenSound: MediaStreamTrack | undefined;
};

/** What the other side can be seen and heard with. */
export type TheirStreams = { readonly camera: MediaStream; readonly screen: MediaStream };

/** The media of one connection that is proven. */
export type Media = {
  /** What the other side sends, in places that may still be empty. */
  readonly theirs: TheirStreams;
  /** Sends these from now on. Never needs to be negotiated: the four places are there from the begin, filled or not. */
  send(tracks: OwnTracks): Promise<void>;
};

/**
 * This browser's answer to a description that offers the four places of the template, all of them in both directions and empty:
 * the connection neither sends nor shows anything by it, so it is made before the proof. Throws where the browser can't do it.
 */
export async function answerPlaces(peer: RTCPeerConnection): Promise<RTCSessionDescriptionInit> {
  for (const transceiver of peer.getTransceivers()) transceiver.direction = 'sendrecv';
  const answer = await peer.createAnswer();
  const judged = judgeMediaAnswer(answer.sdp ?? '');
  if (!judged.ok) throw new Error(`no ${judged.error.line}`);
  return answer;
}

/** Media on a connection that is proven and has its places. */
export function createMedia(peer: RTCPeerConnection): Media {
  /** Microphone, camera, screen and its sound, as in the template. */
  const places = peer.getTransceivers();
  const [microphone, camera, screen, screenSound] = places.map(({ receiver }) => receiver.track);
  /** What each place was told to send last: the browser shows it only when it has got there. */
  const told: (MediaStreamTrack | null)[] = places.map(({ sender }) => sender.track);
  return {
    theirs: { camera: streamOf(microphone, camera), screen: streamOf(screen, screenSound) },
    async send(own) {
      const tracks = [own.microphone, own.camera, own.screen, own.screenSound];
      await Promise.all(
        places.map(async ({ sender }, index) => {
          const track = tracks[index] ?? null;
          if (told[index] === track) return;
          told[index] = track;
          // A connection that was closed meanwhile sends nothing either.
          await sender.replaceTrack(track).catch(() => undefined);
        }),
      );
    },
  };
}

function streamOf(...tracks: readonly (MediaStreamTrack | undefined)[]): MediaStream {
  return new MediaStream(tracks.filter((track) => track !== undefined));
}
