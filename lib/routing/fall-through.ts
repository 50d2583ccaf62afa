import * as v from 'valibot';
import type { SystemProxy } from '../protocol/host.ts';

/** One exception of a fixed proxy: requests that go direct. */
export type Bypass =
  | { readonly kind: 'local' } // plain host names without a dot
  | {
      readonly kind: 'hosts';
      readonly pattern: string;
      readonly scheme?: string;
      readonly port?: number;
    }
  | { readonly kind: 'network'; readonly address: string; readonly prefix: number };

/**
 * What the person had before us, for every request that is not ours: a PAC replaces the whole
 * setting on Chromium, so it has to be carried along. Words are PAC results (`PROXY host:port`).
 */
export type FallThrough =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'fixed';
      readonly http?: string;
      readonly https?: string;
      readonly other?: string;
      readonly bypass: readonly Bypass[];
    }
  /** `mandatory`: a PAC that cannot be used stops the request instead of letting it go direct. */
  | { readonly kind: 'pac'; readonly text: string; readonly mandatory: boolean };

/** What is known of the setting underneath ours; the second half still has to be looked up. */
export type Before =
  | { readonly kind: 'known'; readonly fallThrough: FallThrough }
  | { readonly kind: 'system' }
  | { readonly kind: 'pac-url'; readonly url: string; readonly mandatory: boolean }
  | { readonly kind: 'not-reproducible' };

const Server = v.object({
  scheme: v.optional(v.string()),
  host: v.string(),
  port: v.optional(v.number()),
});

/** The value of `chrome.proxy.settings`, as far as we read it. */
export const ProxyConfig = v.object({
  mode: v.string(),
  rules: v.optional(
    v.object({
      singleProxy: v.optional(Server),
      proxyForHttp: v.optional(Server),
      proxyForHttps: v.optional(Server),
      fallbackProxy: v.optional(Server),
      bypassList: v.optional(v.array(v.string())),
    }),
  ),
  pacScript: v.optional(
    v.object({
      data: v.optional(v.string()),
      url: v.optional(v.string()),
      mandatory: v.optional(v.boolean()),
    }),
  ),
});
/** The value of `chrome.proxy.settings`, as far as we read it. */
export type ProxyConfig = v.InferOutput<typeof ProxyConfig>;

const PAC_WORDS: Readonly<Record<string, readonly [word: string, defaultPort: number]>> = {
  http: ['PROXY', 80],
  https: ['HTTPS', 443],
  socks4: ['SOCKS', 1080],
  socks5: ['SOCKS5', 1080],
};

function pacWord(server: v.InferOutput<typeof Server> | undefined): string | undefined {
  if (server === undefined) return undefined;
  const known = PAC_WORDS[server.scheme ?? 'http'];
  // Only what a host and a port are made of: the word ends up in a PAC result.
  if (known === undefined || !/^[\w.:[\]-]+$/.test(server.host)) return undefined;
  const host =
    server.host.includes(':') && !server.host.startsWith('[') ? `[${server.host}]` : server.host;
  return `${known[0]} ${host}:${server.port ?? known[1]}`;
}

/**
 * Reads one entry of a bypass list as Chromium writes it (net/docs/proxy.md, "Proxy bypass rules"):
 * `<local>`, `[scheme://]pattern[:port]`, `.suffix`, an IP address, a CIDR network.
 */
export function parseBypass(entry: string): Bypass | undefined {
  const text = entry.trim().toLowerCase();
  if (text === '') return undefined;
  if (text === '<local>') return { kind: 'local' };
  const network = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text);
  if (network?.[1] !== undefined && network[2] !== undefined) {
    return { kind: 'network', address: network[1], prefix: Number(network[2]) };
  }
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[0-9a-f:.]+\]|[^:/\s]+)(?::(\d{1,5}))?$/.exec(
    text,
  );
  const host = parts?.[2];
  if (host === undefined) return undefined;
  return {
    kind: 'hosts',
    pattern: host.startsWith('.') ? `*${host}` : host,
    ...(parts?.[1] === undefined ? {} : { scheme: parts[1] }),
    ...(parts?.[3] === undefined ? {} : { port: Number(parts[3]) }),
  };
}

function parseBypassList(list: readonly string[]): readonly Bypass[] {
  return list.map(parseBypass).filter((bypass) => bypass !== undefined);
}

/** Reads the setting that stood before ours. */
export function readBefore(config: ProxyConfig): Before {
  switch (config.mode) {
    case 'direct':
      return { kind: 'known', fallThrough: { kind: 'direct' } };
    case 'system':
      return { kind: 'system' };
    case 'pac_script': {
      const { data, url, mandatory = false } = config.pacScript ?? {};
      if (data !== undefined && data !== '')
        return { kind: 'known', fallThrough: { kind: 'pac', text: data, mandatory } };
      return url === undefined || url === ''
        ? { kind: 'not-reproducible' }
        : { kind: 'pac-url', url, mandatory };
    }
    case 'fixed_servers': {
      const { rules } = config;
      if (rules === undefined) return { kind: 'not-reproducible' };
      const single = pacWord(rules.singleProxy);
      const other = single ?? pacWord(rules.fallbackProxy);
      const http = single ?? pacWord(rules.proxyForHttp) ?? other;
      const https = single ?? pacWord(rules.proxyForHttps) ?? other;
      const named = [
        rules.singleProxy,
        rules.proxyForHttp,
        rules.proxyForHttps,
        rules.fallbackProxy,
      ];
      // A server that PAC has no word for (QUIC) can't be carried along, and leaving it out would be a bypass.
      if (named.some((server) => server !== undefined && pacWord(server) === undefined)) {
        return { kind: 'not-reproducible' };
      }
      return { kind: 'known', fallThrough: fixed(http, https, other, rules.bypassList ?? []) };
    }
    default:
      return { kind: 'not-reproducible' };
  }
}

function fixed(
  http: string | undefined,
  https: string | undefined,
  other: string | undefined,
  bypass: readonly string[],
): FallThrough {
  return {
    kind: 'fixed',
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(other === undefined ? {} : { other }),
    bypass: parseBypassList(bypass),
  };
}

/** What the operating system's proxy means for the fall-through, as the host read it. */
export function readSystemProxy(system: SystemProxy): Before {
  switch (system.kind) {
    case 'none':
      return { kind: 'known', fallThrough: { kind: 'direct' } };
    case 'fixed':
      return {
        kind: 'known',
        fallThrough: fixed(system.http, system.https, system.other, system.bypass),
      };
    case 'pac':
      return { kind: 'pac-url', url: system.url, mandatory: false };
    case 'auto-detect':
    case 'unknown':
      return { kind: 'not-reproducible' };
  }
}
