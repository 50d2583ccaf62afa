/** What the first page, the later settings and the diagnostics do in a real browser with a real host. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { control } from './controls.ts';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { devices: true });
    await story.browser.allowDevices();
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  async function open(path: string, ready: string): Promise<Page> {
    const page = await story.browser.openExtensionPage(path);
    await page.bringToFront();
    await page.waitForSelector(ready);
    return page;
  }

  const press = (page: Page, label: string): Promise<boolean> =>
    page.evaluate((text) => {
      const all = [...document.querySelectorAll('button')];
      const found = all.find((button) => button.textContent?.trim() === text);
      found?.click();
      return found !== undefined;
    }, label);
  const says = (page: Page, text: string): Promise<boolean> =>
    page.evaluate((wanted) => document.body.textContent.includes(wanted), text);

  it('leaves a search engine alone from the moment it is switched off', async () => {
    const domains = (): Promise<readonly string[]> =>
      story.browser.inExtension(async (api) =>
        (await api.declarativeNetRequest.getDynamicRules()).flatMap(
          ({ condition }) => condition.requestDomains ?? [],
        ),
      );
    expect(await domains()).toContain('duckduckgo.com');
    const page = await open('options.html#search', '.engines');
    await page.evaluate(() => {
      const labels = [...document.querySelectorAll<HTMLLabelElement>('.engines label')];
      labels.find(({ textContent }) => textContent === 'DuckDuckGo')?.click();
    });
    await waitFor(async () => !(await domains()).includes('duckduckgo.com'), {
      what: 'the rule without the engine',
    });
    expect(await domains()).toContain('www.google.com');
    screenshotDisplay(story.world.plan, `options-more-${kind}`);
  });

  it('says how everything stands, without the id of the node unless it is ticked', async () => {
    const page = await open('diagnostics.html', 'main');
    await page.waitForSelector('.report', { timeout: 30_000 });
    const text = (): Promise<string> =>
      page.$eval('.report', ({ textContent }) => textContent ?? '');
    expect(await text()).toContain('mcc and node: up');
    expect(await text()).toContain('host of this page: answers');
    expect(await text()).toContain('peer port: 9378 works');
    const id = story.world.plan.nodeIds.A;
    expect(await text()).not.toContain(id);
    const boxes = await page.$$('input[type=checkbox]');
    await boxes[2]?.click();
    await waitFor(async () => (await text()).includes(id), { what: 'the id in the text' });
    screenshotDisplay(story.world.plan, `diagnostics-${kind}`);
  });

  it('shows the camera, hears the microphone, and turns both off', async () => {
    const page = await open('welcome.html', '.welcome');
    // A real click: without one no page may hear what it records.
    await (await control(page, 'Try them')).click();
    await page.waitForFunction(
      () => (document.querySelector<HTMLVideoElement>('.check-picture')?.videoWidth ?? 0) > 0,
    );
    if (kind === 'firefox') {
      // It leaves every AudioContext suspended on this machine, which has no sound card.
      await waitFor(() => says(page, 'How loud you are can’t be shown'), {
        what: 'the reason why there is no meter',
      });
    } else {
      await waitFor(() => page.$eval('meter', ({ value }) => value > 0), {
        what: 'the meter to move',
      });
      await waitFor(() => says(page, 'Your microphone hears you.'), { what: 'a sound' });
      expect(await story.browser.cameraIsOn()).toBe(true);
    }
    await press(page, 'Turn them off');
    await waitFor(async () => !(await story.browser.cameraIsOn()), {
      what: 'the camera to be off',
    });
    await waitFor(async () => (await page.$('.check-picture, meter')) === null, {
      what: 'picture and meter to be gone',
    });
  });

  it('calls itself through its own relay', async () => {
    const page = await open('welcome.html', '.welcome');
    await waitFor(() => press(page, 'Call yourself'), { what: 'the part that tries things' });
    await waitFor(() => says(page, 'All of it works on this computer.'), {
      what: 'the call to come back',
    });
    screenshotDisplay(story.world.plan, `welcome-${kind}`);
    expect(story.escaped()).toEqual([]);
  });
});
