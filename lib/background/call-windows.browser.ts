import type { Runtime } from 'webextension-polyfill';
import { badgeOf } from '../i18n/badge.ts';
import { languageOf } from '../i18n/languages.ts';
import { CALL_PORT } from '../protocol/call-port.ts';
import type { CallWindow } from '../protocol/calls.ts';
import { NAMES_PAGE_CHANNEL } from '../protocol/names-page.ts';
import { readSettings } from '../state/items.browser.ts';
import { readKeptPreset } from '../state/kept-preset.browser.ts';
import browser from '../webextension.browser.ts';
import type { Place } from './call-errands.ts';
import type { Calls } from './calls.ts';

/** The page of a call. */
const CALL_PATH = '/call.html';
/** What a call's window takes of the screen at first, in pixels. */
const SIZE = { width: 960, height: 720 };

/** Opens the page of a call in a window of its own, or in a tab where a browser makes no windows. */
export async function openCallWindow(): Promise<Place> {
  const url = browser.runtime.getURL(CALL_PATH);
  try {
    const { id, tabs } = await browser.windows.create({ type: 'popup', url, ...SIZE });
    const [tab] = tabs ?? [];
    if (id !== undefined && tab?.id !== undefined) return { tabId: tab.id, windowId: id };
  } catch {
    // Android has tabs only.
  }
  const { id, windowId } = await browser.tabs.create({ url });
  if (id === undefined) throw new Error('the browser opened no tab');
  return { tabId: id, windowId: windowId ?? 0 };
}

/** Brings a tab and its window to the front; whether it is there. */
export async function focusTab(tabId: number): Promise<boolean> {
  try {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/** Shows on the toolbar button how far the calls are. */
export async function showBadge(calls: readonly CallWindow[]): Promise<void> {
  const { language } = await readSettings(undefined, readKeptPreset);
  const spoken = languageOf(browser.i18n.getUILanguage(), language);
  const { text, title, color } = badgeOf(calls, spoken);
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setTitle({ title }),
  ]);
}

/** Shows on the toolbar button that its window has something to tell. */
export function showUnopened(): Promise<void> {
  return browser.action.setBadgeText({ text: '!' });
}

/** Where the other end of a port is, if that is our own page of a call in a tab. */
function placeOf({ name, sender }: Runtime.Port): Place | undefined {
  const tabId = sender?.tab?.id;
  const ours =
    name === CALL_PORT &&
    sender?.id === browser.runtime.id &&
    sender.url?.split(/[?#]/)[0] === browser.runtime.getURL(CALL_PATH);
  return ours && tabId !== undefined ? { tabId, windowId: sender?.tab?.windowId ?? 0 } : undefined;
}

/** Joins the windows of calls to the calls; to be called in the first tick. Nobody is heard before `ready`. */
export function connectCallWindows(calls: Calls, ready: () => Promise<void>): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === NAMES_PAGE_CHANNEL) return;
    const place = placeOf(port);
    if (place === undefined) {
      port.disconnect();
      return;
    }
    const connected = ready().then(() =>
      calls.connect(place, (message) => {
        try {
          port.postMessage(message);
        } catch {
          // It closed in this very moment, and its own event says so.
        }
      }),
    );
    port.onMessage.addListener((message) => void connected.then((end) => end.receive(message)));
    port.onDisconnect.addListener(() => void connected.then((end) => end.closed()));
  });
  browser.tabs.onRemoved.addListener((tabId) => void ready().then(() => calls.tabGone(tabId)));
}
