import type { Proxy } from 'webextension-polyfill';
import browser from '../webextension.browser.ts';
import { decide } from './decide.ts';
import { OUR_MATCHES } from './matches.ts';
import { CLOSED_PORT } from './pac.ts';
import type { ProxyTaker, SocksAddress } from './proxy-taker.ts';

/** What the Firefox taker needs besides the browser. */
export type FirefoxProxyOptions = {
  /** Resolves when a woken background knows its host again, or knows that there is none, or that this host name is shut anyway. */
  readonly whenKnown: (hostname: string) => Promise<void>;
};

/**
 * Answers Firefox's question where to send a request for our names. The listener stands from the
 * first tick on; no other request ever reaches it.
 */
export function createFirefoxProxy(options: FirefoxProxyOptions): ProxyTaker {
  let socks: SocksAddress | undefined;

  function proxyEntry(to: SocksAddress | undefined): unknown {
    return {
      type: 'socks',
      host: '127.0.0.1',
      port: to?.port ?? CLOSED_PORT,
      ...(to?.username === undefined ? {} : { username: to.username }),
      ...(to?.password === undefined ? {} : { password: to.password }),
      proxyDNS: true,
      failoverTimeout: 1,
    };
  }

  // A listener that throws would send the request out directly: whatever happens, a proxy comes back. (One whose background ends
  // before its answer does too, and no code of ours is left then: README, *what leaks*.)
  async function route(details: Proxy.OnRequestDetailsType): Promise<unknown> {
    try {
      const { hostname } = new URL(details.url);
      if (decide(hostname) === 'direct') return undefined;
      await options.whenKnown(hostname);
    } catch {
      // This request alone: the next one may well be known.
      return [proxyEntry(undefined), null];
    }
    // The closing null takes away Firefox's habit of going direct when a proxy fails.
    return [proxyEntry(socks), null];
  }

  function listen(): void {
    if (!browser.proxy.onRequest.hasListener(route)) {
      browser.proxy.onRequest.addListener(route, { urls: [...OUR_MATCHES] });
    }
  }

  listen();

  return {
    async apply(next) {
      socks = next;
      listen();
      return undefined;
    },
    async shut() {
      socks = undefined;
    },
    async release() {
      socks = undefined;
      browser.proxy.onRequest.removeListener(route);
    },
  };
}
