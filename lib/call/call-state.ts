/** Everything that a call's window shows, and everything that a person can do in it: between the engine and the views. */

import type { AzeroName } from '../names/name.ts';
import type { LinkRefusal } from '../protocol/ui.ts';
import type { AnswerRefusal } from './handshake.ts';
import type { PastCall, Person } from './people.ts';
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

/** What a person has set for all her calls. */
export type Preferences = {
  /** What a call begins with: camera and microphone, the microphone alone, or neither. */
  readonly startAs: 'video' | 'voice' | 'listen';
  /** What the browser is asked to do to the sound of the microphone. */
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
  /** Set, it hushes the microphone at once; the views hush and unhush as the key for it is held. */
  readonly pushToTalk: boolean;
  /** Whether ringing, connecting and ending can be heard. */
  readonly sounds: boolean;
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
  | { readonly kind: 'link-refused'; readonly why: LinkRefusal }
  | { readonly kind: 'screen-refused' }
  /** So many opened links got no window. */
  | { readonly kind: 'links-unopened'; readonly count: number }
  /** A device that was in use is gone, and the call goes on with another; its name is empty where the browser names none. */
  | { readonly kind: 'device-gone'; readonly what: keyof Devices['chosen']; readonly other: string }
  /** A device that was gone is there and in use again. */
  | { readonly kind: 'device-back'; readonly what: keyof Devices['chosen']; readonly label: string }
  /** What was asked for could not be done, since the background of the extension does not answer. */
  | { readonly kind: 'background-gone' }
  /** This browser could not keep something: the call goes on, and is not remembered (or its certificate is not). */
  | { readonly kind: 'not-kept'; readonly what: 'certificate' | 'call' };

/** What the page around the views can do for them, as far as the browser lets it. */
export type CallShell = {
  /** Puts a text on the clipboard; false: the browser refused, and it must be copied by hand. */
  readonly copy: (text: string) => Promise<boolean>;
  /** The system's share sheet; undefined: there is none. */
  readonly share: ((text: string) => void) | undefined;
  /** Begins a letter with this text in the person's mail program, outside of this window. */
  readonly mail: (text: string) => void;
  readonly openHelp: () => void;
  readonly closeWindow: () => void;
  /** The picture in a small window of its own; undefined: the browser has none. */
  readonly pictureInPicture: { readonly open: boolean; readonly toggle: () => void } | undefined;
  /** Whether this browser can share a screen. */
  readonly canShareScreen: boolean;
};

/** What a call's window shows. */
export type CallState = {
  readonly session: Session;
  /** The person's own name, as her settings have it. */
  readonly ours: AzeroName | undefined;
  /** Whom the window was opened to call, before Call was pressed. */
  readonly dialling: AzeroName | undefined;
  /** The link to pass on, while one waits. */
  readonly link: string | undefined;
  readonly devices: Devices;
  readonly preferences: Preferences;
  /** The microphone is on and passes no sound: push-to-talk, while nobody pushes. */
  readonly hushed: boolean;
  readonly own: Sending;
  readonly their: Sending;
  readonly ownStreams: Streams;
  readonly theirStreams: Streams;
  readonly quality: Quality | undefined;
  readonly notice: Notice | undefined;
  /** The window was opened out of a private one: nothing of its calls is kept. */
  readonly isPrivate: boolean;
  /** Quick picks, the latest first. */
  readonly people: readonly Person[];
  /** The latest first. */
  readonly pastCalls: readonly PastCall[];
};

/** What a person can do; every one returns at once, its effect shows in the state. */
export type CallActions = {
  readonly dial: (theirs: AzeroName, wants: Wants) => void;
  /** Keeps the person's own name in her settings. */
  readonly setOurs: (ours: AzeroName) => void;
  readonly acceptOperator: () => void;
  readonly answer: (wants: Wants) => void;
  readonly decline: () => void;
  /** Calls of this name don't ring any more; one that rings is declined. */
  readonly block: (name: AzeroName, blocked: boolean) => void;
  readonly hangUp: () => void;
  /** A new link to the same person, in this window. */
  readonly callAgain: () => void;
  /** Back to the question whom to call, in this window. */
  readonly callAnother: () => void;
  readonly paste: (text: string) => void;
  readonly dismissNotice: () => void;
  /** Microphone and camera on or off; off turns the device itself off. */
  readonly setMedia: (wants: Wants) => void;
  /** Lets an open microphone pass no sound, or sound again, at once; turning it on anew would swallow the first word. */
  readonly hush: (on: boolean) => void;
  readonly choose: (what: keyof Devices['chosen'], id: string) => void;
  readonly setPreferences: (preferences: Preferences) => void;
  readonly shareScreen: () => void;
  readonly stopScreen: () => void;
  /** Her own words about somebody; empty: none. */
  readonly setNote: (name: AzeroName, note: string) => void;
  readonly forgetPerson: (name: AzeroName) => void;
  readonly forgetCall: (id: PastCall['id']) => void;
  /** People and past calls, all of them. */
  readonly forgetAll: () => void;
  /** Hands people and past calls over as a file. */
  readonly exportAll: () => void;
};
