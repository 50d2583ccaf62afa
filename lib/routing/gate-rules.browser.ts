import browser from 'webextension-polyfill';
import type { AzeroName } from '../names/name.ts';
import { checkRule, dynamicRules, type Rule, searchRule, sessionRules } from './rules.ts';

/** The id of the packaged ruleset in the manifest. */
const STATIC_RULESET = 'gate';

/** Puts the rules in place that keep names shut; safe to call at every start. */
export async function shutGate(which: 'chromium' | 'firefox'): Promise<void> {
  await browser.declarativeNetRequest.updateEnabledRulesets({ enableRulesetIds: [STATIC_RULESET] });
  const old = await browser.declarativeNetRequest.getDynamicRules();
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: old.map(({ id }) => id),
    addRules: dynamicRules(browser.runtime.getURL('/'), which).map(toBrowser),
  });
}

/** Lets exactly these names pass. */
export async function letPass(names: readonly AzeroName[]): Promise<void> {
  const old = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: old.map(({ id }) => id),
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
    removeRuleIds: old.map(({ id }) => id),
  });
  await browser.declarativeNetRequest.updateEnabledRulesets({
    disableRulesetIds: [STATIC_RULESET],
  });
}

type BrowserRule = NonNullable<
  Parameters<typeof browser.declarativeNetRequest.updateDynamicRules>[0]['addRules']
>[number];

function toBrowser(rule: Rule): BrowserRule {
  return rule;
}
