/** Everything that a call's window shows, and everything that a person can do in it: between the engine and the views. */

import type { AnswerRefusal } from './handshake.ts';
import type { LinkError } from './link.ts';
import type { Quality } from './quality.ts';
import type { Wants } from './session-media.ts';
import type { Session } from './session-state.ts';

/** A microphone, camera or speaker; without permission browsers give no label. */
export type Device = { readonly id: string; readonly label: string };

/** The devices of this machine and which are chosen; an empty `chosen` is the system's own choice. */
export type Devices = {
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  /** Empty where the browser lets nobody choose. */
  readonly speakers: readonly Device[];
  readonly chosen: {
    readonly microphone: string;
    readonly camera: string;
    readonly speaker: string;
  };
};

/** What the browser is asked to do to the sound of the microphone. */
export type SoundSwitches = {
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
};

/** What one side sends now. `held`: it sends nothing since the connection is cut. */
export type Sending = {
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
  readonly held: boolean;
};

/** What a person sees and hears of one side; undefined: nothing of that kind. */
export type Streams = {
  readonly camera: MediaStreamLike | undefined;
  readonly screen: MediaStreamLike | undefined;
};
/** A `MediaStream`, unknown to pure code: views hand it to an element. */
export type MediaStreamLike = { readonly id: string };

/** Something to be told once that ends nothing; the view shows it until it is dismissed. */
export type Notice =
  | { readonly kind: 'answer-refused'; readonly refusal: AnswerRefusal }
  | { readonly kind: 'link-refused'; readonly why: LinkError['kind'] }
  | { readonly kind: 'screen-refused' }
  /** This browser could not keep something: the call goes on, and is not remembered (or its certificate is not). */
  | { readonly kind: 'not-kept'; readonly what: 'certificate' | 'call' };

/** What a call's window shows. */
export type CallState = {
  readonly session: Session;
  /** The person's own name, as her settings have it. */
  readonly ours: string | undefined;
  /** Whom the window was opened to call, before Call was pressed. */
  readonly dialling: string | undefined;
  /** The link to pass on, while one waits. */
  readonly link: string | undefined;
  readonly devices: Devices;
  readonly sound: SoundSwitches;
  /** The microphone is on and passes no sound: push-to-talk, while nobody pushes. */
  readonly hushed: boolean;
  readonly own: Sending;
  readonly their: Sending;
  readonly ownStreams: Streams;
  readonly theirStreams: Streams;
  readonly quality: Quality | undefined;
  readonly notice: Notice | undefined;
};

/** What a person can do; every one returns at once, its effect shows in the state. */
export type CallActions = {
  readonly dial: (theirs: string, wants: Wants) => void;
  readonly acceptOperator: () => void;
  readonly answer: (wants: Wants) => void;
  readonly decline: () => void;
  readonly hangUp: () => void;
  /** A new link to the same person, in this window. */
  readonly callAgain: () => void;
  readonly paste: (text: string) => void;
  readonly dismissNotice: () => void;
  /** Microphone and camera on or off; off turns the device itself off. */
  readonly setMedia: (wants: Wants) => void;
  /** Lets an open microphone pass no sound, or sound again, at once; turning it on anew would swallow the first word. */
  readonly hush: (on: boolean) => void;
  readonly choose: (what: keyof Devices['chosen'], id: string) => void;
  readonly setSound: (switches: SoundSwitches) => void;
  readonly shareScreen: () => void;
  readonly stopScreen: () => void;
};
