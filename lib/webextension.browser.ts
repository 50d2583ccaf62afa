import browser from 'webextension-polyfill';

/** The browser's own API, with promises in both browsers; the one place that says where it comes from. */
export default browser;
