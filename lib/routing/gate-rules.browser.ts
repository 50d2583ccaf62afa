import type { AzeroName } from '../names/name.ts';
import type { RoutingFailure } from '../protocol/ui.ts';
import browser from '../webextension.browser.ts';
import { OWN_BASE_RULE } from './link-rules.ts';
import { OUR_MATCHES } from './matches.ts';
import { FIRST_NAMES_PAGE_RULE, NAMES_PAGE_MATCH, namesPageRedirect } from './names-page-rules.ts';
import {
  blockRule,
  checkRule,
  dynamicRules,
  type Rule,
  searchRule,
  sessionRules,
} from './rules.ts';

/** The id of the packaged ruleset in the manifest. */
const STATIC_RULESET = 'gate';

/**
 * Puts the rules in place that keep names shut; safe to call at every start, and to be called when a permission or the search engines that are left alone (`off`) changed.
 * Says what is in the way: without all of them no name may pass.
 */
export async function shutGate(
  which: 'chromium' | 'firefox',
  off: readonly string[] | undefined,
): Promise<RoutingFailure | undefined> {
  try {
    return await setRules(which, off);
  } catch {
    return 'rules-refused';
  }
}

async function setRules(
  which: 'chromium' | 'firefox',
  off: readonly string[] | undefined,
): Promise<RoutingFailure | undefined> {
  await browser.declarativeNetRequest.updateEnabledRulesets({ enableRulesetIds: [STATIC_RULESET] });
  const granted = await browser.permissions.contains({ origins: [...OUR_MATCHES] });
  const mayExplain = await browser.permissions.contains({ origins: [NAMES_PAGE_MATCH] });
  const rules = [
    ...dynamicRules(browser.runtime.getURL('/'), which, off),
    ...(granted ? [] : [blockRule()]),
    ...(mayExplain ? [namesPageRedirect()] : []),
  ];
  const taken = await Promise.all(rules.map(isTaken));
  const old = await browser.declarativeNetRequest.getDynamicRules();
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: old.map(({ id }) => id).filter((id) => id !== OWN_BASE_RULE),
    addRules: rules.filter((_rule, index) => taken[index]).map(toBrowser),
  });
  if (!granted) return 'permission-missing';
  return taken.every(Boolean) ? undefined : 'rules-refused';
}

/** Lets exactly these names pass. */
export async function letPass(names: readonly AzeroName[]): Promise<void> {
  const old = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: old.map(({ id }) => id).filter((id) => id < FIRST_NAMES_PAGE_RULE),
    addRules: sessionRules(names).map(toBrowser),
  });
}

/** Lets this tab make searches, whatever they look like, until the next name is opened. */
export function letSearch(tabId: number): Promise<void> {
  return addSessionRule(searchRule(tabId));
}

/** Lets the extension's own request for this host pass. */
export function letCheck(host: string): Promise<void> {
  return addSessionRule(checkRule(host, browser.runtime.id));
}

async function addSessionRule(rule: Rule): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [rule.id],
    addRules: [toBrowser(rule)],
  });
}

/** Takes every rule out: our names are ordinary unknown names again. */
export async function removeGate(): Promise<void> {
  await letPass([]);
  const old = await browser.declarativeNetRequest.getDynamicRules();
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: old.map(({ id }) => id).filter((id) => id !== OWN_BASE_RULE),
  });
  await browser.declarativeNetRequest.updateEnabledRulesets({
    disableRulesetIds: [STATIC_RULESET],
  });
}

/**
 * Whether this browser's version has the memory for the rule's expression: a single one that it has not
 * would make it refuse all of them, and with that every name.
 */
async function isTaken({ action, condition }: Rule): Promise<boolean> {
  const { regexFilter: regex, isUrlFilterCaseSensitive: isCaseSensitive = false } = condition;
  if (regex === undefined) return true;
  const requireCapturing = action.type === 'redirect' && 'regexSubstitution' in action.redirect;
  const asked = { regex, isCaseSensitive, requireCapturing };
  return (await browser.declarativeNetRequest.isRegexSupported(asked)).isSupported;
}

type BrowserRule = NonNullable<
  Parameters<typeof browser.declarativeNetRequest.updateDynamicRules>[0]['addRules']
>[number];

function toBrowser(rule: Rule): BrowserRule {
  return rule;
}
