import { CALL_PORT } from '../protocol/call-port.ts';
import browser from '../webextension.browser.ts';
import type { OpenPort } from './wire.ts';

/** The port to the background; opening it wakes a background that sleeps. */
export const openCallPort: OpenPort = (onMessage, onClose) => {
  const port = browser.runtime.connect({ name: CALL_PORT });
  port.onMessage.addListener(onMessage);
  port.onDisconnect.addListener(onClose);
  return { send: (message) => port.postMessage(message), close: () => port.disconnect() };
};
