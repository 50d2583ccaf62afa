import { Window } from 'happy-dom';
import { beforeEach, describe, expect, test, vi } from 'vitest';

type Listener = (message: unknown) => void;

let sent: unknown[];
let connected: unknown[];
let toPage: Listener | undefined;
let gone: (() => void) | undefined;

/** A page at this address with our content script in it; `top`: whether it stands alone. */
async function pageAt(url: string, top = true): Promise<Window> {
  const page = new Window({ url });
  if (!top) Object.defineProperty(page, 'top', { value: new Window({ url }) });
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', page.location);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('browser', {
    runtime: {
      connect(how: unknown) {
        connected.push(how);
        return {
          postMessage: (message: unknown) => sent.push(message),
          onMessage: { addListener: (listener: Listener) => (toPage = listener) },
          onDisconnect: { addListener: (listener: () => void) => (gone = listener) },
        };
      },
    },
  });
  vi.resetModules();
  const { bridgeNamesPage } = await import('../../../lib/pages/names-page-bridge.browser.ts');
  bridgeNamesPage();
  return page;
}

function greet(page: Window, data: unknown, { source = page, origin = page.location.origin } = {}) {
  const { port1, port2 } = new MessageChannel();
  const event = new page.MessageEvent('message', { data });
  Object.defineProperties(event, {
    source: { value: source },
    origin: { value: origin },
    ports: { value: [port2] },
  });
  page.dispatchEvent(event);
  return port1;
}

const PAGE = 'http://names.copybara.localhost:9379/';
const GREETING = { copybara: 'names-page', token: 'ab'.repeat(32) };

beforeEach(() => {
  sent = [];
  connected = [];
  toPage = undefined;
  gone = undefined;
});

describe('the script beside the names page', () => {
  test('carries its greeting, and then messages both ways', async () => {
    const page = await pageAt(PAGE);
    const port = greet(page, GREETING);
    expect(connected).toEqual([{ name: 'names-page' }]);
    expect(sent).toEqual([{ token: GREETING.token }]);
    const heard: unknown[] = [];
    port.addEventListener('message', ({ data }) => heard.push(data));
    port.start();
    toPage?.({ welcome: true });
    port.postMessage({ id: 1, ask: 'context' });
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    gone?.();
    await vi.waitFor(() => expect(heard).toEqual([{ welcome: true }, { closed: true }]));
    port.close();
  });

  test('takes one greeting', async () => {
    const page = await pageAt(PAGE);
    const ports = [greet(page, GREETING), greet(page, GREETING)];
    expect(connected).toHaveLength(1);
    for (const port of ports) port.close();
  });

  test.each([
    'http://names.copybara.localhost:9380/',
    'http://names.copybara.localhost/',
    'https://names.copybara.localhost:9379/',
    'http://evil.names.copybara.localhost:9379/',
    'http://names.copybara.localhost.:9379/',
    'http://localhost:9379/',
  ])('does nothing at %s', async (url) => {
    const page = await pageAt(url);
    greet(page, GREETING, { origin: new URL(PAGE).origin }).close();
    expect(connected).toEqual([]);
  });

  test('does nothing in a frame', async () => {
    const page = await pageAt(PAGE, false);
    greet(page, GREETING).close();
    expect(connected).toEqual([]);
  });

  test('hears no other window, no other origin, and nothing that is no greeting', async () => {
    const page = await pageAt(PAGE);
    greet(page, GREETING, { source: new Window({ url: PAGE }) }).close();
    greet(page, GREETING, { origin: 'http://alice.azero' }).close();
    greet(page, 'token').close();
    greet(page, null).close();
    expect(connected).toEqual([]);
    greet(page, GREETING).close();
    expect(connected).toHaveLength(1);
  });
});
