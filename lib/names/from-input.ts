import { err, ok, type Result } from '../result.ts';
import { type AzeroName, isOurHost, type NameError, parseHost } from './name.ts';

/** A place on a site of ours that a browser can be sent to. */
export type Target = {
  /** Normalised absolute URL, at most `MAX_URL` characters: scheme, `host`, port unless it is the scheme's own, path, query, fragment. */
  readonly url: string;
  readonly name: AzeroName;
  /** Lower case, no trailing dot; may have labels before the name, and `.a0`. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
};

/** Why a URL is no target. */
export type TargetError =
  | NameError
  | { readonly kind: 'malformed-url' }
  | { readonly kind: 'url-too-long' }
  /** Another scheme than http and https; `scheme` in lower case, at most 32 characters. */
  | { readonly kind: 'scheme-not-http'; readonly scheme: string }
  /** A user name or password before the host, which can make one host look like another. */
  | { readonly kind: 'user-info' }
  | { readonly kind: 'bad-port' };

/** Why what a person typed is no target. */
export type InputError = TargetError | { readonly kind: 'empty' };

/** Why the URL of a search is no visit: mostly because it is a real search. */
export type SearchError = InputError | { readonly kind: 'not-a-search' };

/** The longest URL that is taken or made, in UTF-16 units. */
export const MAX_URL = 8192;

/**
 * Reads an absolute URL strictly, as the gate must: http or https, one of our endings, no user-info, no control
 * characters, a host written in plain ASCII. The host is read twice, here and by the URL parser, and both must agree.
 */
export function parseTarget(url: string): Result<Target, TargetError> {
  if (url.length > MAX_URL) return err({ kind: 'url-too-long' });
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return err({ kind: 'malformed-url' });
  if (scheme !== 'http' && scheme !== 'https') {
    return err({ kind: 'scheme-not-http', scheme: scheme.slice(0, 32) });
  }
  const authority = /^:\/\/([^/?#\\]*)/.exec(url.slice(scheme.length))?.[1];
  if (authority === undefined) return err({ kind: 'malformed-url' });
  if (authority.includes('@')) return err({ kind: 'user-info' });
  const [, writtenHost = '', writtenPort = ''] = /^(.*?)(?::([^:]*))?$/s.exec(authority) ?? [];
  const host = parseHost(writtenHost);
  if (!host.ok) return host;
  if (!isPort(writtenPort)) return err({ kind: 'bad-port' });
  if (hasControl(url) || !URL.canParse(url)) return err({ kind: 'malformed-url' });
  const parsed = new URL(url);
  if (parsed.hostname.replace(/\.$/, '') !== host.value.host) return err({ kind: 'malformed-url' });
  const port = parsed.port === '' ? '' : `:${parsed.port}`;
  const place = parsed.pathname + parsed.search + parsed.hash;
  const normal = `${scheme}://${host.value.host}${port}${place}`;
  if (normal.length > MAX_URL) return err({ kind: 'url-too-long' });
  const { name } = host.value;
  const number = parsed.port === '' ? DEFAULT_PORTS[scheme] : Number(parsed.port);
  return ok({ url: normal, name, host: host.value.host, port: number, scheme });
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/**
 * Reads what a person typed in our own fields: a URL, a host with or without port and path, or a label alone
 * (`alice` means `alice.azero`). Without a scheme it is http: the overlay encrypts.
 */
export function readInput(text: string): Result<Target, InputError> {
  const typed = text.trim();
  if (typed.length > MAX_URL) return err({ kind: 'url-too-long' });
  const [, label, rest = ''] = /^([^.:/?#\\@\s]+)((?::\d|[/?#]).*)?$/s.exec(typed) ?? [];
  return label === undefined ? readWritten(typed) : parseTarget(`http://${label}.azero${rest}`);
}

/** The same without the bare label: something that names one of our endings itself. */
function readWritten(typed: string): Result<Target, InputError> {
  if (typed === '') return err({ kind: 'empty' });
  // `alice.azero:80` is a host and a port, `mailto:x` a scheme: no scheme in use has a dot.
  const hasScheme = /^[a-z][a-z0-9+-]*:(?!\d)/i.test(typed) || /^[^/?#]*:\/\//.test(typed);
  return parseTarget(hasScheme ? typed : `http://${typed}`);
}

/** The parameters that search engines carry the query in, the most common first. */
const QUERY_PARAMETERS = [
  'q',
  'p',
  'text',
  'wd',
  'word',
  'query',
  'search_query',
  'search',
  'keyword',
  'keywords',
] as const;

/**
 * Where a search was meant to go: the target when the query of a result page's URL is exactly one name or URL of ours,
 * an error when it is a real search. Which hosts are engines is the caller's to know.
 */
export function targetOfSearch(searchUrl: string): Result<Target, SearchError> {
  if (searchUrl.length > 4 * MAX_URL || !URL.canParse(searchUrl)) {
    return err({ kind: 'not-a-search' });
  }
  const parsed = new URL(searchUrl);
  const fromWeb = parsed.protocol === 'https:' || parsed.protocol === 'http:';
  if (!fromWeb || isOurHost(parsed.hostname)) return err({ kind: 'not-a-search' });
  for (const parameter of QUERY_PARAMETERS) {
    const values = new Set(parsed.searchParams.getAll(parameter).map((value) => value.trim()));
    values.delete('');
    const [query] = values;
    if (query !== undefined)
      return values.size === 1 ? readWritten(query) : err({ kind: 'not-a-search' });
  }
  return err({ kind: 'not-a-search' });
}

function isPort(text: string): boolean {
  return text === '' || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535);
}

/** Tabs and newlines vanish inside a URL when it is parsed, other controls are encoded: neither belongs in one. */
function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
