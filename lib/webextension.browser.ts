import type { Browser } from 'webextension-polyfill';

declare global {
  var browser: Browser | undefined;
  var chrome: Browser;
}

/**
 * The browser's own API, for what the worker shares: from our oldest versions on both browsers answer with promises, and the
 * polyfill that the pages have would take a tenth of the worker.
 */
const api: Browser = globalThis.browser ?? globalThis.chrome;

export default api;
