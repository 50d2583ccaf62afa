/** Where a call's microphone and camera stand, whatever the call itself is doing. */

/** What the person wants to be heard and seen with; neither: she only listens. */
export type Wants = { readonly audio: boolean; readonly video: boolean };

/** Why a device that was wanted is not on. */
export type MediaTrouble =
  | 'denied' // the person or a policy said no
  | 'dismissed' // the question was closed without an answer
  | 'no-device'
  | 'device-busy' // another program has it
  | 'unplugged'
  | 'revoked' // the permission was taken back during the call
  | 'failed';

/** Why which of the two is not on, or not as it was wanted. */
export type Troubles = {
  readonly microphone?: MediaTrouble;
  readonly camera?: MediaTrouble;
};

/** Microphone and camera. A call goes on without them: trouble is shown, never an end. */
export type Media = {
  /** The browser was asked since all devices were off: until they are turned off again, it may give one at any moment. */
  readonly asked: boolean;
  /** The person perhaps sees the browser's question now. */
  readonly asking: boolean;
  readonly audio: boolean;
  readonly video: boolean;
  readonly troubles: Troubles;
};

/** What can happen to microphone and camera. */
export type MediaEvent =
  /** The person wants other devices, or tries again. */
  | { readonly kind: 'want-media'; readonly wants: Wants }
  /** What is on now: the answer to `ask-media`. */
  | ({ readonly kind: 'media-on' } & Wants)
  /** What was not given of what `ask-media` asked for; what was on before is on. */
  | { readonly kind: 'media-refused'; readonly troubles: Troubles }
  /** A device went away; what is on still. */
  | ({ readonly kind: 'media-lost'; readonly troubles: Troubles } & Wants);

/** No device is on. */
export const NO_MEDIA: Media = {
  asked: false,
  asking: false,
  audio: false,
  video: false,
  troubles: {},
};

/** Microphone and camera after an event. */
export function stepMedia(media: Media, event: MediaEvent): Media {
  switch (event.kind) {
    case 'want-media':
      // With nothing wanted there is nothing to ask for: the devices go off.
      return event.wants.audio || event.wants.video
        ? { ...NO_MEDIA, asked: true, asking: true, audio: media.audio, video: media.video }
        : NO_MEDIA;
    case 'media-on':
      return {
        asked: true,
        asking: false,
        audio: event.audio,
        video: event.video,
        troubles: ofWhatIsOff(media.troubles, event),
      };
    case 'media-refused':
      return { ...media, asking: false, troubles: { ...media.troubles, ...event.troubles } };
    case 'media-lost':
      return {
        ...media,
        audio: event.audio,
        video: event.video,
        troubles: { ...media.troubles, ...event.troubles },
      };
  }
}

/** The same trouble with each of these. */
export function troubleWith(devices: readonly (keyof Troubles)[], trouble: MediaTrouble): Troubles {
  return Object.fromEntries(devices.map((device) => [device, trouble]));
}

/** What is on has no trouble any more. */
function ofWhatIsOff({ microphone, camera }: Troubles, { audio, video }: Wants): Troubles {
  return {
    ...(audio || microphone === undefined ? {} : { microphone }),
    ...(video || camera === undefined ? {} : { camera }),
  };
}
