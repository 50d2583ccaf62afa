import { HOST_NAME } from '../protocol/ids.ts';
import browser from '../webextension.browser.ts';
import type { Transport } from './transport.ts';

/** The transport over the browser's native messaging. An open port keeps the background alive. */
export const nativeTransport: Transport = (onMessage, onClose) => {
  const port = browser.runtime.connectNative(HOST_NAME);
  port.onMessage.addListener(onMessage);
  port.onDisconnect.addListener((ended) => {
    // Firefox tells the reason on the port, Chromium as the last error.
    onClose(ended.error?.message ?? browser.runtime.lastError?.message ?? '');
  });
  return {
    send: (message) => port.postMessage(message),
    close: () => port.disconnect(),
  };
};
