import type { ComponentChildren } from 'preact';
import type { CallActions, CallShell, CallState } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';

/** Something that stands beside the call and is drawn by others: the chat, the files. */
export type PanelSlot = {
  readonly content: ComponentChildren;
  /** What has come since it was last shown. */
  readonly unseen: number;
  readonly onShow: (shown: boolean) => void;
  /** How much of it another call in this window would throw away. */
  readonly unsaved?: number;
};

export type CallProps = {
  readonly t: Translator;
  readonly state: CallState;
  readonly actions: CallActions;
  readonly shell: CallShell;
  /** Now, in ms since 1970, anew each second: it counts down, and lets controls fade. */
  readonly now: number;
  readonly chat?: PanelSlot | undefined;
  readonly files?: PanelSlot | undefined;
};

/** What can stand beside the picture of a call. */
export type Panel = 'chat' | 'files' | 'more' | 'about' | 'keys';
