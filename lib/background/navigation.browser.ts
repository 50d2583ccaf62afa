import { parseTarget, readInput, type Target } from '../names/from-input.ts';
import { BREAKS_AGAIN } from '../protocol/limits.ts';
import { isBrokenWay } from '../routing/failed-navigation.ts';
import { readGateAddress } from '../routing/gate-address.ts';
import { letSearch } from '../routing/gate-rules.browser.ts';
import { BROKE_MARK, FORM_MARK, gateUrl } from '../routing/gate-url.ts';
import { OUR_DOMAINS, OUR_MATCHES } from '../routing/matches.ts';
import { isSearchUrl } from '../routing/search-engines.ts';
import browser from '../webextension.browser.ts';

/** What the background remembers of navigations to our names. */
export type Navigations = {
  /** The full address of this tab's last navigation to one of our names. */
  lastTarget(tabId: number): string | undefined;
  /** Sends the tabs with our names to the gate: what was restored before the rules of this session were there, and what is open when they go. */
  catchUp(): Promise<void>;
  /** Makes the search in this tab that only looked like one for a name. */
  searchAnyway(tabId: number, url: string): Promise<void>;
};

/** What watching navigations needs. */
export type NavigationsOptions = {
  readonly isOn: () => Promise<boolean>;
  /** Whether the browser blocks every navigation to our names instead of taking it to the gate. */
  readonly isBlocked: () => Promise<boolean>;
  /** Does the work of a gate that can't be shown; whether the name may pass now. */
  readonly open: (target: Target) => Promise<boolean>;
};

/**
 * Watches navigations to our names, and no others: keeps the full address for a gate whose own
 * address lost it, and brings the gate back, as the page that explains, where the way to a node broke.
 */
export function watchNavigations({ isOn, isBlocked, open }: NavigationsOptions): Navigations {
  const gate = gateUrl(browser.runtime.getURL('/'));
  const targets = new Map<number, string>();
  /** When a tab went on without a gate, in ms since 1970. */
  const unseen = new Map<number, number>();

  browser.webNavigation.onBeforeNavigate.addListener(
    ({ tabId, frameId, url }) => {
      if (frameId !== 0) return;
      targets.set(tabId, url);
      void explainBlocked(tabId, url);
    },
    { url: OUR_DOMAINS.map((domain) => ({ hostSuffix: `.${domain}` })) },
  );

  browser.webRequest.onErrorOccurred.addListener((details) => void explain(details), {
    urls: [...OUR_MATCHES],
    types: ['main_frame'],
  });

  // Chromium shows no page of an extension in a private window: the name is opened without one there.
  browser.webNavigation.onErrorOccurred.addListener(
    ({ tabId, frameId, url }) => {
      if (frameId === 0) void openUnseen(tabId, url);
    },
    { url: [{ urlPrefix: gate }] },
  );

  async function openUnseen(tabId: number, url: string): Promise<void> {
    const { incognito, windowId } = await browser.tabs.get(tabId);
    if (!incognito || !(await isOn())) return;
    const { search, hash } = new URL(url);
    const ask = readGateAddress(search, hash || `#${targets.get(tabId) ?? ''}`);
    if (ask.kind === 'search') await searchAnyway(tabId, ask.url);
    else if (ask.kind === 'visit' && (await open(ask.target))) {
      unseen.set(tabId, Date.now());
      await browser.tabs.update(tabId, { url: ask.target.url });
    }
    // The toolbar window says why the name is shut. A form is not sent, and nobody can be asked whether to go on without it.
    else await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  }

  async function searchAnyway(tabId: number, url: string): Promise<void> {
    if (!isSearchUrl(url)) return;
    await letSearch(tabId);
    await browser.tabs.update(tabId, { url });
  }

  /** Where no rule may redirect, the browser says nothing of what it blocks. */
  async function explainBlocked(tabId: number, url: string): Promise<void> {
    if (await isBlocked()) await browser.tabs.update(tabId, { url: `${gate}#${url}` });
  }

  async function explain(details: {
    tabId: number;
    url: string;
    error: string;
    method: string;
  }): Promise<void> {
    if (details.tabId < 0 || !isBrokenWay(details.error) || !(await isOn())) return;
    // No gate counts there how often it went on: the browser's own error stays.
    if (Date.now() - (unseen.get(details.tabId) ?? 0) < BREAKS_AGAIN) return;
    const target = parseTarget(details.url);
    if (!target.ok) return;
    const read = details.method === 'GET' || details.method === 'HEAD';
    // The request has no fragment; the navigation it belongs to had one.
    const whole = targets.get(details.tabId);
    const address = whole?.split('#')[0] === details.url ? whole : target.value.url;
    await browser.tabs.update(details.tabId, {
      url: `${gate}${read ? BROKE_MARK : FORM_MARK}#${address}`,
    });
  }

  /** Resolves when this tab shows another page, or does not in good time. */
  function leaves(tabId: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (details: { tabId: number; frameId: number }): void => {
        if (details.tabId === tabId && details.frameId === 0) settle();
      };
      const settle = (): void => {
        clearTimeout(timer);
        browser.webNavigation.onCommitted.removeListener(look);
        resolve();
      };
      const timer = setTimeout(settle, 1_000);
      browser.webNavigation.onCommitted.addListener(look);
    });
  }

  browser.tabs.onRemoved.addListener((tabId) => {
    targets.delete(tabId);
    unseen.delete(tabId);
  });

  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    const input = readInput(text);
    // What is no name of ours is explained by the gate too.
    const url = input.ok ? input.value.url : `${gate}#${encodeURI(text)}`;
    if (disposition === 'currentTab') void browser.tabs.update({ url });
    else void browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  });

  return {
    lastTarget: (tabId) => targets.get(tabId),
    searchAnyway,
    async catchUp() {
      // What is not loaded yet will meet the rules when it is.
      const tabs = await browser.tabs.query({ discarded: false });
      await Promise.all(
        tabs.map(async ({ id, url, pendingUrl }) => {
          const target = parseTarget(pendingUrl ?? url ?? '');
          if (id === undefined || !target.ok) return;
          const left = leaves(id);
          try {
            await browser.tabs.update(id, { url: `${gate}#${target.value.url}` });
            await left;
          } catch {
            // The tab is gone by now.
          }
        }),
      );
    },
  };
}
