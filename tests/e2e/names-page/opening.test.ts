/** The names page where wallets inject: it opens from the extension, again and again, and knows what it needs. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAMES_PAGE_HOST, NAMES_PAGE_ORIGIN, NAMES_PAGE_PORT } from '../../../lib/protocol/ids.ts';
import { waitFor } from '../harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from '../story.ts';
import { heardIn, say, watchChannel } from './channel-watch.ts';
import { squat } from './squatter.ts';

const WELCOME = (message: object): boolean => 'welcome' in message;
const REPLY = (message: object): boolean => 'answer' in message;

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { settings: { myName: 'alice.azero' } });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  /** Opens the page as its links do, and waits until it knows the settings. */
  async function open(): Promise<Page> {
    const tab = await story.tab();
    await watchChannel(tab);
    await story.browser.visit(story.browser.extensionUrl('names.html'), tab);
    return (await heardIn(story.browser, REPLY)).page;
  }

  async function openingSays(fits: RegExp): Promise<void> {
    const start = story.browser.extensionUrl('names.html');
    const page = await story.browser.pageAt((url) => url.startsWith(start));
    await waitFor(async () => fits.test(await page.evaluate(() => document.body.innerText)), {
      what: String(fits),
    });
  }

  it('opens on its own origin, a secure context that no resolver was asked about, and knows the settings', async () => {
    const page = await open();
    const { message } = await heardIn(story.browser, REPLY);
    expect(message).toMatchObject({
      ok: true,
      answer: {
        network: 'development',
        quorum: 2,
        ownName: 'alice.azero',
        nodeId: { state: 'known', id: story.world.plan.nodeIds.A },
      },
    });
    expect(
      await page.evaluate(() => [isSecureContext, origin, document.referrer, window.opener]),
    ).toEqual([true, NAMES_PAGE_ORIGIN, '', null]);
    expect(story.world.dns.entries().filter(({ name }) => name.includes('localhost'))).toEqual([]);
  });

  it('opens anew when it is loaded again, with an address of its own', async () => {
    const page = await open();
    await page.evaluate(() => Object.assign(window, { before: true }));
    // The way back is held up when it is taken in the same moment: see TOO_SOON.
    await waitFor(() => page.evaluate(() => performance.now() > 2_500));
    void page.reload().catch(() => {});
    await waitFor(async () => {
      const { page: again } = await heardIn(story.browser, REPLY);
      return again.evaluate(() => !('before' in window));
    });
  });

  it('is opened by the link in the toolbar window, and shown when it is open', async () => {
    const press = async (): Promise<void> => {
      const popup = await story.browser.openExtensionPage('popup.html');
      const label = 'Names and records';
      await popup.evaluate((text) => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ textContent }) => textContent === text)?.click();
      }, label);
    };
    const pagesThere = async (): Promise<number> => {
      const match = `*://${NAMES_PAGE_HOST}/*`;
      return story.browser.inExtension(
        async (api, url) => (await api.tabs.query({ url })).length,
        match,
      );
    };
    const isActive = (): Promise<boolean> =>
      story.browser.inExtension(
        async (api, url) => (await api.tabs.query({ url }))[0]?.active === true,
        `*://${NAMES_PAGE_HOST}/*`,
      );
    await press();
    await waitFor(async () => (await pagesThere()) === 1, { what: 'the names page' });
    await (await story.tab()).bringToFront();
    await waitFor(async () => !(await isActive()));
    await press();
    await waitFor(isActive, { what: 'the names page in front' });
    expect(await pagesThere()).toBe(1);
  });

  it('says who holds its port, never takes another one, and opens when the port is free', async () => {
    const squatter = await squat(NAMES_PAGE_PORT);
    await story.browser.visit(story.browser.extensionUrl('names.html'), await story.tab());
    await openingSays(/holds port 9379/);
    expect(squatter.asked).toEqual([]);
    await squatter.stop();
    const tab = await story.tab();
    await watchChannel(tab);
    await tab.evaluate(() => document.querySelector('button')?.click());
    await heardIn(story.browser, REPLY);
  });

  it('ends its channel at anything but its own questions', async () => {
    const page = await open();
    await say(page, { id: 7, ask: 'use-name', name: 'bob.azero' });
    const used = await heardIn(story.browser, ({ id }) => id === 7);
    const { A, C } = story.world.plan.nodeIds;
    expect(used.message).toMatchObject({
      ok: true,
      answer: { outcome: 'differs', recordNodeId: C, ownNodeId: A },
    });
    await say(page, { id: 8, ask: 'changed', name: 'bob.azero' });
    expect((await heardIn(story.browser, ({ id }) => id === 8)).message).toEqual({
      id: 8,
      ok: true,
      answer: {},
    });
    await say(page, { id: 9, ask: 'settings' });
    await heardIn(story.browser, (message) => 'closed' in message);
    await say(page, { id: 10, ask: 'context' });
    const heard = await page.evaluate(() => JSON.stringify(window.heard));
    expect(heard).not.toContain('"id":10');
    expect(heard).not.toContain('"id":9');
  });

  it('is not welcome with a token that was guessed', async () => {
    const tab = await story.tab();
    await watchChannel(tab, '0'.repeat(64));
    await story.browser.visit(story.browser.extensionUrl('names.html'), tab);
    const { page, message } = await heardIn(story.browser, WELCOME);
    expect(message).toEqual({ welcome: false });
    await say(page, { id: 1, ask: 'context' });
    expect(await page.evaluate(() => JSON.stringify(window.heard))).not.toContain('network');
  });
});
