import { callsItem, unopenedLinksItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';

/** The person knows of the links that got no window: nothing reminds her any more. */
export async function forgetUnopened(): Promise<void> {
  await unopenedLinksItem.set(0);
  // With calls the button shows how far they are.
  if ((await callsItem.get()).length === 0) await browser.action.setBadgeText({ text: '' });
}
