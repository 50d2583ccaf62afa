import { NAMES_PAGE_ORIGIN } from '../protocol/ids.ts';
import { NAMES_PAGE_CHANNEL } from '../protocol/names-page.ts';
import browser from '../webextension.browser.ts';

/**
 * Runs beside the names page, from before its first script: takes its one greeting and carries messages between its port and the
 * background, which alone judges them. On any other origin, port or frame it does nothing; match patterns of Firefox know no ports.
 */
export function bridgeNamesPage(): void {
  if (location.origin !== NAMES_PAGE_ORIGIN || window.top !== window) return;

  function onGreeting({ source, origin, data, ports }: MessageEvent): void {
    const [page] = ports;
    if (source !== window || origin !== NAMES_PAGE_ORIGIN || page === undefined) return;
    const said: unknown = data;
    if (typeof said !== 'object' || said === null || !('token' in said)) return;
    removeEventListener('message', onGreeting);
    const port = browser.runtime.connect({ name: NAMES_PAGE_CHANNEL });
    port.onMessage.addListener((message) => page.postMessage(message, []));
    port.onDisconnect.addListener(() => page.postMessage({ closed: true }, []));
    page.addEventListener('message', (event) => port.postMessage(event.data));
    page.start();
    port.postMessage({ token: said.token });
  }
  addEventListener('message', onGreeting);
}
