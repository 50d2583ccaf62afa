/** Looks into the channel of the names page from inside it, whatever else the page shows. */
import type { Page } from 'puppeteer';
import { NAMES_PAGE_ORIGIN } from '../../../lib/protocol/ids.ts';
import type { TestBrowser } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';

declare global {
  interface Window {
    /** Every message that came over the channel. */
    heard?: unknown[];
    /** The page's end of it. */
    channel?: MessagePort;
  }
}

/** Lets what comes over the channel of this tab's next documents be read. `token` takes the place of the page's own. */
export async function watchChannel(page: Page, token?: string): Promise<void> {
  await page.evaluateOnNewDocument((other) => {
    const heard: unknown[] = [];
    window.heard = heard;
    const ports = MessagePort.prototype;
    const start = Object.getOwnPropertyDescriptor(ports, 'start')?.value;
    ports.start = function listen() {
      this.addEventListener('message', ({ data }) => void heard.push(data));
      window.channel = this;
      Reflect.apply(start, this, []);
    };
    if (other === undefined) return;
    const post = window.postMessage;
    Object.assign(window, {
      postMessage: (message: object, ...rest: unknown[]) =>
        Reflect.apply(post, window, [{ ...message, token: other }, ...rest]),
    });
  }, token);
}

/** Waits until the page is at its bare address and the channel has said something that fits. */
export async function heardIn(
  browser: TestBrowser,
  fits: (message: Record<string, unknown>) => boolean,
): Promise<{ readonly page: Page; readonly message: Record<string, unknown> }> {
  const page = await browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
  const message = await waitFor(
    async () => {
      const heard = await page.evaluate(() => window.heard ?? []);
      // oxlint-disable-next-line no-unsafe-type-assertion -- what crosses the browser's wire has no type of its own
      return (heard as Record<string, unknown>[]).find(fits);
    },
    { what: 'a message of the extension' },
  );
  return { page, message };
}

/** Sends something over the page's channel. */
export function say(page: Page, message: unknown): Promise<void> {
  return page.evaluate((said) => window.channel?.postMessage(said), message);
}
