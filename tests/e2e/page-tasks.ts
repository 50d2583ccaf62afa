/** What the tests let a page do by itself, as its scripts would. */
import type { Page } from 'puppeteer';

/** Fetches in a page; gives the status, or `failed`. */
export async function fetchIn(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (at) =>
      fetch(at, { mode: at.startsWith('/') ? 'same-origin' : 'no-cors' }).then(
        (reply) => String(reply.status),
        () => 'failed',
      ),
    url,
  );
}

/** Opens a WebSocket in a page and waits until it is open. */
export async function openSocket(page: Page, url: string): Promise<void> {
  await page.evaluate(
    (at) =>
      new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(at);
        socket.onopen = () => resolve();
        socket.onerror = () => reject(new Error('the socket failed'));
        socket.onclose = () => Reflect.set(globalThis, 'socketClosed', true);
        Reflect.set(globalThis, 'socket', socket);
      }),
    url,
  );
}

/** Whether that WebSocket has been closed. */
export async function isSocketClosed(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(globalThis, 'socketClosed') === true);
}
