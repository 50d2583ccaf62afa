/** The page of settings, with real keys: what is set there holds at once. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  async function openOptions(): Promise<Page> {
    const page = await story.browser.openExtensionPage('options.html');
    await page.waitForSelector('.options');
    await page.bringToFront();
    return page;
  }

  async function settings(): Promise<unknown> {
    return story.browser.inExtension(
      async (api) => (await api.storage.local.get('settings'))['settings'],
    );
  }

  it('one operator is enough from the moment it is chosen', async () => {
    const { chain } = story.scene;
    await Promise.all(
      [1, 2].map((operator) => chain.command({ do: 'fault', operator, mode: 'down' })),
    );
    try {
      const page = await openOptions();
      await page.select('select[id$=-quorum]', '1');
      await waitFor(async () => JSON.stringify(await settings()).includes('"quorum":1'));
      const records = { 'staex-id': story.world.plan.nodeIds.B };
      await chain.command({ do: 'register', name: `quorum-${kind}`, records });
      await story.open(`http://quorum-${kind}.azero/`);
    } finally {
      await Promise.all(
        [1, 2].map((operator) => chain.command({ do: 'fault', operator, mode: 'none' })),
      );
    }
    expect(story.escaped()).toEqual([]);
  });

  it('tests the endpoints, and takes another one that is typed', async () => {
    const page = await openOptions();
    const before = await page.$$eval('.endpoint', (rows) => rows.length);
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent === 'Test all')?.click();
    });
    await waitFor(() => page.$$eval('.works', (rows) => rows.length >= 3), {
      what: 'three endpoints to answer',
    });
    screenshotDisplay(story.world.plan, `options-${kind}`);
    const [url, operator] = await page.$$('form[aria-labelledby] input');
    await url?.type('wss://another.example');
    await operator?.type('Another');
    await operator?.press('Enter');
    await waitFor(() => page.$$eval('.endpoint', (rows, n) => rows.length === n + 1, before), {
      what: 'another endpoint in the list',
    });
    expect(JSON.stringify(await settings())).toContain('wss://another.example');
  });
});
