import * as v from 'valibot';
import type { SystemProxy } from '../protocol/host.ts';
import type { RoutingFailure } from '../protocol/ui.ts';
import browser from '../webextension.browser.ts';
import {
  type Before,
  type FallThrough,
  ProxyConfig,
  readBefore,
  readSystemProxy,
} from './fall-through.ts';
import { OUR_MATCHES } from './matches.ts';
import { LOAD_TIME, pacText, shutPacText } from './pac.ts';
import type { ProxyTaker, SocksAddress } from './proxy-taker.ts';

const Details = v.object({ levelOfControl: v.string(), value: ProxyConfig });

/** How soon is looked again whether another extension has let go of the private windows' proxy, in ms. */
const LOOK_AGAIN = 3000;

/**
 * From which age on, in ms, a PAC is made anew when it is looked at. With the two seconds that Chromium waits after a change of the
 * network it must be less than `LOAD_TIME`.
 */
const RENEW_AFTER = LOAD_TIME / 3;

/** What the Chromium taker needs besides the browser. */
export type ChromiumProxyOptions = {
  /** The operating system's proxy as the host reads it; undefined while there is no host. */
  readonly systemProxy: () => Promise<SystemProxy | undefined>;
  /** The text of a PAC file; undefined when it cannot be had. */
  readonly fetchPac: (url: string) => Promise<string | undefined>;
  /** What stood before ours, kept for the next life of the worker: under our own setting it can't be seen. */
  readonly remember: (before: ProxyConfig) => Promise<void>;
  readonly recall: () => Promise<unknown>;
  /** Our PAC with the closed port, kept for the start of the next session, when nobody can say yet what stands underneath. */
  readonly rememberShut: (pac: string) => Promise<void>;
  readonly recallShut: () => Promise<string | undefined>;
  /** Whether the person agreed to replace a setting that can't be carried along. */
  readonly mayReplace: () => Promise<boolean>;
  /** The setting changed hands. */
  readonly onChange: () => void;
  /** Names may be shut by a PAC that was loaded anew later than it may be: `apply` is wanted. */
  readonly onLoadedLate: () => void;
  /** ms since 1970. */
  readonly now: () => number;
};

