/** The names page where wallets inject: it opens from the extension, in this person's browser, and nowhere else. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAMES_PAGE_ORIGIN } from '../../lib/protocol/ids.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { settings: { myName: 'alice.azero' } });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  /** Opens the page as its links do, and waits until it has its context. */
  async function open(): Promise<Page> {
    await story.browser.visit(story.browser.extensionUrl('names.html'), await story.tab());
    const page = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    await waitFor(
      () => page.evaluate(() => document.querySelector('[data-state="ready"]') !== null),
      {
        what: 'the names page',
      },
    );
    return page;
  }

  it('opens from the extension, is a secure context, and knows what the settings say', async () => {
    const page = await open();
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    const told = await page.evaluate(() => document.querySelector('header')?.textContent ?? '');
    expect(told).toContain('Development chain, your name is alice.azero');
  });
});
