import { type ReadonlySignal, signal } from '@preact/signals';
import { later } from './later.browser.ts';
import { createMedia, type Media, type OwnTracks, type TheirStreams } from './media.browser.ts';
import { watchQuality } from './quality.browser.ts';
import type { Quality } from './quality.ts';
import { steady } from './steady.ts';
import type { StateWords, Words } from './talk.ts';

/** What one side sends, as it says so. */
export type Said = Pick<StateWords, 'audio' | 'video' | 'screen'>;

/** What is between two people from the proof on. */
export type ProvenCall = {
  readonly their: ReadonlySignal<Said>;
  readonly theirStreams: ReadonlySignal<TheirStreams | undefined>;
  readonly quality: ReadonlySignal<Quality | undefined>;
  /** The connection has its places for media: from now on they are filled, and what comes in them is shown. */
  openMedia(): void;
  /** What the other side says of its media. */
  hear(words: StateWords): void;
  /** What is sent from now on, and what the other side is to be told of it. */
  send(tracks: OwnTracks, said: Said): void;
  /** The connection is cut: nothing is sent or said until `send`, which then says what holds by then. */
  hold(): void;
  close(): void;
};

/** Who flickers is shown calmly: views redraw with it, and screen readers read it out. In ms. */
const SHOWN_EACH = 500;
const NO_TRACKS: OwnTracks = {
  microphone: undefined,
  camera: undefined,
  screen: undefined,
  screenSound: undefined,
};
const NOTHING: Said = { audio: false, video: false, screen: false };

/** What a proven connection is for. `say` sends a message to the other side. */
export function createProvenCall(peer: RTCPeerConnection, say: (text: string) => void): ProvenCall {
  const their = signal<Said>(NOTHING);
  const shows = steady<Said>(SHOWN_EACH, later, (said) => {
    their.value = said;
  });
  const theirStreams = signal<TheirStreams | undefined>(undefined);
  const quality = signal<Quality | undefined>(undefined);
  let media: Media | undefined;
  let sent = NO_TRACKS;
  const stopWatching = watchQuality(peer, (seen) => {
    quality.value = seen;
  });
  let told = '';

  function sendTracks(tracks: OwnTracks): void {
    sent = tracks;
    void media?.send(tracks);
  }

  return {
    their,
    theirStreams,
    quality,
    openMedia() {
      media = createMedia(peer);
      theirStreams.value = media.theirs;
      sendTracks(sent);
    },
    hear: ({ audio, video, screen }) => shows.tell({ audio, video, screen }),
    send(tracks, said) {
      sendTracks(tracks);
      const words = JSON.stringify({ about: 'state', ...said } satisfies Words);
      if (words !== told) say(words);
      told = words;
    },
    hold() {
      sendTracks(NO_TRACKS);
    },
    close() {
      stopWatching();
      shows.close();
      theirStreams.value = undefined;
    },
  };
}
