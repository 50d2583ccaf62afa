import type { Leak } from '../../components/PopupView.tsx';
import browser from '../webextension.browser.ts';

/** What an extension can't prevent here, for a page to tell. */
export async function knownLeaks(): Promise<readonly Leak[]> {
  const inPrivate = await browser.extension.isAllowedIncognitoAccess();
  return [
    ...(inPrivate ? [] : (['private-windows'] as const)),
    import.meta.env.FIREFOX ? 'firefox-dns' : 'suggestions',
  ];
}
