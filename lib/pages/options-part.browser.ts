import type { ComponentChild } from 'preact';
import type { Translator } from '../i18n/translate.ts';
import type { Settings } from '../state/settings.ts';
import type { BackgroundWatch } from './background-watch.ts';
import type { Cell, DrawnPage } from './drawn-page.browser.ts';

/** What a part of the settings needs of the page. */
export type OptionsPage = {
  readonly t: Translator;
  readonly page: DrawnPage;
  /** The person's own settings. */
  readonly own: Cell<Settings>;
  /** The settings in force. */
  readonly settings: () => Settings;
  /** Asks the background; where that does not answer, the page says so. */
  readonly ask: BackgroundWatch['ask'];
  /** Takes these keys over and keeps them; `undefined` takes a key away. */
  readonly change: (changes: { readonly [K in keyof Settings]?: Settings[K] | undefined }) => void;
};

/** Reads what a part shows, follows it from then on, and returns what draws it. */
export type OptionsPart = (options: OptionsPage) => Promise<() => ComponentChild>;
