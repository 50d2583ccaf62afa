import type { Preferences } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { ContactsView } from '../call/ContactsView.tsx';

/** One search engine: whether searches for a name are stopped there, and whether the browser lets that happen. */
export type EngineShown = {
  readonly name: string;
  readonly on: boolean;
  readonly permitted: boolean;
};

/** What can be deleted by itself. */
export const DATA_KINDS = ['people', 'calls', 'preferences', 'certificate', 'settings'] as const;
/** One of `DATA_KINDS`. */
export type DataKind = (typeof DATA_KINDS)[number];

/** What the later sections of the settings show and take. */
export type MoreProps = {
  readonly t: Translator;
  readonly preferences: Preferences;
  readonly onSetPreferences: (preferences: Preferences) => void;
  readonly engines: readonly EngineShown[];
  /** Stops searches at these engines, or leaves them alone; asks the browser for what it needs. */
  readonly onSetEngines: (names: readonly string[], on: boolean) => void;
  /** Whoever manages the browser has set the engines for good. */
  readonly areEnginesLocked: boolean;
  readonly onDelete: (kind: DataKind) => Promise<void>;
  /** Makes another certificate for calls, and whether it could be kept; undefined without an own name. */
  readonly onReplaceCertificate: (() => Promise<boolean>) | undefined;
  readonly onExport: () => void;
  /** Whether the file could be loaded. */
  readonly onImport: (text: string) => Promise<boolean>;
  readonly onReset: () => Promise<void>;
  readonly people: Omit<Parameters<typeof ContactsView>[0], 't'>;
  /** The browser couldn't read or keep something of people and calls. */
  readonly isUnkept: boolean;
};
