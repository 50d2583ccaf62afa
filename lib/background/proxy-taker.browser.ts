import { parseHost } from '../names/name.ts';
import {
  type ChromiumProxyOptions,
  createChromiumProxy,
} from '../routing/chromium-proxy.browser.ts';
import { createFirefoxProxy } from '../routing/firefox-proxy.browser.ts';
import type { ProxyTaker } from '../routing/proxy-taker.ts';
import { proxyBeforeItem, proxyShutItem } from '../state/items.browser.ts';
import type { HostKeeper } from './host-keeper.ts';
import type { Visits } from './visits.ts';

/** Takes Firefox's requests for our names, each of which waits until it is known where it goes. */
export function startFirefoxProxy(options: {
  readonly host: HostKeeper;
  /** The present start, or the last change of settings. */
  readonly ready: () => Promise<void>;
  readonly passes: Visits['passes'];
  /** What is in the way once all changes so far are in effect. */
  readonly routingFailure: () => Promise<unknown>;
}): ProxyTaker {
  return createFirefoxProxy({
    async whenKnown(hostname) {
      await options.ready();
      // Firefox asks where to send a navigation before its rules take it to the gate, which shows the waiting.
      const named = parseHost(hostname);
      if (named.ok && !options.passes(named.value.name)) return;
      await options.host.connect();
      await options.routingFailure();
    },
  });
}

/** Takes Chromium's proxy setting; the host reads what stood before it. */
export function startChromiumProxy(
  host: HostKeeper,
  options: Pick<ChromiumProxyOptions, 'mayReplace' | 'onChange' | 'onLoadedLate'>,
): ProxyTaker {
  return createChromiumProxy({
    ...options,
    async systemProxy() {
      if (host.state().state !== 'connected') return undefined;
      const answer = await host.request('system-proxy', {});
      return answer.ok ? answer.value : { kind: 'unknown' };
    },
    async fetchPac(url) {
      const answer = await host.request('pac.fetch', { url });
      return answer.ok ? answer.value.text : undefined;
    },
    remember: proxyBeforeItem.set,
    recall: proxyBeforeItem.get,
    rememberShut: proxyShutItem.set,
    recallShut: proxyShutItem.get,
    now: Date.now,
  });
}
