import type { Browser } from 'webextension-polyfill';

declare global {
  var browser: Browser | undefined;
  var chrome: Browser;
}

/**
 * The browser's own API. From our oldest versions on both browsers answer with promises, so that the well-known polyfill
 * would give nothing but its types, and take a tenth of the worker.
 */
const api: Browser = globalThis.browser ?? globalThis.chrome;

export default api;
