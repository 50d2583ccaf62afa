import { type CheckHost, connectChecks } from '../host/checks.ts';
import { nativeTransport } from '../host/native.browser.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';

/** Starts a host of this page's own; it ends with the page, or when it is closed. */
export function startCheckHost(): CheckHost {
  return connectChecks({
    transport: nativeTransport,
    after,
    browser: import.meta.env.FIREFOX ? 'firefox' : 'chromium',
    version: browser.runtime.getManifest().version,
  });
}
