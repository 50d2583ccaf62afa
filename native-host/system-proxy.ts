import type { SystemProxy } from '../lib/protocol/host.ts';

/** What the operating system's programs print about its proxy settings, as values. Nothing here throws; what can't be read is `unknown`. */

const NONE: SystemProxy = { kind: 'none' };
const UNKNOWN: SystemProxy = { kind: 'unknown' };
const MAX_WORD = 300;
const MAX_BYPASS = 1000;
const MAX_URL = 4096;

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that Unix programs share; the lower-case ones win, and HTTP_PROXY in upper case is not read (CGI sets it). */
export function proxyFromEnvironment(env: Environment): SystemProxy {
  const all = env['all_proxy'] ?? env['ALL_PROXY'];
  return fixed(
    {
      http: fromUrl(env['http_proxy'] ?? all),
      https: fromUrl(env['https_proxy'] ?? env['HTTPS_PROXY'] ?? all),
      other: fromUrl(all),
    },
    splitList(env['no_proxy'] ?? env['NO_PROXY'] ?? '', /[\s,]+/),
  );
}

/** The output of `gsettings list-recursively org.gnome.system.proxy`. */
export function proxyFromGsettings(output: string): SystemProxy {
  const values = new Map<string, string>();
  for (const line of output.split('\n')) {
    const match = /^org\.gnome\.system\.proxy(\.\w+)?\s+(\S+)\s+(.*)$/.exec(line.trim());
    if (match) values.set(`${match[1] ?? ''}.${match[2] ?? ''}`, unquote(match[3] ?? ''));
  }
  switch (values.get('.mode') ?? '') {
    case 'none':
      return NONE;
    case 'auto':
      return pac(values.get('.autoconfig-url'));
    case 'manual': {
      const server = (section: string, word: string): string | undefined =>
        pacWord(word, values.get(`.${section}.host`), values.get(`.${section}.port`));
      const socks = server('socks', 'SOCKS5');
      const http = server('http', 'PROXY');
      const shared = values.get('.use-same-proxy') === 'true' ? http : undefined;
      return fixed(
        { http: http ?? socks, https: server('https', 'PROXY') ?? shared ?? socks, other: socks },
        [...(values.get('.ignore-hosts') ?? '').matchAll(/'([^']*)'/g)].map(
          (match) => match[1] ?? '',
        ),
      );
    }
    default:
      return UNKNOWN;
  }
}

/** The output of `scutil --proxy` on macOS. */
export function proxyFromScutil(output: string): SystemProxy {
  const value = (key: string): string | undefined =>
    new RegExp(`^\\s*${key} : (.+)$`, 'm').exec(output)?.[1]?.trim();
  if (!output.includes('<dictionary>')) return UNKNOWN;
  if (value('ProxyAutoConfigEnable') === '1') return pac(value('ProxyAutoConfigURLString'));
  if (value('ProxyAutoDiscoveryEnable') === '1') return { kind: 'auto-detect' };
  const server = (scheme: string, word: string): string | undefined =>
    value(`${scheme}Enable`) === '1'
      ? pacWord(word, value(`${scheme}Proxy`), value(`${scheme}Port`))
      : undefined;
  const socks = server('SOCKS', 'SOCKS5');
  const exceptions = /ExceptionsList : <array> \{([^}]*)\}/.exec(output)?.[1] ?? '';
  const bypass = [...exceptions.matchAll(/^\s*\d+ : (.+)$/gm)].map((match) =>
    (match[1] ?? '').trim(),
  );
  if (value('ExcludeSimpleHostnames') === '1') bypass.push('<local>');
  return fixed(
    {
      http: server('HTTP', 'PROXY') ?? socks,
      https: server('HTTPS', 'PROXY') ?? socks,
      other: socks,
    },
    bypass,
  );
}

/** The output of `reg query` of Windows' Internet Settings key. */
export function proxyFromRegistry(output: string): SystemProxy {
  const value = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s+REG_\\w+\\s+(.*)$`, 'mi').exec(output)?.[1]?.trim();
  if (!/Internet Settings/i.test(output)) return UNKNOWN;
  const url = value('AutoConfigURL');
  if (url) return pac(url);
  if (Number(value('ProxyEnable') ?? 0) !== 1) return NONE;
  const servers = new Map<string, string>();
  for (const part of (value('ProxyServer') ?? '').split(/[;\s]+/)) {
    const [scheme, server] = part.includes('=') ? part.split('=', 2) : ['', part];
    if (server) servers.set((scheme ?? '').toLowerCase(), server);
  }
  const one = fromUrl(servers.get(''));
  const socks = fromUrl(servers.get('socks'), 'SOCKS');
  return fixed(
    {
      http: fromUrl(servers.get('http')) ?? one ?? socks,
      https: fromUrl(servers.get('https')) ?? one ?? socks,
      other: socks ?? one,
    },
    splitList(value('ProxyOverride') ?? '', /[;\s]+/),
  );
}

type Servers = Readonly<Record<'http' | 'https' | 'other', string | undefined>>;

function fixed({ http, https, other }: Servers, bypass: readonly string[]): SystemProxy {
  if (http === undefined && https === undefined && other === undefined) return NONE;
  return {
    kind: 'fixed',
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(other === undefined ? {} : { other }),
    bypass: bypass
      .filter((pattern) => pattern !== '' && pattern.length <= MAX_WORD)
      .slice(0, MAX_BYPASS),
  };
}

function pac(url: string | undefined): SystemProxy {
  if (!url) return { kind: 'auto-detect' };
  return url.length <= MAX_URL ? { kind: 'pac', url } : UNKNOWN;
}

const WORDS: Readonly<Record<string, string>> = {
  http: 'PROXY',
  https: 'HTTPS',
  socks: 'SOCKS5',
  socks4: 'SOCKS',
  socks4a: 'SOCKS',
  socks5: 'SOCKS5',
  socks5h: 'SOCKS5',
};
const DEFAULT_PORTS: Readonly<Record<string, string>> = { PROXY: '80', HTTPS: '443' };

/** `scheme://user:pass@host:port/` or `host:port` as a PAC word; user and password have no place in one. */
function fromUrl(text: string | undefined, otherwise = 'PROXY'): string | undefined {
  const match =
    /^(?:([a-z0-9+.-]+):\/\/)?(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@\s]+)(?::(\d+))?\/?$/i.exec(
      (text ?? '').trim(),
    );
  if (!match) return undefined;
  const [, scheme, host, port] = match;
  const word = scheme === undefined ? otherwise : WORDS[scheme.toLowerCase()];
  return word === undefined
    ? undefined
    : pacWord(word, host, port ?? DEFAULT_PORTS[word] ?? '1080');
}

function pacWord(
  word: string,
  host: string | undefined,
  port: string | undefined,
): string | undefined {
  if (!host || !/^[\w.[\]:-]+$/.test(host) || host.length > 255) return undefined;
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) return undefined;
  return `${word} ${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${number}`;
}

function splitList(text: string, separator: RegExp): string[] {
  return text.split(separator).filter((part) => part !== '');
}

function unquote(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}
