/**
 * The rules that keep the origin of the names page shut. A wallet remembers whom it trusts by origin, and whatever listens on that
 * port of this machine would be it; so nothing of it loads in this browser, but the one address that the host has just given out,
 * in the tab that asked for it.
 *
 * The static rule is there before any code of ours runs, and stays when Copybara is switched off.
 */
import { NAMES_PAGE_HOST, NAMES_PAGE_ORIGIN } from '../protocol/ids.ts';
import type { Rule } from './rules.ts';

/** The page that asks the host to serve the names page, and says why where it can't. */
export const NAMES_OPENING_PATH = '/names.html';

/** The origin as a match pattern: those of Firefox know no ports. */
export const NAMES_PAGE_MATCH = `*://${NAMES_PAGE_HOST}/*`;

const SHUT = 10;
const EXPLAINED = 20;
const OPENED = 30;

/** The ids of session rules from here on are these. */
export const FIRST_NAMES_PAGE_RULE = 1_000;

/** Blocks the origin, on any port. A rule that names no types leaves navigations out, so they have one of their own. */
export function namesPageGuard(): Rule[] {
  const requestDomains = [NAMES_PAGE_HOST];
  return [
    {
      id: 1,
      priority: SHUT,
      condition: { requestDomains, excludedResourceTypes: ['main_frame'] },
      action: { type: 'block' },
    },
    {
      id: 2,
      priority: SHUT,
      condition: { requestDomains, resourceTypes: ['main_frame'] },
      action: { type: 'block' },
    },
  ];
}

/** Sends a navigation there, such as a reload, to the page that opens it anew; only where the browser may follow it. */
export function namesPageRedirect(): Rule {
  return {
    id: 7,
    priority: EXPLAINED,
    condition: { requestDomains: [NAMES_PAGE_HOST], resourceTypes: ['main_frame'] },
    action: { type: 'redirect', redirect: { extensionPath: NAMES_OPENING_PATH } },
  };
}

/** The address under which the host serves the page once. */
export function namesPageUrl(token: string): string {
  return `${NAMES_PAGE_ORIGIN}/?${token}`;
}

/** Lets this tab load that address; `order` tells tabs apart. */
export function namesPagePass(token: string, tabId: number, order: number): Rule {
  return {
    id: FIRST_NAMES_PAGE_RULE + order,
    priority: OPENED,
    condition: {
      urlFilter: `|${namesPageUrl(token)}|`,
      isUrlFilterCaseSensitive: true,
      tabIds: [tabId],
      resourceTypes: ['main_frame'],
      requestMethods: ['get'],
    },
    action: { type: 'allow' },
  };
}
