/**
 * What tests of calls are told in: ana at machine A and bo at machine B, each with a browser of either kind, Copybara and its
 * host, between firewalls that know one port.
 *
 *     const story = await startCallStory('chromium', 'firefox');
 *     const { ana, bo } = story;
 *     const waiting = await ana.call('bo.azero');       // her window, once there is a link in it
 *     const ringing = await bo.open(await waiting.link());
 *     await ringing.answer();
 *     await waiting.paste(await ringing.link());
 *     await waiting.inCall();
 *     await waiting.seesAndHears();
 */
import type { Page } from 'puppeteer';
import type { NodeName } from '../harness/addresses.ts';
import type { LaunchOptions, TestBrowser } from '../harness/browser.ts';
import { screenshotDisplay } from '../harness/display.ts';
import type { BrowserKind } from '../harness/find-browser.ts';
import { raiseFirewall, removeFirewall } from '../harness/firewall.ts';
import { setSettings } from '../harness/scene.ts';
import { waitFor } from '../harness/wait-for.ts';
import type { TestWorld } from '../harness/world.ts';
import { CallWindow } from './call-window.ts';
import { copybaraReady, NAMES, type Scene, startBrowser, startScene } from './people.ts';

/** Somebody else's site, in which people get their messages. */
const MESSENGER = 'http://messenger.example/';

/** For `describe.each`: caller, callee. */
export const PAIRS = [
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
  ['firefox', 'firefox'],
] as const;

/** A person before a browser. */
export class Person {
  readonly scene: Scene;
  readonly name: string;
  browser: TestBrowser;

  constructor(scene: Scene, browser: TestBrowser) {
    this.scene = scene;
    this.browser = browser;
    this.name = NAMES[browser.machine.node];
  }

  /** Changes settings beside those of the scene. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const { node } = this.browser.machine;
    await setSettings(this.browser, { ...this.scene.settings(node), ...settings });
  }

  /** The windows of calls that are open, the oldest first. */
  async windows(): Promise<Page[]> {
    const start = this.browser.extensionUrl('call.html');
    const pages = await this.browser.puppeteer.pages();
    const urls = await Promise.all(
      pages.map((page) => page.evaluate(() => location.href).catch(() => '')),
    );
    return pages.filter((_page, index) => urls[index]?.startsWith(start));
  }

  /** The window that something opens. */
  async windowAfter(opens: () => Promise<unknown>): Promise<CallWindow> {
    const before = await this.windows();
    await opens();
    const page = await waitFor(
      async () => (await this.windows()).find((each) => !before.includes(each)),
      { timeout: 20_000, what: 'a window of a call' },
    );
    await this.browser.watchDevices(page);
    return new CallWindow(this.browser, page);
  }

  /** Opens a window for a new call. */
  async newCall(): Promise<CallWindow> {
    return this.windowAfter(() =>
      this.browser.inExtension(async (api) => {
        await api.windows.create({
          type: 'popup',
          url: api.runtime.getURL('call.html'),
          width: 960,
          height: 720,
        });
      }),
    );
  }

  /** Calls somebody, and gives the window when there is a link in it. */
  async call(name: string, mode?: 'Video' | 'Voice' | 'Just listen'): Promise<CallWindow> {
    const window = await this.newCall();
    await window.dial(name, mode);
    await window.link();
    return window;
  }

  /** Clicks a link in a message; gives the page of the messenger. */
  async click(link: string): Promise<Page> {
    const page = await this.browser.puppeteer.newPage();
    await page.goto(MESSENGER, { waitUntil: 'load' });
    await page.evaluate((href) => {
      const anchor = document.createElement('a');
      anchor.href = href;
      anchor.textContent = 'her link';
      document.body.replaceChildren(anchor);
    }, link);
    await page.click('a');
    return page;
  }

  /** Clicks a link in a message, and gives the window that this opens. */
  async follow(link: string): Promise<CallWindow> {
    return this.windowAfter(() => this.click(link));
  }

  /** Pastes a link into a window without a call, which takes it. */
  async open(link: string): Promise<CallWindow> {
    const window = await this.newCall();
    await window.paste(link);
    return window;
  }

  /** Waits until Copybara's host and node are ready. */
  async ready(): Promise<void> {
    await copybaraReady(this.browser);
  }

  /** Leaves a picture of the whole display. */
  picture(name: string): void {
    screenshotDisplay(this.scene.world.plan, name, this.browser.machine);
  }

  /** Closes every window and tab but one, and waits until no call is left. */
  async tidy(): Promise<void> {
    const pages = await this.browser.puppeteer.pages();
    const helper = this.browser.extensionUrl('manifest.json');
    // Firefox opens a tab in the window that was before the others, which a call's small one may have been that just goes away.
    await waitFor(() => this.browser.puppeteer.newPage(), { what: 'a tab' });
    for (const page of pages) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const url = await page.evaluate(() => location.href).catch(() => '');
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (url !== helper) await page.close().catch(() => {});
    }
  }
}

/** Two people, and the world between them. */
export interface CallStory {
  readonly scene: Scene;
  readonly world: TestWorld;
  readonly ana: Person;
  readonly bo: Person;
  /** Another person, or another browser of one: they are ended with the story. */
  add(node: NodeName, kind: BrowserKind): Promise<Person>;
  /** Both in a call: two links by hand. `after`: what happens before the answer is carried back. */
  talk(after?: (answer: CallWindow) => Promise<void>): Promise<Talk>;
  /** For the next case: no call, no window, the world as at first. */
  fresh(): Promise<void>;
  end(): Promise<void>;
}

/** A call between the two. */
export interface Talk {
  readonly caller: CallWindow;
  readonly callee: CallWindow;
  readonly offer: string;
  readonly answer: string;
}

/** How a story starts. */
export interface CallStoryOptions {
  /** Whether devices were allowed some day, as they are unless said otherwise. */
  readonly allowed?: boolean;
  /** How the browser of a machine is started, beside what is usual. */
  readonly launch?: (node: NodeName) => LaunchOptions;
}

/** Starts the world, the chain, and both browsers. */
export async function startCallStory(
  first: BrowserKind,
  second: BrowserKind,
  { allowed = true, launch = () => ({}) }: CallStoryOptions = {},
): Promise<CallStory> {
  const scene = await startScene();
  const { world } = scene;
  const people: Person[] = [];
  const add = async (node: NodeName, kind: BrowserKind): Promise<Person> => {
    const person = new Person(scene, await startBrowser(scene, node, kind, launch(node)));
    people.push(person);
    if (allowed) await person.browser.allowDevices();
    return person;
  };
  const end = async (): Promise<void> => {
    await Promise.all(people.map(({ browser }) => browser.close()));
    await removeFirewall(world.plan);
    await scene.stop();
  };
  try {
    const [ana, bo] = await Promise.all([add('A', first), add('B', second)]);
    await raiseFirewall(world.plan);
    return {
      scene,
      world,
      ana,
      bo,
      add,
      async talk(after) {
        const caller = await ana.call(bo.name);
        const offer = await caller.link();
        const callee = await bo.open(offer);
        await callee.answer();
        const answer = await callee.link();
        await after?.(callee);
        await caller.paste(answer);
        await Promise.all([caller.inCall(), callee.inCall()]);
        return { caller, callee, offer, answer };
      },
      async fresh() {
        await Promise.all(people.map((person) => person.tidy()));
        await world.reset();
        await raiseFirewall(world.plan);
        for (const log of [world.dns, world.sink]) log.mark();
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}
