import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { removeStaleVaults } from '../call/vault-room.browser.ts';
import { leaveLinks, takeLinks } from '../routing/link-rules.browser.ts';
import { isBlocked } from '../state/blocked.ts';
import {
  blockedCallsItem,
  callsItem,
  errandsItem,
  unopenedLinksItem,
} from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import {
  connectCallWindows,
  focusTab,
  openCallWindow,
  showBadge,
  showUnopened,
} from './call-windows.browser.ts';
import { type Calls, type CallsOptions, createCalls } from './calls.ts';
import { answerLinks, watchLinks } from './link-navigation.browser.ts';

/** How many calls of blocked names are told of. */
const TOLD_BLOCKED = 20;

/** What calls need of the background. */
export type StartCallsOptions = Pick<CallsOptions, 'readName' | 'askHost' | 'after' | 'isOn'> & {
  readonly which: 'chromium' | 'firefox';
  /** Resolves when the background has started and every change of settings so far is in effect. */
  readonly ready: () => Promise<void>;
  /** The person's own base of call links, where she set one. */
  readonly ownBase: () => string | undefined;
};

/** The calls, their windows and their links in this browser. */
export type BackgroundCalls = {
  readonly calls: Calls;
  /** Takes over what a former life of the worker had stored. */
  restore(): Promise<void>;
  /** Takes links that are opened, of the own base as it is now. */
  takeLinks(): Promise<void>;
  /** Ends all calls, and leaves links to the pages that they lead to. */
  switchOff(): Promise<void>;
};

/** Joins calls to the browser; to be called in the first tick. */
export function startCalls(options: StartCallsOptions): BackgroundCalls {
  const { which, ready, isOn, ownBase } = options;
  const calls = createCalls({
    ...options,
    // Links of the built-in base are meant for whoever has Copybara, also for who makes others.
    linkBases: () => [DEFAULT_LINK_BASE, ...[ownBase() ?? []].flat()],
    openWindow: openCallWindow,
    focusTab,
    isBlocked: (name) => isBlocked(browser.storage.local, name),
    async tellBlocked(name) {
      const before = await blockedCallsItem.get();
      await blockedCallsItem.set([{ name, at: Date.now() }, ...before].slice(0, TOLD_BLOCKED));
    },
    async tellUnopened() {
      const before = await unopenedLinksItem.get();
      await unopenedLinksItem.set(before + 1);
      // With calls the button shows how far they are, and their windows tell of it.
      if ((await callsItem.get()).length === 0) await showUnopened();
      return before === 0;
    },
    removeFiles: () => void removeStaleVaults(),
    saveErrands: (errands) => void errandsItem.set(errands),
    saveCalls(live) {
      void callsItem.set(live);
      void showBadge(live);
    },
  });
  connectCallWindows(calls, ready);
  const links = watchLinks(which, {
    async isOn() {
      await ready();
      return isOn();
    },
    openLink: calls.openLink,
  });
  if (which === 'chromium') answerLinks();
  return {
    calls,
    restore: async () => calls.restore(await errandsItem.get(), await callsItem.get()),
    takeLinks() {
      links.setOwnBase(ownBase());
      return takeLinks(which, ownBase());
    },
    async switchOff() {
      await Promise.all([calls.end(), leaveLinks()]);
    },
  };
}
