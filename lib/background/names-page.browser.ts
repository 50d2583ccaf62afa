import type { Runtime } from 'webextension-polyfill';
import type { After } from '../host/client.ts';
import type { AzeroName } from '../names/name.ts';
import { NAMES_PAGE_ORIGIN } from '../protocol/ids.ts';
import { NAMES_PAGE_TTL } from '../protocol/limits.ts';
import { NAMES_PAGE_CHANNEL, type Welcome } from '../protocol/names-page.ts';
import type { Failure } from '../protocol/ui.ts';
import {
  FIRST_NAMES_PAGE_RULE,
  NAMES_OPENING_PATH,
  NAMES_PAGE_MATCH,
  namesPagePass,
  namesPageUrl,
} from '../routing/names-page-rules.ts';
import browser from '../webextension.browser.ts';
import { focusTab } from './call-windows.browser.ts';
import { hostFailure } from './failures.ts';
import type { HostKeeper } from './host-keeper.ts';
import { answerNamesPage, type NamesPageOptions, namesPageChain } from './names-page.ts';

/** The names page in this browser. */
export type NamesPage = {
  /** Has the host serve the page to this tab, for a name: the address is good once, in that tab, for a minute. */
  open(
    tabId: number,
    wanted: AzeroName | undefined,
  ): Promise<{ url: string } | { failure: Failure }>;
  /** Shows the page, and there a name: the tab that has the page, or a new one. */
  show(wanted: AzeroName | undefined): Promise<void>;
  /** Shuts the origin again for every tab. */
  shut(): Promise<void>;
};

/** Joins the names page to the browser; to be called in the first tick. Nobody is heard before `ready`. */
export function startNamesPage(
  options: NamesPageOptions & {
    readonly host: Pick<HostKeeper, 'connect' | 'request'>;
    readonly after: After;
    readonly ready: () => Promise<void>;
  },
): NamesPage {
  const { host, ready } = options;
  /** The addresses that were given out and have not greeted yet, by tab. */
  const passes = new Map<
    number,
    {
      readonly token: string;
      readonly ruleId: number;
      readonly wanted: AzeroName | undefined;
    }
  >();
  /** The name that the person comes for, by the tab of an open page, until the page has asked. */
  const wantedNames = new Map<number, AzeroName>();
  let order = 0;

  /** Takes back what a tab may load: each address is loaded once. What it was opened for; undefined where it never had `token`. */
  async function takeBack(tabId: number, token: string) {
    const pass = passes.get(tabId);
    if (pass?.token !== token) return undefined;
    passes.delete(tabId);
    await changeRules([pass.ruleId], []);
    return pass;
  }

  async function open(tabId: number, wanted: AzeroName | undefined): ReturnType<NamesPage['open']> {
    if (!options.isOn()) return { failure: { kind: 'switched-off' } };
    const state = await host.connect();
    if (state.state === 'down') return { failure: { kind: state.failure } };
    const isAble = state.state === 'connected' && state.hello.capabilities.includes('names-page');
    if (!isAble) return { failure: { kind: 'host-incompatible' } };
    const chain = namesPageChain(options.settings());
    const connect = chain.ok ? [...chain.value.connect] : [];
    const opened = await host.request('names-page.open', { connect });
    if (!opened.ok) return { failure: hostFailure(opened.error) };
    const { token } = opened.value;
    const before = passes.get(tabId);
    const rule = namesPagePass(token, tabId, (order += 1));
    passes.set(tabId, { token, ruleId: rule.id, wanted });
    await changeRules(before === undefined ? [] : [before.ruleId], [rule]);
    options.after(NAMES_PAGE_TTL, () => void takeBack(tabId, token));
    return { url: namesPageUrl(token) };
  }

  async function greet(message: unknown, tabId: number): ReturnType<typeof takeBack> {
    const isGreeting = typeof message === 'object' && message !== null && 'token' in message;
    return isGreeting ? takeBack(tabId, String(message.token)) : undefined;
  }

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== NAMES_PAGE_CHANNEL) return;
    const tabId = pageTab(port.sender);
    if (tabId === undefined) {
      port.disconnect();
      return;
    }
    talk(port, tabId);
  });

  function talk(port: Runtime.Port, tabId: number): void {
    let welcomed = false;
    let last = ready();
    async function take(message: unknown): Promise<void> {
      if (welcomed) {
        const reply = await answerNamesPage(options, message, () => {
          const wanted = wantedNames.get(tabId);
          wantedNames.delete(tabId);
          return wanted;
        });
        if (reply === undefined) port.disconnect();
        else port.postMessage(reply);
        return;
      }
      const pass = await greet(message, tabId);
      welcomed = pass !== undefined;
      wantedNames.delete(tabId);
      if (pass?.wanted) wantedNames.set(tabId, pass.wanted);
      const welcome: Welcome = { welcome: welcomed };
      port.postMessage(welcome);
      if (!welcomed) port.disconnect();
    }
    port.onMessage.addListener((message) => {
      // One after the other; a port that closed meanwhile throws, and nobody waits for its answer.
      last = last.then(() => take(message)).catch(() => port.disconnect());
    });
  }

  return {
    open,
    async show(wanted) {
      const opening = browser.runtime.getURL(NAMES_OPENING_PATH);
      const [tab] = await browser.tabs.query({ url: [NAMES_PAGE_MATCH] });
      // A page asks again when it comes to the front.
      if (tab?.id !== undefined && wanted) wantedNames.set(tab.id, wanted);
      const shown = tab?.id !== undefined && (await focusTab(tab.id));
      const url = wanted ? `${opening}?${new URLSearchParams({ name: wanted })}` : opening;
      if (!shown) await browser.tabs.create({ url });
    },
    async shut() {
      passes.clear();
      const rules = await browser.declarativeNetRequest.getSessionRules();
      const ids = rules.map(({ id }) => id).filter((id) => id >= FIRST_NAMES_PAGE_RULE);
      await changeRules(ids, []);
    },
  };
}

/** The tab of a port that our content script has opened on the names page itself, in no frame. */
function pageTab(sender: Runtime.MessageSender | undefined): number | undefined {
  const isPage =
    sender?.id === browser.runtime.id &&
    sender.frameId === 0 &&
    sender.url?.startsWith(`${NAMES_PAGE_ORIGIN}/`);
  return isPage ? sender.tab?.id : undefined;
}

function changeRules(
  removeRuleIds: number[],
  addRules: ReturnType<typeof namesPagePass>[],
): Promise<void> {
  return browser.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules });
}
