import type { MediaStreamLike } from '../../lib/call/call-state.ts';
import type { LoopStep } from '../../lib/call/loop-steps.ts';
import type { MediaTrouble } from '../../lib/call/session-media.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { InputError } from '../../lib/names/from-input.ts';
import type { Failure } from '../../lib/protocol/ui.ts';

/** Camera and microphone as they are tried. */
export type DevicesTried = {
  readonly asking: boolean;
  readonly audio: boolean;
  readonly video: boolean;
  readonly trouble?: MediaTrouble | undefined;
  readonly camera: MediaStreamLike | undefined;
  /** How loud it is, 0 to 1; undefined where the browser does not tell. */
  readonly level: number | undefined;
  /** Whether anything was heard since the microphone is on. */
  readonly heard: boolean;
};

/** The call with oneself. */
export type LoopTried =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running' | 'fine' | 'failed';
      /** The steps that this call has: sound and picture only with their devices. */
      readonly steps: readonly LoopStep[];
      readonly at: LoopStep;
      readonly failure?: Failure | undefined;
      readonly picture: MediaStreamLike | undefined;
    };

/** The way to somebody's host. */
export type WayTried =
  | { readonly state: 'idle' }
  | { readonly state: 'no-name'; readonly error: InputError }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'looking';
      readonly name: string;
      readonly heard: boolean;
      readonly answered: boolean;
    };

/** What can be tried on the first page. */
export type ChecksProps = {
  readonly t: Translator;
  readonly devices: DevicesTried;
  readonly onTry: () => void;
  readonly onStop: () => void;
  readonly loop: LoopTried;
  readonly onLoop: () => void;
  readonly onLoopEnd: () => void;
  readonly way: WayTried;
  readonly onLook: (text: string) => void;
  readonly onLookEnd: () => void;
};
