import type { ComponentChildren } from 'preact';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { InputError } from '../../lib/names/from-input.ts';
import type { Failure, MyName, Status } from '../../lib/protocol/ui.ts';
import type { Leak } from '../PopupView.tsx';

/** The tunnels that two people need for calls, as commands. */
export type Tunnels = { readonly name: string; readonly yours: string; readonly theirs: string };

/** What came of asking for them. */
export type TunnelsFound =
  | ({ readonly kind: 'found' } & Tunnels)
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'no-name'; readonly error: InputError };

/** What the first page shows and takes. */
export type WelcomeProps = {
  readonly t: Translator;
  readonly status: Status;
  /** The background does not answer. */
  readonly isSilent: boolean;
  readonly myName: MyName;
  /** Who reads the chain for this person. */
  readonly operators: readonly string[];
  readonly leaks: readonly Leak[];
  readonly onSetMyName: (text: string) => InputError | undefined;
  /** The commands for calls with this name, or why there are none. */
  readonly onTunnels: (text: string) => Promise<TunnelsFound>;
  /** What can be tried, loaded after the rest was drawn. */
  readonly checks: ComponentChildren;
  readonly onOpenSettings: () => void;
  readonly onOpenNames: () => void;
  readonly onCopy: (text: string) => void;
};
