/** What stands between the engine of a call's window and the page around it. */
import type { ReadonlySignal } from '@preact/signals';
import type { AzeroName } from '../names/name.ts';
import type { CallActions, CallState } from './call-state.ts';
import type { Identity } from './certificate.browser.ts';
import type { Chat } from './chat.ts';
import type { ChatRun } from './chat-run.browser.ts';
import type { DeviceMemory } from './devices.browser.ts';
import type { Files, FilesActions } from './files.ts';
import type { WindowMemory } from './memory.ts';
import type { OpenPort } from './wire.ts';

/** What the engine needs of the page around it. */
export type EngineParts = {
  readonly openPort: OpenPort;
  readonly ours: ReadonlySignal<AzeroName | undefined>;
  readonly linkBase: ReadonlySignal<string>;
  readonly preferences: ReadonlySignal<CallState['preferences']>;
  readonly certificate: (ours: AzeroName) => Promise<Identity>;
  readonly memory: WindowMemory;
  readonly deviceMemory: DeviceMemory;
  /** Brings this window to the front. */
  readonly focus: () => void;
};

/** What the engine says and does of a call's window; the rest is the page's. */
export type Engine = {
  readonly state: ReadonlySignal<Omit<CallState, 'people' | 'pastCalls' | 'preferences'>>;
  readonly actions: Pick<
    CallActions,
    | 'dial'
    | 'acceptOperator'
    | 'answer'
    | 'decline'
    | 'hangUp'
    | 'callAgain'
    | 'callAnother'
    | 'paste'
    | 'dismissNotice'
    | 'setMedia'
    | 'hush'
    | 'choose'
    | 'shareScreen'
    | 'stopScreen'
  >;
  /** What is written in the call, and what a person can do with it. */
  readonly chat: ReadonlySignal<Chat>;
  readonly chatActions: ChatRun['actions'];
  readonly files: ReadonlySignal<Files>;
  readonly filesActions: FilesActions;
  /** Whether something would be lost if the window closed now. */
  readonly lives: ReadonlySignal<boolean>;
  /** Tells that something about people or past calls could not be kept. */
  readonly tellNotKept: () => void;
  /** The window goes away: everything of it is closed. */
  readonly close: () => void;
};
