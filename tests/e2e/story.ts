/**
 * What end-to-end tests of the extension start from: alice.azero is node B, bob.azero is node C, carol.azero has no record, three
 * operators agree about it, and a person has Copybara and its host in a real browser, set up for that chain and ready.
 *
 *     describe.each(BROWSERS)('%s', (kind) => {
 *       let story: Story;
 *       beforeAll(async () => { story = await startStory(kind); });
 *       afterAll(() => story.end());
 *       beforeEach(() => story.fresh());      // no name is open, one new tab, logs marked, world as at first
 *       it('…', async () => {
 *         await story.type('alice.azero/');   // real keys in the real address bar
 *         const page = await story.arrive('http://alice.azero/');
 *         expect(story.escaped()).toEqual([]);
 *       });
 *     });
 *
 * `story.browser`, `story.world`, `story.scene` are the harness's own; a fault is made with those (`world.cut`, `world.changeMcc`,
 * `scene.chain.command`, `browser.host.kill`, …), and `gate` waits for what the gate then says. `restart` starts the browser again
 * with the same profile. A test that needs another start (no host, another extension) passes `LaunchOptions` to `startStory`, and
 * `settled: false` where Copybara can't come up.
 */
import type { Page } from 'puppeteer';
import type { Status, Visit } from '../../lib/protocol/ui.ts';
import { PUBLIC_SITE } from './harness/addresses.ts';
import type { LaunchOptions, TestBrowser } from './harness/browser.ts';
import { launchChromium } from './harness/chromium.ts';
import type { BrowserKind } from './harness/find-browser.ts';
import { launchFirefox } from './harness/firefox.ts';
import { focusAddressBar, focusWindow, press, type, typeInAddressBar } from './harness/keyboard.ts';
import { type Scene, setSettings, startScene } from './harness/scene.ts';
import type { Site } from './harness/site.ts';
import { waitFor } from './harness/wait-for.ts';
import { openWorld, type TestWorld } from './harness/world.ts';

/** For `describe.each`. */
export const BROWSERS = [['chromium'], ['firefox']] as const;

/** A site of the Internet that is not ours, and not the sink either. */
export const PUBLIC_HOST = 'public.example';

/**
 * Of itself, Firefox asks the resolver for the HTTPS record of every name that a tab goes to by http (its HTTPS-First mode), and no
 * extension can prevent it: README, *what leaks*. It is silenced here, so that nothing else can hide behind it; that it is all
 * has a case of its own in main-path.test.ts.
 */
export const FIREFOX_TOLD = { 'dom.security.https_only_mode_send_http_background_request': false };

/** How a story starts. */
export interface StoryOptions extends LaunchOptions {
  /** Keys of the extension's settings besides the chain. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether to wait until host, node and proxy are ready; they are unless a test sees to it that they can't be. */
  readonly settled?: boolean;
}

/** Starts world, chain, sites and browser, and sets Copybara up. */
export async function startStory(kind: BrowserKind, options: StoryOptions = {}): Promise<Story> {
  const { settings = {}, settled = true, ...launch } = options;
  const world = openWorld();
  await world.reset();
  const [scene, stranger] = await Promise.all([
    startScene(world),
    world.lanSite('public', PUBLIC_SITE),
  ]);
  const start = kind === 'chromium' ? launchChromium : launchFirefox;
  const browser = await start(world.plan, {
    ...launch,
    prefs: { ...FIREFOX_TOLD, ...launch.prefs },
  });
  const story = new Story(world, scene, stranger, browser, { ...scene.settings, ...settings });
  try {
    await setSettings(browser, story.settings);
    if (settled) await story.ready();
  } catch (error) {
    // The next story wants the same addresses.
    await story.end();
    throw error;
  }
  return story;
}

/** One person in front of one browser. */
export class Story {
  readonly world: TestWorld;
  readonly scene: Scene;
  /** `http://public.example`: somebody else's web site. */
  readonly stranger: Site;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The browser; another one after `restart`. */
  browser: TestBrowser;
  /** The tab that the person looks at. */
  #tab: Page | undefined;

  constructor(
    world: TestWorld,
    scene: Scene,
    stranger: Site,
    browser: TestBrowser,
    settings: Readonly<Record<string, unknown>>,
  ) {
    this.world = world;
    this.scene = scene;
    this.stranger = stranger;
    this.browser = browser;
    this.settings = settings;
  }

  /** What the background says of host, node, chain and routing. */
  async status(): Promise<Status | undefined> {
    const value = await this.browser.inExtension(
      async (api) => (await api.storage.session.get('status'))['status'],
    );
    // oxlint-disable-next-line no-unsafe-type-assertion -- written by the extension's own code
    return value as Status | undefined;
  }

  /** The names of this session and how far each has come. */
  async visits(): Promise<readonly Visit[]> {
    const value = await this.browser.inExtension(
      async (api) => (await api.storage.session.get('visits'))['visits'],
    );
    // oxlint-disable-next-line no-unsafe-type-assertion -- written by the extension's own code
    return (value ?? []) as readonly Visit[];
  }

  /** Waits until host, node and proxy are ready. */
  async ready(): Promise<void> {
    let status: Status | undefined;
    await waitFor(
      async () => {
        status = await this.status();
        const { host, node, routing } = status ?? {};
        return host?.state === 'connected' && node?.state === 'up' && routing?.state === 'on';
      },
      { what: 'Copybara to be ready' },
    ).catch((error: unknown) => {
      throw new Error(`Copybara is not ready: ${JSON.stringify(status)}`, { cause: error });
    });
  }