/** Takes the proxy setting of Chromium with a mandatory PAC for our names. */
export function createChromiumProxy(options: ChromiumProxyOptions): ProxyTaker {
  /** Something keeps the setting from us. */
  let kept = false;
  /** What is set is all that an earlier session left. */
  let inherited = false;
  let lookAgain: ReturnType<typeof setTimeout> | undefined;
  let last: { readonly before: Before; readonly fallThrough: FallThrough } | undefined;
  /** The last PAC that led to the host: its port, and when it was made. */
  let opened: { readonly port: number; readonly made: number } | undefined;

  async function current(): Promise<v.InferOutput<typeof Details> | undefined> {
    const parsed = v.safeParse(Details, await browser.proxy.settings.get({}));
    return parsed.success ? parsed.output : undefined;
  }

  /** Private windows may have a setting of their own. Where we are not allowed in them it can't be asked for, and no name opens. */
  async function heldInPrivate(): Promise<RoutingFailure | undefined> {
    const details = await browser.proxy.settings.get({ incognito: true }).catch(() => undefined);
    return details?.levelOfControl === 'controlled_by_other_extensions'
      ? 'proxy-held-by-extension'
      : undefined;
  }

  async function recall(): Promise<Before | undefined> {
    const parsed = v.safeParse(ProxyConfig, await options.recall());
    return parsed.success ? readBefore(parsed.output) : undefined;
  }

  async function resolveBefore(
    before: Before,
  ): Promise<FallThrough | 'later' | 'not-reproducible'> {
    switch (before.kind) {
      case 'known':
        return before.fallThrough;
      case 'not-reproducible':
        return 'not-reproducible';
      case 'pac-url': {
        const text = await options.fetchPac(before.url);
        return text === undefined
          ? 'not-reproducible'
          : { kind: 'pac', text, mandatory: before.mandatory };
      }
      case 'system': {
        const system = await options.systemProxy();
        if (system === undefined) return 'later';
        const resolved = readSystemProxy(system);
        return resolved.kind === 'system' ? 'not-reproducible' : resolveBefore(resolved);
      }
    }
  }

  async function apply(socks: SocksAddress | undefined): Promise<RoutingFailure | undefined> {
    let details = await current();
    if (details?.levelOfControl === 'controlled_by_this_extension') {
      const before = last?.before ?? (await recall());
      if (before === undefined) {
        await browser.proxy.settings.clear({ scope: 'regular' });
        details = await current();
      } else if (last === undefined || before.kind !== 'known') {
        return install(before, socks);
      } else {
        return set(last.fallThrough, socks);
      }
    }
    switch (details?.levelOfControl) {
      case 'controlled_by_other_extensions':
        return 'proxy-held-by-extension';
      case 'controllable_by_this_extension': {
        const before = readBefore(details.value);
        await options.remember(details.value);
        return install(before, socks);
      }
      default:
        return 'proxy-held-by-policy';
    }
  }

  async function install(
    before: Before,
    socks: SocksAddress | undefined,
  ): Promise<RoutingFailure | undefined> {
    const resolved = await resolveBefore(before);
    if (resolved === 'later') {
      // Without a host there is nothing to send to, and the gate's rules keep every name shut.
      if (last !== undefined) return set(last.fallThrough, socks);
      // What an earlier session knew of the system's proxy may be wrong by now, and no name is open yet.
      if (inherited) await browser.proxy.settings.clear({ scope: 'regular' });
      else await shut();
      return undefined;
    }
    if (resolved === 'not-reproducible' && !(await options.mayReplace())) {
      await browser.proxy.settings.clear({ scope: 'regular' });
      return 'proxy-not-reproducible';
    }
    const fallThrough: FallThrough =
      resolved === 'not-reproducible' ? { kind: 'direct' } : resolved;
    last = { before, fallThrough };
    inherited = false;
    return set(fallThrough, socks);
  }

  async function set(
    fallThrough: FallThrough,
    socks: SocksAddress | undefined,
  ): Promise<RoutingFailure | undefined> {
    const shutPac = shutPacText(fallThrough);
    const data = socks ? openPac(socks.port, fallThrough) : shutPac;
    const isSet = (await current())?.value.pacScript?.data === data;
    // First of all: storing may fail, and the port of a host that is gone may be anybody's.
    if (!isSet) await setPac(data);
    await options.rememberShut(shutPac);
    if (isSet) return undefined;
    // Read back: what another extension or a policy took in between is not ours.
    const after = await current();
    return after?.levelOfControl === 'controlled_by_this_extension' &&
      after.value.pacScript?.data === data
      ? undefined
      : 'proxy-held-by-extension';
  }

  /** What is set stays for a moment; after that the browser may have loaded it anew, and too late. */
  function openPac(port: number, fallThrough: FallThrough): string {
    const now = options.now();
    const made =
      opened?.port === port && Math.abs(now - opened.made) < RENEW_AFTER ? opened.made : now;
    opened = { port, made };
    return pacText(port, fallThrough, made);
  }

  async function shut(): Promise<void> {
    if ((await current())?.levelOfControl !== 'controlled_by_this_extension') return;
    const pac = await options.recallShut();
    if (pac === undefined) await browser.proxy.settings.clear({ scope: 'regular' });
    else await setPac(pac);
  }

  function setPac(data: string): Promise<void> {
    return browser.proxy.settings.set({
      scope: 'regular',
      value: { mode: 'pac_script', pacScript: { data, mandatory: true } },
    });
  }

  browser.proxy.settings.onChange.addListener((details) => {
    // What we set ourselves is no news, but what another extension lets go of comes back to us by itself.
    if (kept || details.levelOfControl !== 'controlled_by_this_extension') options.onChange();
  });

  // What the closed port gives: the browser has loaded our PAC anew, as it does when the network changes or what runs PACs ends.
  browser.webRequest.onErrorOccurred.addListener(
    ({ error }) => {
      if (error === 'net::ERR_PROXY_CONNECTION_FAILED') options.onLoadedLate();
    },
    { urls: [...OUR_MATCHES] },
  );

  // Of the setting of private windows it tells only while there is one: who took it before is seen when one opens.
  // And what loads in the first one has its PAC loaded anew.
  browser.windows.onCreated.addListener(({ incognito }) => {
    if (incognito) options.onChange();
  });

  return {
    async apply(socks) {
      clearTimeout(lookAgain);
      const own = await apply(socks);
      const failure = own ?? (await heldInPrivate());
      // And who lets go when the last one is closed isn't told of at all.
      if (own !== failure) lookAgain = setTimeout(options.onChange, LOOK_AGAIN);
      kept = failure !== undefined;
      return failure;
    },
    async shut() {
      inherited = true;
      await shut();
    },
    async release() {
      clearTimeout(lookAgain);
      last = undefined;
      await browser.proxy.settings.clear({ scope: 'regular' });
    },
  };
}
