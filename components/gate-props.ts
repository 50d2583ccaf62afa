import type { Translator } from '../lib/i18n/translate.ts';
import type { InputError } from '../lib/names/from-input.ts';
import type { Visit } from '../lib/protocol/ui.ts';
import type { GateMode } from './gate-scene.ts';

/** What the gate page is given. */
export type GateProps = {
  readonly t: Translator;
  /** The full address that the person wants; shown, never followed from here. Empty when it is not known. */
  readonly target: string;
  /** Its host, with a port that is not the usual one. */
  readonly host: string;
  readonly visit: Visit | undefined;
  readonly mode: GateMode;
  /** With mode `bad-address`: what is wrong with it. */
  readonly problem?: InputError | undefined;
  /** Seconds until it is tried again by itself. */
  readonly retryingIn?: number | undefined;
  /** Try again now; with mode `form-not-sent`: open the page without the form. */
  readonly onRetry: () => void;
  /** Open on the word of the one operator that answered. */
  readonly onAcceptOne: () => void;
  readonly onGoBack: () => void;
  readonly onOpenHelp: () => void;
};
