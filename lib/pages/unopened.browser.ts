import { badgeOf } from '../i18n/badge.ts';
import { callsItem, unopenedLinksItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';

/** The person knows of the links that got no window: nothing reminds her any more. */
export async function forgetUnopened(): Promise<void> {
  await unopenedLinksItem.set(0);
  const { text } = badgeOf(await callsItem.get());
  await browser.action.setBadgeText({ text });
}
