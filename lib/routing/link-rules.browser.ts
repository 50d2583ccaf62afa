import browser from '../webextension.browser.ts';
import { linkRule, OWN_BASE_RULE } from './link-rules.ts';

/** The id of the packaged ruleset in the manifest: links of the built-in base. */
const STATIC_RULESET = 'links';

/**
 * Takes call links of the built-in base, and of the person's own (without `#`) where she set one; one that is too long for a
 * rule leads to its page as it does for everybody else.
 */
export async function takeLinks(
  which: 'chromium' | 'firefox',
  own: string | undefined,
): Promise<void> {
  await browser.declarativeNetRequest.updateEnabledRulesets({ enableRulesetIds: [STATIC_RULESET] });
  const rule = own === undefined ? undefined : linkRule(own, OWN_BASE_RULE, which);
  const regex = rule?.condition.regexFilter ?? '';
  const asked = { regex, isCaseSensitive: true };
  const { isSupported } = await browser.declarativeNetRequest.isRegexSupported(asked);
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: [OWN_BASE_RULE],
    addRules: rule !== undefined && isSupported ? [rule] : [],
  });
}

/** Leaves links to the page that they lead to. */
export async function leaveLinks(): Promise<void> {
  await browser.declarativeNetRequest.updateEnabledRulesets({
    disableRulesetIds: [STATIC_RULESET],
  });
  await browser.declarativeNetRequest.updateDynamicRules({ removeRuleIds: [OWN_BASE_RULE] });
}
