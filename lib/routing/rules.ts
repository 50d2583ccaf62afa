/**
 * The declarative rules that keep our names shut until they are opened, and other sites out of them.
 *
 * Static rules exist before any worker runs: every navigation to one of our names goes to the gate,
 * everything else that asks for one is blocked. Dynamic rules do the same with the full address in
 * the gate's fragment, and turn a search for a name into its visit. Session rules let exactly the
 * names that were opened pass; they are gone with the browser session.
 */
import { type AzeroName, ENDINGS, endingOf, labelOf } from '../names/name.ts';
import { FORM_MARK, GATE_PATH, gateUrl } from './gate-url.ts';
import { OUR_DOMAINS } from './matches.ts';
import { SEARCH_ENGINE_HOSTS, searchHosts } from './search-engines.ts';

/** One rule, in the words of the declarativeNetRequest API. */
export type Rule = {
  id: number;
  priority: number;
  condition: {
    requestDomains?: string[];
    initiatorDomains?: string[];
    excludedInitiatorDomains?: string[];
    resourceTypes?: ResourceType[];
    excludedResourceTypes?: ResourceType[];
    requestMethods?: string[];
    excludedRequestMethods?: string[];
    regexFilter?: string;
    urlFilter?: string;
    isUrlFilterCaseSensitive?: boolean;
    tabIds?: number[];
  };
  action:
    | { type: 'block' | 'allow' }
    | { type: 'redirect'; redirect: { extensionPath: string } | { regexSubstitution: string } }
    | {
        type: 'modifyHeaders';
        responseHeaders: { header: string; operation: 'set' | 'append'; value: string }[];
      };
};

type ResourceType =
  | 'main_frame'
  | 'sub_frame'
  | 'script'
  | 'object'
  | 'xmlhttprequest'
  | 'other'
  | 'font'
  | 'image'
  | 'media'
  | 'stylesheet';

const READING = ['get', 'head'];

// A higher number wins; an `allow` beats everything of its own or a lower priority.
const SHUT = 10;
const SHUT_WITH_ADDRESS = 20;
const OPENED = 30;
/** An `allow` also takes away what rules of its own or a lower priority do to headers. */
const ALWAYS = 40;

/** The rules that the package carries: they hold before any code of ours runs. */
export function staticRules(): Rule[] {
  return [
    {
      id: 1,
      priority: SHUT,
      condition: { requestDomains: [...OUR_DOMAINS], excludedResourceTypes: ['main_frame'] },
      action: { type: 'block' },
    },
    {
      id: 2,
      priority: SHUT,
      condition: {
        requestDomains: [...OUR_DOMAINS],
        resourceTypes: ['main_frame'],
        requestMethods: READING,
      },
      action: { type: 'redirect', redirect: { extensionPath: GATE_PATH } },
    },
    {
      id: 3,
      priority: SHUT,
      condition: {
        requestDomains: [...OUR_DOMAINS],
        resourceTypes: ['main_frame'],
        excludedRequestMethods: READING,
      },
      action: { type: 'redirect', redirect: { extensionPath: GATE_PATH + FORM_MARK } },
    },
  ];
}

/** The parameters that hold the query over all engines of `SEARCH_ENGINE_HOSTS`: more would not fit the 2 kB that a rule's compiled expression may take. */
const SEARCH_PARAMETERS = ['q', 'p', 'text', 'wd', 'query'];

/** A search whose whole query is one name or address of ours, as a regular expression (RE2) over the results URL. What follows the name may be encoded: `%3a`, `%2f`, `%3f`, `%23`. */
const NAME_SEARCH = `^.*[?&](${SEARCH_PARAMETERS.join('|')})=(https?(:|%3a)(/|%2f)+)?[a-z0-9.-]+\\.(${ENDINGS.join('|')})\\.?(([:/?]|%[23][af3])[^&#+]*)?([&#].*)?$`;

/**
 * Pages of our names come through a proxy on 127.0.0.1, and browsers take them for pages of this
 * machine, which may reach its other servers and the LAN (measured). Chromium has a directive that
 * takes that away; Firefox needs a list of what may be loaded: our names, and the web over TLS,
 * which no device of a LAN can offer under its address.
 */
function outsiderPolicy(which: 'chromium' | 'firefox'): string {
  if (which === 'chromium') return 'treat-as-public-address';
  const own = ['http', 'https', 'ws', 'wss'].flatMap((scheme) =>
    ENDINGS.map((ending) => `${scheme}://*.${ending}:*`),
  );
  return `default-src 'self' data: blob: https: wss: ${own.join(' ')} 'unsafe-inline' 'unsafe-eval'`;
}

/** Every kind of response that can become a document or a worker, and what they load. */
const WITH_POLICY: ResourceType[] = [
  'main_frame',
  'sub_frame',
  'script',
  'object',
  'xmlhttprequest',
  'other',
  'font',
  'image',
  'media',
  'stylesheet',
];

