import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { LINK_PATH, linkOf } from '../routing/link-rules.ts';
import browser from '../webextension.browser.ts';

/** What taking opened links needs. */
export type LinkNavigationOptions = {
  readonly isOn: () => Promise<boolean>;
  /** Takes a link. */
  readonly openLink: (link: string, isPrivate: boolean) => Promise<void>;
};

/** Takes the links that are opened in any tab: the rules end their navigations, this takes their payloads. */
export type LinkNavigation = {
  /** Also takes links of the person's own base (without `#`). */
  setOwnBase(base: string | undefined): void;
};

type Details = { readonly tabId: number; readonly frameId: number; readonly url: string };
type Listener = (details: Details) => void;

/** Starts to listen for links of the built-in base; to be called in the first tick. */
export function watchLinks(
  which: 'chromium' | 'firefox',
  { isOn, openLink }: LinkNavigationOptions,
): LinkNavigation {
  const { onErrorOccurred } = browser.webNavigation;
  const { onBeforeRequest } = browser.webRequest;
  const opened = new Map<number, string>();

  async function take(link: string, tabId: number): Promise<void> {
    if (!(await isOn())) return;
    // Of a tab that is gone nobody knows: then nothing is kept either.
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    await openLink(link, tab?.incognito !== false);
    await closeIfEmpty(tabId);
  }

  function listen(base: string): Listener {
    const listener: Listener = ({ tabId, frameId, url }) => {
      const link = frameId === 0 ? linkOf(url, base) : undefined;
      if (link === undefined) return;
      if (which === 'firefox') void take(link, tabId);
      else opened.set(tabId, link);
    };
    const { hostname } = new URL(base);
    if (which === 'firefox') {
      // Where the rule has ended a navigation: what it let pass, such as a form, is none of ours.
      onErrorOccurred.addListener(listener, { url: [{ hostEquals: hostname }] });
    } else {
      // Chromium tells there of the address that it was sent to, and of the link before: of its request, since one that another
      // site redirects to, as those in mails often are, begins no navigation of its own.
      onBeforeRequest.addListener(listener, { urls: [`*://${hostname}/*`], types: ['main_frame'] });
    }
    return listener;
  }

  if (which === 'chromium') {
    const url = [{ urlEquals: browser.runtime.getURL('/').replace(/\/$/, '') + LINK_PATH }];
    onErrorOccurred.addListener(
      ({ tabId }) => {
        const link = opened.get(tabId);
        opened.delete(tabId);
        if (link !== undefined) void take(link, tabId);
      },
      { url },
    );
  }
  listen(DEFAULT_LINK_BASE);
  let own: Listener | undefined;
  return {
    setOwnBase(base) {
      if (own !== undefined) {
        onErrorOccurred.removeListener(own);
        onBeforeRequest.removeListener(own);
      }
      own = base === undefined || base === DEFAULT_LINK_BASE ? undefined : listen(base);
    },
  };
}

/** Closes the tab that a link opened and that shows nothing; one in which it was clicked has stayed where it was. */
async function closeIfEmpty(tabId: number): Promise<void> {
  try {
    const frame = await browser.webNavigation.getFrame({ tabId, frameId: 0 });
    if (frame !== null && frame.url !== '' && frame.url !== 'about:blank') return;
    const { windowId } = await browser.tabs.get(tabId);
    const tabs = await browser.tabs.query(windowId === undefined ? {} : { windowId });
    // The last tab of a window would take the window along.
    if (tabs.length < 2) return;
    // Firefox keeps with a closed tab what was on its way to it, unless something else got there.
    const blank = becomesBlank(tabId);
    await browser.tabs.update(tabId, { url: 'about:blank' });
    await blank;
    await browser.tabs.remove(tabId);
  } catch {
    // It is gone already.
  }
}

/** Resolves when this tab shows a page again, or does not in good time. */
function becomesBlank(tabId: number): Promise<void> {
  const { onCommitted } = browser.webNavigation;
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      onCommitted.removeListener(look);
      resolve();
    };
    const look = (details: { tabId: number; frameId: number }): void => {
      if (details.tabId === tabId && details.frameId === 0) settle();
    };
    const timer = setTimeout(settle, 1_000);
    onCommitted.addListener(look);
  });
}

/** The events of a service worker, which the types of a page do not know. */
type InstallEvent = Event & { readonly addRoutes?: (routes: readonly object[]) => Promise<void> };
type FetchEvent = Event & {
  readonly request: Request;
  readonly respondWith: (response: Response) => void;
};
declare global {
  interface WindowEventMap {
    install: InstallEvent;
    fetch: FetchEvent;
  }
}

/**
 * Answers "no content" where the rules of Chromium send a link: the tab stays where it was, and nothing of the link gets into
 * history or session files. Every other request of our own pages goes past the worker. To be called in the first tick.
 */
export function answerLinks(): void {
  self.addEventListener('install', (event) => {
    void event.addRoutes?.([
      { condition: { urlPattern: { pathname: LINK_PATH } }, source: 'fetch-event' },
      { condition: { urlPattern: { pathname: '/*' } }, source: 'network' },
    ]);
  });
  self.addEventListener('fetch', (event) => {
    if (new URL(event.request.url).pathname !== LINK_PATH) return;
    // Without a type it would be a download.
    const headers = { 'content-type': 'text/html' };
    event.respondWith(new Response(null, { status: 204, headers }));
  });
}
