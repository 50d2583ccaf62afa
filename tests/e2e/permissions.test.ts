/** What the browser lets Copybara do, and the person in its settings for extensions: private windows, sites, and rules. */
import { type Page, TargetType } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LINK_BASE } from '../../lib/call/link-text.ts';
import { namesPageRedirect } from '../../lib/routing/names-page-rules.ts';
import { dynamicRules } from '../../lib/routing/rules.ts';
import { gateTells, goesOn } from './fault.ts';
import { screenshotDisplay } from './harness/display.ts';
import { activeWindow, focusWindow, press, type } from './harness/keyboard.ts';
import { filesWith } from './harness/profile-files.ts';
import { waitFor } from './harness/wait-for.ts';
import { newOffer } from './new-offer.ts';
import { pacIsOld } from './pac-age.ts';
import { proxyTaker } from './proxy-taker.ts';
import { SECRET, strayFrom } from './silence.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';
const BOB = 'http://bob.azero/';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  /** Of the call links that were opened in private windows. */
  const payloads: string[] = [];
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state === 'fail') {
      screenshotDisplay(story.world.plan, `fail-${kind}-${context.task.name.replace(/\W+/g, '-')}`);
    }
  });

  describe('a private window', () => {
    /** Opens one with the browser's own keys; gives its tab. */
    async function openPrivate(): Promise<Page> {
      const { puppeteer } = story.browser;
      const before = new Set(puppeteer.targets());
      await (await story.tab()).bringToFront();
      await focusWindow(story.browser);
      const window = await activeWindow(story.browser);
      await story.press(kind === 'chromium' ? 'ctrl+shift+n' : 'ctrl+shift+p');
      const opened = await waitFor(
        () => puppeteer.targets().find((one) => one.type() === TargetType.PAGE && !before.has(one)),
        { what: 'the private window' },
      );
      const page = (await opened.page()) ?? expect.unreachable();
      await waitFor(async () => (await activeWindow(story.browser)) !== window);
      await waitFor(() => page.evaluate(() => document.readyState === 'complete'));
      return page;
    }

    /** Types into its address bar. */
    async function typePrivately(text: string): Promise<void> {
      await press(story.browser, 'ctrl+l');
      await type(story.browser, text);
      await press(story.browser, 'Return');
    }

    async function shows(page: Page, url: string, title: string): Promise<void> {
      await waitFor(
        async () =>
          (await page.evaluate(() => `${location.href} ${document.title}`)) === `${url} ${title}`,
        { timeout: 20_000, what: `${title} at ${url}` },
      );
    }

    it('without the grant knows nothing of Copybara: a name goes to DNS, as is told', async () => {
      const page = await openPrivate();
      await typePrivately(ALICE);
      await waitFor(() => story.world.dns.entries().some(({ name }) => name === 'alice.azero'));
      expect(story.scene.alice.requests.entries()).toEqual([]);
      await page.close();
      const popup = await story.browser.openExtensionPage('popup.html');
      expect(await popup.evaluate(() => document.body.textContent)).toMatch(/private windows/i);
    });

    describe('with the grant', () => {
      /** Whether the windows are private that show this. */
      function isPrivate(url: string): Promise<readonly boolean[]> {
        return story.browser.inExtension(
          async (api, at) => (await api.tabs.query({ url: at })).map(({ incognito }) => incognito),
          url,
        );
      }

      beforeAll(async () => {
        await story.browser.allowPrivateWindows();
        await story.ready();
      });

      it('opens names, typed and searched for, and nothing leaks', async () => {
        // Chromium loads it anew for the first private window.
        if (kind === 'chromium') await pacIsOld(story.browser);
        const stray = await strayFrom(story, async () => {
          const page = await openPrivate();
          await typePrivately(`alice.azero/${SECRET}?x=y#z`);
          await shows(page, `${ALICE}${SECRET}?x=y#z`, 'alice.azero');
          await typePrivately('bob.azero');
          await shows(page, BOB, 'bob.azero');
          await page.close();
        });
        expect(stray).toEqual([]);
      });

      it('says why a name does not open, and nothing leaks', async () => {
        const address = story.world.address('B');
        await story.world.readdress('B', undefined);
        const stray = await strayFrom(story, async () => {
          const page = await openPrivate();
          await typePrivately(`alice.azero/${SECRET}`);
          const said = await waitFor(
            async () => {
              // Chromium shows no page of an extension there, so its toolbar window comes up.
              const popup = story.browser.extensionUrl('popup.html');
              const shown =
                kind === 'firefox'
                  ? page
                  : await story.browser.puppeteer
                      .targets()
                      .find((one) => one.url() === popup)
                      ?.asPage();
              const text = await shown?.evaluate(() => document.body.innerText);
              return text?.includes('knows no way to the node') && text;
            },
            { timeout: 20_000, what: 'the reason' },
          );
          expect(said).toContain('alice.azero');
          screenshotDisplay(story.world.plan, `private-${kind}`);
          await page.close();
        });
        await story.world.readdress('B', address);
        expect(stray).toEqual([]);
      });

      it.runIf(kind === 'chromium')(
        'keeps names shut while another extension has the proxy of private windows alone',
        async () => {
          const { puppeteer } = story.browser;
          const stray = await strayFrom(story, async () => {
            const other = await puppeteer.installExtension(
              proxyTaker(story.world.plan.dir, 'incognito_persistent'),
            );
            try {
              const settings = await puppeteer.newPage();
              await settings.goto('chrome://extensions');
              const wanted = JSON.stringify({ extensionId: other, incognitoAccess: true });
              await settings.evaluate(
                `chrome.developerPrivate.updateExtensionConfiguration(${wanted})`,
              );
              await settings.close();
              await waitFor(async () => (await story.status())?.routing.state === 'failing', {
                what: 'the loss of the proxy to be noticed',
              });
              const page = await openPrivate();
              await typePrivately(`alice.azero/${SECRET}`);
              await waitFor(
                async () =>
                  (await story.visits()).some(
                    (visit) =>
                      visit.state === 'failed' && visit.failure.kind === 'proxy-held-by-extension',
                  ),
                { timeout: 20_000, what: 'the visit to fail' },
              );
              await page.close();
            } finally {
              await puppeteer.uninstallExtension(other);
            }
            // Our background may end with the other one's process; a visit wakes it, as it does for a person.
            await story.open(ALICE);
            await story.ready();
          });
          expect(stray).toEqual([]);
        },
      );

      // Where the gate can be shown it counts itself how often it went on.
      it.runIf(kind === 'chromium')('leaves a page alone that breaks again and again', async () => {
        const asked = (): number =>
          story.scene.alice.requests.entries().filter(({ url }) => url === '/break').length;
        const page = await openPrivate();
        await typePrivately('alice.azero/break');
        await waitFor(
          () => page.evaluate(() => document.body.innerText.includes('ERR_EMPTY_RESPONSE')),
          { timeout: 20_000, what: 'the browser’s own error' },
        );
        await typePrivately(ALICE);
        await shows(page, ALICE, 'alice.azero');
        expect(asked()).toBeLessThan(3);
        await page.close();
      });

      it('takes call links, clicked and typed, to an ordinary window that keeps nothing of them', async () => {
        const url = story.browser.extensionUrl('call.html');
        const stray = await strayFrom(story, async () => {
          const page = await openPrivate();
          for (const how of ['clicked', 'typed']) {
            const payload = newOffer(story.world.plan);
            payloads.push(payload);
            const link = `${DEFAULT_LINK_BASE}#${payload}`;
            // oxlint-disable no-await-in-loop -- one after the other
            if (how === 'typed') await typePrivately(link);
            else {
              await typePrivately(BOB);
              await shows(page, BOB, 'bob.azero');
              await page.evaluate((href) => {
                document.body.innerHTML = '<a>her link</a>';
                document.querySelector('a')?.setAttribute('href', href);
              }, link);
              await page.click('a');
            }
            const call = await story.browser.pageAt((at) => at === url);
            await waitFor(
              () =>
                call.evaluate(() => /Opened out of a private window/.test(document.body.innerText)),
              { what: 'the call to say where it is' },
            );
            screenshotDisplay(story.world.plan, `private-call-${kind}-${how}`);
            expect(await isPrivate(url)).toEqual([false]);
            // Chromium shows nothing of an extension there, so the tab says *blocked*, as at a gate.
            const left = await page.evaluate(() => location.href);
            expect(left).toBe(kind === 'chromium' ? 'chrome-error://chromewebdata/' : BOB);
            await call.close();
            await page.bringToFront();
            // oxlint-enable no-await-in-loop
          }
          await page.close();
        });
        // Firefox asks for the address of a link's host before any extension is heard (README, *what leaks*).
        const told = new RegExp(`^question: \\w+ ${new URL(DEFAULT_LINK_BASE).hostname}$`);
        expect(stray.filter((line) => kind === 'chromium' || !told.test(line))).toEqual([]);
      });
    });
  });

  describe('the rules', () => {
    it('are all taken by this browser', async () => {
      const rules = [...dynamicRules(story.browser.extensionUrl('/'), kind), namesPageRedirect()];
      const expressions = rules.flatMap(({ condition, action }) =>
        condition.regexFilter === undefined
          ? []
          : [
              {
                regex: condition.regexFilter,
                isCaseSensitive: condition.isUrlFilterCaseSensitive ?? false,
                requireCapturing: action.type === 'redirect',
              },
            ],
      );
      expect(expressions.length).toBeGreaterThan(3);
      const answers = await story.browser.inExtension(
        (api, all) =>
          Promise.all(all.map((one) => api.declarativeNetRequest.isRegexSupported(one))),
        expressions,
      );
      expect(answers).toEqual(expressions.map(() => ({ isSupported: true })));
      const set = await story.browser.inExtension((api) =>
        api.declarativeNetRequest.getDynamicRules(),
      );
      expect(new Set(set.map(({ id }) => id))).toEqual(new Set(rules.map(({ id }) => id)));
    });

    it.runIf(kind === 'chromium')(
      'one that is not taken shuts all names, and is told',
      async () => {
        await story.open(ALICE);
        const worker = await story.browser.puppeteer
          .targets()
          .find((one) => one.type() === TargetType.SERVICE_WORKER)
          ?.worker();
        // A browser with less memory for expressions than ours, until the worker is started again.
        await worker?.evaluate(
          `chrome.declarativeNetRequest.isRegexSupported = async ({ regex }) => ({ isSupported: !regex.includes('localhost') })`,
        );
        const popup = await story.browser.openExtensionPage('popup.html');
        await waitFor(
          () => popup.evaluate(() => document.body.innerText.includes('didn’t take all the rules')),
          { what: 'the popup to say so' },
        );
        await popup.close();
        await story.visit(`${ALICE}again`);
        await gateTells(story, 'rules-refused');
        await story.browser.killBackground();
        await goesOn(story, `${ALICE}again`);
      },
    );
  });

  describe.runIf(kind === 'chromium')('access to sites, withheld', () => {
    it('shuts names, says so, and lets them open again with the access', async () => {
      const page = await story.open(`${ALICE}open`);
      const stray = await strayFrom(story, async () => {
        await story.browser.setSiteAccess('ON_CLICK');
        await page.bringToFront();
        await waitFor(async () => (await story.status())?.routing.state === 'failing', {
          what: 'the popup to say so',
        });
        await story.type(`http://alice.azero/${SECRET}`);
        await gateTells(story, 'permission-missing');
        await story.type(`http://bob.azero/${SECRET}`);
        await gateTells(story, 'permission-missing');
        const popup = await story.browser.openExtensionPage('popup.html');
        await waitFor(() => popup.$('.status-list button.button'), { what: 'the way back' });
        screenshotDisplay(story.world.plan, 'popup-access-withheld');
        await popup.close();
      });
      expect(stray).toEqual([]);
      await story.browser.setSiteAccess('ON_ALL_SITES');
      await (await story.tab()).bringToFront();
      await goesOn(story, `${BOB}${SECRET}`, 'bob.azero');
    });
  });

  // The last, since it needs a browser that has ended.
  it('leaves no call link of a private window in any file', async () => {
    expect(payloads).toHaveLength(2);
    const { data } = story.browser.profile;
    await story.browser.close();
    expect(payloads.flatMap((payload) => filesWith(data, payload))).toEqual([]);
  });
});