/** This machine and private networks by their literal addresses (RFC 1918, RFC 6598, RFC 3927, loopback), and every IPv6 address: telling the local ones apart would not fit the expression. */
const LOCAL_ADDRESS =
  '^[a-z]+://([[]|(([^/]*[.])?localhost|(127|10|192[.]168|169[.]254|172[.](1[6-9]|2[0-9]|3[01])|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|0)[.][0-9.]+)[.]?[:/])';

/** The rules that need the extension's own address. `extensionUrl` is `runtime.getURL('/')`, `off` the engines that are left alone (`searchHosts`). */
export function dynamicRules(
  extensionUrl: string,
  which: 'chromium' | 'firefox',
  off: readonly string[] = [],
): Rule[] {
  const gate = gateUrl(extensionUrl);
  const engines = searchHosts(off);
  const rules: Rule[] = [
    {
      id: 4,
      priority: ALWAYS,
      condition: { requestDomains: [...OUR_DOMAINS], resourceTypes: WITH_POLICY },
      action: {
        type: 'modifyHeaders',
        responseHeaders: [
          { header: 'content-security-policy', operation: 'append', value: outsiderPolicy(which) },
        ],
      },
    },
    {
      id: 5,
      priority: SHUT,
      condition: {
        initiatorDomains: [...ENDINGS],
        regexFilter: LOCAL_ADDRESS,
        excludedResourceTypes: ['main_frame'],
      },
      action: { type: 'block' },
    },
    {
      id: 1,
      priority: SHUT_WITH_ADDRESS,
      condition: {
        requestDomains: [...OUR_DOMAINS],
        regexFilter: '^.*$',
        resourceTypes: ['main_frame'],
        requestMethods: READING,
      },
      action: { type: 'redirect', redirect: { regexSubstitution: `${gate}#\\0` } },
    },
    {
      id: 2,
      priority: SHUT_WITH_ADDRESS,
      condition: {
        requestDomains: [...OUR_DOMAINS],
        regexFilter: '^.*$',
        resourceTypes: ['main_frame'],
        excludedRequestMethods: READING,
      },
      action: { type: 'redirect', redirect: { regexSubstitution: `${gate}${FORM_MARK}#\\0` } },
    },
    {
      id: 3,
      priority: SHUT_WITH_ADDRESS,
      condition: {
        requestDomains: engines,
        regexFilter: NAME_SEARCH,
        isUrlFilterCaseSensitive: false,
        resourceTypes: ['main_frame'],
      },
      action: { type: 'redirect', redirect: { regexSubstitution: `${gate}#\\0` } },
    },
  ];
  // A rule for no host at all would be one for every host.
  return engines.length > 0 ? rules : rules.slice(0, -1);
}

/**
 * Shuts our names altogether. Without the permission for them a browser follows no rule that redirects, to the gate or
 * anywhere: navigations would go out as to any unknown name, and only a rule that blocks still holds.
 */
export function blockRule(): Rule {
  return {
    id: 6,
    priority: OPENED + 1,
    condition: { requestDomains: [...OUR_DOMAINS], resourceTypes: ['main_frame'] },
    action: { type: 'block' },
  };
}

/** The rules that let the opened names pass, and no others. */
export function sessionRules(opened: readonly AzeroName[]): Rule[] {
  if (opened.length === 0) return [];
  const requestDomains = opened.flatMap((name) =>
    endingOf(name) === 'azero' ? [name, `${labelOf(name)}.a0`] : [name],
  );
  return [
    {
      id: 1,
      priority: OPENED,
      // Links and bookmarks may come from anywhere, a form only from one of our own names.
      condition: { requestDomains, resourceTypes: ['main_frame'], requestMethods: READING },
      action: { type: 'allow' },
    },
    {
      id: 2,
      priority: OPENED,
      condition: { requestDomains, initiatorDomains: [...ENDINGS], resourceTypes: ['main_frame'] },
      action: { type: 'allow' },
    },
    {
      id: 3,
      priority: OPENED,
      condition: {
        requestDomains,
        initiatorDomains: [...ENDINGS],
        excludedResourceTypes: ['main_frame'],
      },
      action: { type: 'allow' },
    },
  ];
}

/** Lets one tab search in peace until the next name is opened: its query only looked like a name. */
export function searchRule(tabId: number): Rule {
  return {
    id: 10,
    priority: OPENED,
    condition: {
      requestDomains: [...SEARCH_ENGINE_HOSTS],
      tabIds: [tabId],
      resourceTypes: ['main_frame'],
    },
    action: { type: 'allow' },
  };
}

/** Lets the extension itself ask for a name that nobody has, to see whether the request comes out at the host. */
export function checkRule(host: string, extensionId: string): Rule {
  return {
    id: 11,
    priority: OPENED,
    condition: { requestDomains: [host], initiatorDomains: [extensionId] },
    action: { type: 'allow' },
  };
}
