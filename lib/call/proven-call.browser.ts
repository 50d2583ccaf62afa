import { type ReadonlySignal, signal } from '@preact/signals';
import { assertNever, type Result } from '../result.ts';
import { later } from './later.browser.ts';
import {
  createMedia,
  type MediaFailure,
  type OwnTracks,
  type TheirStreams,
} from './media.browser.ts';
import { watchQuality } from './quality.browser.ts';
import type { Quality } from './quality.ts';
import type { Call } from './session-state.ts';
import { steady } from './steady.ts';
import type { MediaWords, StateWords, Words } from './talk.ts';

/** What one side sends, as it says so. */
export type Said = Pick<StateWords, 'audio' | 'video' | 'screen'>;

/** What is between two people from the proof on. */
export type ProvenCall = {
  readonly their: ReadonlySignal<Said>;
  readonly theirStreams: ReadonlySignal<TheirStreams | undefined>;
  readonly quality: ReadonlySignal<Quality | undefined>;
  /** The caller's offer of media is ready, and goes out. */
  offer(offer: RTCSessionDescriptionInit): void;
  /** What the other side says of its media. */
  hear(words: MediaWords | StateWords): void;
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

/** Begins to agree on media. `say` sends a message to the other side; `onFailure`: the call can't go on. */
export function createProvenCall(
  peer: RTCPeerConnection,
  { role, offer, answer }: Call,
  say: (text: string) => void,
  onFailure: (detail: string) => void,
): ProvenCall {
  const their = signal<Said>(NOTHING);
  const shows = steady<Said>(SHOWN_EACH, later, (said) => {
    their.value = said;
  });
  const theirStreams = signal<TheirStreams | undefined>(undefined);
  const quality = signal<Quality | undefined>(undefined);
  const speak = (words: Words): void => say(JSON.stringify(words));
  const media = createMedia(peer, role, role === 'caller' ? answer : offer, speak, (streams) => {
    theirStreams.value = streams;
  });
  const stopWatching = watchQuality(peer, (seen) => {
    quality.value = seen;
  });
  let told = '';

  function judge(outcome: Result<undefined, MediaFailure>): void {
    if (outcome.ok) return;
    const { error } = outcome;
    switch (error.kind) {
      case 'refused-media':
        return onFailure(`their media: ${error.part}`);
      case 'out-of-turn':
        return onFailure('their media: out of turn');
      case 'browser':
        return onFailure(`media: ${error.detail}`);
      default:
        return assertNever(error);
    }
  }

  return {
    their,
    theirStreams,
    quality,
    offer: (made) => void media.offer(made).then(judge),
    hear(words) {
      switch (words.about) {
        case 'media':
          void media.hear(words).then(judge);
          return;
        case 'state':
          shows.tell({ audio: words.audio, video: words.video, screen: words.screen });
          return;
        default:
          assertNever(words);
      }
    },
    send(tracks, said) {
      void media.send(tracks);
      const words = JSON.stringify({ about: 'state', ...said } satisfies Words);
      if (words !== told) say(words);
      told = words;
    },
    hold() {
      void media.send(NO_TRACKS);
    },
    close() {
      stopWatching();
      shows.close();
      theirStreams.value = undefined;
    },
  };
}
