import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { firstPage } from './person.ts';

/** What the walk goes through. */
export type DemoWorld = {
  readonly browser: Browser;
  /** `:8080` where port 80 could not be had. */
  readonly port: string;
  readonly extensionId: string;
};

/** Opens the first site; with a folder, walks on by itself and leaves screenshots there. */
export async function walk(
  world: DemoWorld,
  folder: string | undefined,
): Promise<readonly string[]> {
  const { browser, port, extensionId } = world;
  const page = await firstPage(browser);
  const shots: string[] = [];
  async function shot(shown: Page, name: string): Promise<void> {
    if (folder === undefined) return;
    const path = join(folder, `${name}.png`);
    await shown.screenshot({ path });
    shots.push(path);
  }

  await visit(page, `http://alice.azero${port}/`, 'alice.azero');
  await shot(page, '1-alice');
  if (folder === undefined) return shots;

  await page.click('a');
  await page.waitForFunction(`document.title === 'bob.azero' && location.protocol === 'http:'`);
  await shot(page, '2-bob-by-link');

  const search = `https://www.google.com/search?q=alice.azero${encodeURIComponent(port)}&oq=alice`;
  await visit(page, search, 'alice.azero');
  await shot(page, '3-alice-by-search');

  await visit(page, `http://carol.azero${port}/`, undefined);
  await page.waitForSelector('.notice, details');
  await shot(page, '4-carol-has-no-record');

  const popup = await browser.newPage();
  await popup.setViewport({ width: 360, height: 600 });
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  await popup.waitForSelector('main');
  await shot(popup, '5-popup');
  return shots;
}

/** Goes to an address; with a title, until the page of that title is there. */
export async function visit(page: Page, url: string, title: string | undefined): Promise<void> {
  // The gate takes the navigation over, so the one that was asked for never ends as such.
  await page.goto(url, { waitUntil: 'domcontentloaded' }).catch(() => {});
  if (title === undefined) return;
  await page.waitForFunction(
    `document.title === ${JSON.stringify(title)} && location.protocol === 'http:'`,
  );
}
