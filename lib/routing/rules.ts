/**
 * The declarative rules that keep our names shut until they are opened, and other sites out of them.
 *
 * Static rules exist before any worker runs: every navigation to one of our names goes to the gate,
 * everything else that asks for one is blocked. Dynamic rules do the same with the full address in
 * the gate's fragment, and turn a search for a name into its visit. Session rules let exactly the
 * names that were opened pass; they are gone with the browser session.
 */
import { type AzeroName, ENDINGS, endingOf, labelOf } from '../names/name.ts';
import { SEARCH_ENGINE_DOMAINS } from './search-engines.ts';

/** The page that navigations are sent to, below the extension's own address. */
export const GATE_PATH = '/gate.html';

/** Marks a gate address whose navigation carried a form that was not sent. */
export const FORM_MARK = '?form';

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
    isUrlFilterCaseSensitive?: boolean;
  };
  action:
    | { type: 'block' | 'allow' }
    | { type: 'redirect'; redirect: { extensionPath: string } | { regexSubstitution: string } }
    | {
        type: 'modifyHeaders';
        responseHeaders: { header: string; operation: 'set' | 'append'; value: string }[];
      };
};

type ResourceType = 'main_frame';

const OUR_DOMAINS = [...ENDINGS];
const READING = ['get', 'head'];

// A higher number wins; an `allow` beats everything of its own or a lower priority.
const SHUT = 10;
const SHUT_WITH_ADDRESS = 20;
const OPENED = 30;

/** The rules that the package carries: they hold before any code of ours runs. */
export function staticRules(): Rule[] {
  return [
    {
      id: 1,
      priority: SHUT,
      condition: { requestDomains: OUR_DOMAINS, excludedResourceTypes: ['main_frame'] },
      action: { type: 'block' },
    },
    {
      id: 2,
      priority: SHUT,
      condition: {
        requestDomains: OUR_DOMAINS,
        resourceTypes: ['main_frame'],
        requestMethods: READING,
      },
      action: { type: 'redirect', redirect: { extensionPath: GATE_PATH } },
    },
    {
      id: 3,
      priority: SHUT,
      condition: {
        requestDomains: OUR_DOMAINS,
        resourceTypes: ['main_frame'],
        excludedRequestMethods: READING,
      },
      action: { type: 'redirect', redirect: { extensionPath: GATE_PATH + FORM_MARK } },
    },
  ];
}

/** The parameters that hold the query over all engines of `SEARCH_ENGINE_DOMAINS`: more would not fit the 2 kB that a rule's compiled expression may take. */
const SEARCH_PARAMETERS = ['q', 'p', 'text', 'wd', 'query'];

/** A search whose whole query is one name or address of ours, as a regular expression (RE2) over the results URL. What follows the name may be encoded: `%3a`, `%2f`, `%3f`, `%23`. */
const NAME_SEARCH = `^.*[?&](${SEARCH_PARAMETERS.join('|')})=(https?(:|%3a)(/|%2f)+)?[a-z0-9.-]+\\.(${ENDINGS.join('|')})\\.?(([:/?]|%[23][af3])[^&#+]*)?([&#].*)?$`;

/** The rules that need the extension's own address. `extensionUrl` is `runtime.getURL('')`, with its slash. */
export function dynamicRules(extensionUrl: string): Rule[] {
  const gate = extensionUrl.replace(/\/$/, '') + GATE_PATH;
  return [
    {
      id: 1,
      priority: SHUT_WITH_ADDRESS,
      condition: {
        requestDomains: OUR_DOMAINS,
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
        requestDomains: OUR_DOMAINS,
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
        requestDomains: [...SEARCH_ENGINE_DOMAINS],
        regexFilter: NAME_SEARCH,
        isUrlFilterCaseSensitive: false,
        resourceTypes: ['main_frame'],
      },
      action: { type: 'redirect', redirect: { regexSubstitution: `${gate}#\\0` } },
    },
  ];
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
      condition: { requestDomains, initiatorDomains: OUR_DOMAINS, resourceTypes: ['main_frame'] },
      action: { type: 'allow' },
    },
    {
      id: 3,
      priority: OPENED,
      condition: {
        requestDomains,
        initiatorDomains: OUR_DOMAINS,
        excludedResourceTypes: ['main_frame'],
      },
      action: { type: 'allow' },
    },
  ];
}