  /** Changes settings as the popup or the options would; the chain of the story stays. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await setSettings(this.browser, { ...this.settings, ...settings });
  }

  /** Switches Copybara off and on again: every name is shut as at the start of a session. */
  async shut(): Promise<void> {
    await this.set({ enabled: false });
    await waitFor(
      async () =>
        (await this.status())?.routing.state === 'off' && (await this.visits()).length === 0,
      { what: 'Copybara to be off' },
    );
    await this.set({});
    await this.ready();
  }

  /** The tab that the person looks at. */
  async tab(): Promise<Page> {
    this.#tab ??= await this.browser.firstPage();
    return this.#tab;
  }

  /** Puts everything back for the next case: see the top. */
  async fresh(): Promise<void> {
    await this.world.reset();
    this.world.setDns({ [PUBLIC_HOST]: PUBLIC_SITE });
    const old = await this.browser.puppeteer.pages();
    this.#tab = await this.browser.puppeteer.newPage();
    await Promise.all(old.map((page) => this.#close(page)));
    await this.shut();
    await this.#tab.bringToFront();
    this.mark();
  }

  async #close(page: Page): Promise<void> {
    // Puppeteer does not know where Firefox's tabs with an extension's page are.
    const url = await page.evaluate(() => location.href).catch(() => '');
    // The harness itself works in that one.
    if (url !== this.browser.extensionUrl('manifest.json')) await page.close().catch(() => {});
  }

  /** Forgets what resolver, Internet and sites have seen so far. */
  mark(): void {
    const { world, scene, stranger } = this;
    for (const log of [world.dns, world.sink]) log.mark();
    for (const site of [scene.alice, scene.bob, stranger]) site.requests.mark();
  }

  /** What left for the resolver or the Internet with one of our names in it, since the mark. Empty: nothing leaked there. */
  escaped(): string[] {
    const ours = /azero|\.a0\b|tzero/i;
    return [...this.world.dns.entries(), ...this.world.sink.entries()]
      .map((entry) => JSON.stringify(entry))
      .filter((line) => ours.test(line));
  }

  /** Types into the real address bar and presses Return. */
  async type(text: string): Promise<void> {
    await typeInAddressBar(this.browser, text, await this.tab());
  }

  /** Waits until a tab is at exactly this address and shows the site `title` (alice's unless said otherwise). */
  async arrive(url: string, title = 'alice.azero'): Promise<Page> {
    const page = await this.browser.pageAt((at) => at === url);
    await waitFor(() => page.evaluate((wanted) => document.title === wanted, title), {
      what: `the title ${title} at ${url}`,
    });
    return page;
  }

  /** Opens an address as a bookmark does, and waits until the site is there. */
  async open(url: string, title = 'alice.azero'): Promise<Page> {
    await this.visit(url);
    return this.arrive(url, title);
  }

  /** Sends the tab to an address as a bookmark does, and waits for nothing. */
  async visit(url: string): Promise<void> {
    await (await this.tab()).bringToFront();
    await this.browser.inExtension(async (api, to) => {
      const [tab] = await api.tabs.query({ active: true, currentWindow: true });
      await api.tabs.update(tab?.id, { url: to });
    }, url);
  }

  /** Shows a page of somebody else's site. */
  async atStranger(html: string): Promise<Page> {
    const page = await this.tab();
    const head = '<!doctype html><title>public</title>';
    const url = `http://${PUBLIC_HOST}/html?html=${encodeURIComponent(head + html)}`;
    await page.goto(url, { waitUntil: 'load' });
    return page;
  }

  /** Waits until a tab shows the gate with a text that fits, and gives the tab. */
  async gate(fits: RegExp, timeout = 15_000): Promise<Page> {
    let text = '';
    const start = this.browser.extensionUrl('gate.html');
    const page = await this.browser.pageAt((url) => url.startsWith(start), timeout);
    await waitFor(
      async () => {
        text = await page.evaluate(() => document.body.innerText);
        return fits.test(text);
      },
      { timeout, what: `the gate to say ${String(fits)}` },
    ).catch((error: unknown) => {
      throw new Error(`the gate says:\n${text}`, { cause: error });
    });
    return page;
  }

  /** The text of the real address bar, copied and pasted with real keys. */
  async addressBar(page: Page): Promise<string> {
    await focusAddressBar(this.browser, page);
    await press(this.browser, 'ctrl+c');
    const paste = await this.browser.puppeteer.newPage();
    await paste.setContent('<textarea autofocus></textarea>');
    await paste.bringToFront();
    await paste.focus('textarea');
    await press(this.browser, 'ctrl+v');
    const text = await waitFor(
      () => paste.evaluate(() => document.querySelector('textarea')?.value),
      {
        what: 'the text of the address bar',
      },
    );
    await paste.close();
    await page.bringToFront();
    return text;
  }

  /** Presses keys, in xdotool's words, in the tab that is in front. */
  async press(...keys: string[]): Promise<void> {
    await focusWindow(this.browser);
    await press(this.browser, ...keys);
  }

  /** Types into the real address bar bit by bit, for what the browser does while one types; presses nothing. */
  async typeSlowly(...parts: readonly string[]): Promise<void> {
    await focusAddressBar(this.browser, await this.tab());
    for (const part of parts) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await type(this.browser, part);
    }
  }

  /** Ends the browser and starts it again with the same profile. */
  async restart(change: Partial<LaunchOptions> = {}): Promise<void> {
    this.browser = await this.browser.restart(change);
    this.#tab = undefined;
  }

  /** Ends browser, sites and chain. */
  async end(): Promise<void> {
    await this.browser.close();
    await Promise.all([this.scene.stop(), this.stranger.stop()]);
  }
}
