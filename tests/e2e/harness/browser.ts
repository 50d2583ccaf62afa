/** A real browser with the real extension in a throw-away profile: what both kinds offer to a test. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { BrowserKind } from './find-browser.ts';
import { homeMachine, type Machine } from './machine.ts';
import type { HostOptions, HostTrace } from './native-host.ts';
import { waitFor, within } from './wait-for.ts';
import type { World } from './world.ts';

/** How a browser is started. */
export interface LaunchOptions {
  /** Where it runs; machine A unless said otherwise. */
  readonly machine?: Machine;
  /** The extension's folder; the build of this checkout unless said otherwise, `null` for no extension. */
  readonly extension?: string | null;
  /** Further extensions, for example one that takes the proxy; they are loaded after ours. */
  readonly others?: readonly string[];
  /** The native host: the real one unless said otherwise, `null` for "not installed". */
  readonly host?: HostOptions | null;
  /** Headed unless said otherwise: only a headed browser has an address bar. */
  readonly headless?: boolean;
  /** A microphone that beeps and a camera whose picture changes; whether a page may use them is asked as ever. */
  readonly devices?: boolean;
  /** The sound of its machine (`SoundCard.server`), with which its microphones and speakers are real ones; it has no camera then. */
  readonly sound?: string;
  /** Takes every certificate, as if the person had clicked every warning away. */
  readonly acceptInsecureCerts?: boolean;
  /** Lets the address bar ask the search engine for suggestions while typing (off, so that captures show only what we ask about). */
  readonly suggestions?: boolean;
  /** One bookmark in the browser's own bar, which is then shown. */
  readonly bookmark?: { readonly title: string; readonly url: string };
  /** More command-line arguments. */
  readonly args?: readonly string[];
  /** More preferences (Firefox only). */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
}

/** What a person does about the question whether a page may use microphone and camera; `dismiss`: Escape. */
export type DeviceAnswer = 'allow' | 'block' | 'dismiss';

/** A peer connection from outside: both descriptions, and what getStats() says of it. */
export interface Connection {
  readonly local: string;
  readonly remote: string;
  readonly stats: readonly Readonly<Record<string, unknown>>[];
  /** Its one ICE server and what opens it; Firefox keeps that for itself. */
  readonly relay?: {
    readonly turnUrl: string;
    readonly username: string;
    readonly credential: string;
  };
}

/** The folders of one throw-away profile. */
export interface Profile {
  /** The browser's own folder. */
  readonly data: string;
  /** The home folder that the browser sees. */
  readonly home: string;
  /** The host's folder. */
  readonly host: string;
}

/** The folder of the extension's build. */
export function extensionBuild(kind: BrowserKind): string {
  const folder = kind === 'chromium' ? 'chrome-mv3' : 'firefox-mv3';
  return fileURLToPath(new URL(`../../../.output/${folder}`, import.meta.url));
}

/** A fresh profile in the run's own folder. */
export function makeProfile(world: World, kind: BrowserKind): Profile {
  const dir = mkdtempSync(join(world.dir, `${kind}-`));
  const profile = { data: join(dir, 'data'), home: join(dir, 'home'), host: join(dir, 'host') };
  for (const folder of Object.values(profile)) mkdirSync(folder);
  return profile;
}

declare global {
  /** In a watched page. */
  var liveTracks: (() => string[]) | undefined;
  /** In a watched page: what the browser says of its live tracks of a kind. */
  var liveSettings: ((kind: 'audio' | 'video') => MediaTrackSettings[]) | undefined;
}

/** A running browser. */
export abstract class TestBrowser {
  abstract readonly kind: BrowserKind;
  readonly puppeteer: Browser;
  readonly world: World;
  readonly profile: Profile;
  readonly options: LaunchOptions;
  readonly host: HostTrace;
  #helper: Page | undefined;

  constructor(
    puppeteer: Browser,
    world: World,
    profile: Profile,
    options: LaunchOptions,
    host: HostTrace,
  ) {
    this.puppeteer = puppeteer;
    this.world = world;
    this.profile = profile;
    this.options = options;
    this.host = host;
  }

  /** The address of one of the extension's own files. */
  abstract extensionUrl(path: string): string;
  /** Ends the extension's background (worker or event page) as the browser does when it is idle; the browser starts it again when it is needed. */
  abstract killBackground(): Promise<void>;
  /** Whether the extension's background runs. */
  abstract backgroundRuns(): Promise<boolean>;
  /** The person allowed Copybara microphone and camera some day, and the browser remembers it. */
  abstract allowDevices(): Promise<void>;
  /** The person allows Copybara in private windows, as in the browser's settings for extensions. */
  abstract allowPrivateWindows(): Promise<void>;
  /** The person changes on which sites Copybara may act (Chromium). */
  abstract setSiteAccess(access: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void>;
  /** Opens the bookmark from the browser's own bar, where the option `bookmark` put it, in the tab in front. */
  abstract openBookmark(): Promise<void>;
  /** Opens an address as another program does that hands it to the browser. */
  abstract openFromOutside(url: string): Promise<void>;
  /** Whether the browser's own question about microphone and camera is on the screen. */
  abstract asksForDevices(): Promise<boolean>;
  /** Answers that question once it is there, with the mouse and the keyboard, and waits until it is gone. */
  abstract answerDeviceQuestion(answer: DeviceAnswer): Promise<void>;
  /** The person takes back in the browser's settings what Copybara may use, or lets the browser ask again. */
  abstract setDevices(choice: 'block' | 'ask'): Promise<void>;
  /** Every peer connection of a page that is not closed, as the browser itself knows it. */
  abstract connectionsOf(page: Page): Promise<readonly Connection[]>;
  /** Whether any page has the camera on now, by what the browser does and not by what a page shows. */
  abstract cameraIsOn(): Promise<boolean>;
  /** Ends the browser's process that films, as when the driver of a camera fails (Chromium). */
  abstract crashCamera(): Promise<void>;
  /** Takes the camera that the browser makes up out of it (Firefox: which must have a real microphone, and looks when one comes or goes). */
  abstract unplugCamera(): Promise<void>;
  /** Puts it back; Chromium sees it when it looks for a camera next. */
  abstract plugInCamera(): Promise<void>;
  /** The person picks the whole screen where the browser asks what to share (Chromium is told so at its start). */
  abstract pickScreen(): Promise<void>;
  /** The person ends the sharing of her screen with the browser's own button. */
  abstract stopSharing(): Promise<void>;
  /** Whether a page keeps the screen from going dark, by what the browser does. */
  abstract keepsScreenOn(page: Page): Promise<boolean>;
  /** Ends the browser and starts it again with the same profile; this object is then of no more use. */
  abstract restart(change?: Partial<LaunchOptions>): Promise<TestBrowser>;

  /** Where it runs. */
  get machine(): Machine {
    return this.options.machine ?? homeMachine(this.world);
  }

  /** The first tab. */
  async firstPage(): Promise<Page> {
    return waitFor(async () => (await this.puppeteer.pages())[0], { what: 'a first tab' });
  }

  /** Closes the page that greets somebody who has just installed the extension, once it is there. */
  async closeWelcome(): Promise<void> {
    const url = this.extensionUrl('welcome.html');
    const page = await this.pageAt((at) => at === url, 20_000);
    await page.close();
    // Puppeteer may keep a closed tab of Firefox that shows an extension's page; asked for anything it is gone.
    await waitFor(() => page.evaluate(() => false).catch(() => true), {
      what: 'the end of the page that greets',
    });
  }

  /** Sends a tab (a new one if none is given) to an address, and does not wait for what comes of it. */
  async visit(url: string, page?: Page): Promise<Page> {
    const tab = page ?? (await this.puppeteer.newPage());
    // Firefox never tells of the load of an extension's page, so nobody waits for it; a failed load is what tests look at.
    void tab.goto(url, { timeout: 60_000 }).catch(() => {});
    return tab;
  }

  /** Keeps in mind, from now on, every track that this page is given of a device; to be called before it asks for one. */
  async watchDevices(page: Page): Promise<void> {
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const given: MediaStreamTrack[] = [];
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        given.push(...stream.getTracks());
        return stream;
      };
      const live = (): MediaStreamTrack[] =>
        given.filter(({ readyState }) => readyState === 'live');
      globalThis.liveTracks = () => live().map(({ kind }) => kind);
      globalThis.liveSettings = (kind) =>
        live()
          .filter((track) => track.kind === kind)
          .map((track) => track.getSettings());
    });
  }

  /** The kinds of the live tracks of devices in all watched pages; what a page that is gone had is gone with it. */
  async liveTracks(): Promise<readonly string[]> {
    const pages = await this.puppeteer.pages();
    const all = await Promise.all(
      pages.map((page) => page.evaluate(() => globalThis.liveTracks?.() ?? []).catch(() => [])),
    );
    return all.flat();
  }

  /** Waits for a tab whose address fits, and gives it. */
  async pageAt(fits: RegExp | ((url: string) => boolean), timeout = 15_000): Promise<Page> {
    const test = typeof fits === 'function' ? fits : (url: string): boolean => fits.test(url);
    let seen: string[] = [];
    try {
      return await waitFor(
        async () => {
          const tabs = await this.puppeteer.pages();
          const urls = await Promise.all(tabs.map((tab) => addressOf(tab)));
          seen = urls;
          return tabs.find((_tab, index) => test(urls[index] ?? ''));
        },
        { timeout, what: `a tab at ${String(fits)}` },
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      throw new Error(`${message}; the tabs are at ${seen.join(' and ')}`, { cause: error });
    }
  }

  /** Opens one of the extension's pages in a new tab and waits until it is there. */
  async openExtensionPage(path: string): Promise<Page> {
    const url = this.extensionUrl(path);
    const page = await this.visit(url);
    await waitFor(
      () =>
        page.evaluate(
          (at) =>
            location.href.startsWith(at) &&
            document.readyState === 'complete' &&
            // A page of ours is there when its view is.
            document.querySelector('#root')?.childElementCount !== 0,
          url,
        ),
      {
        what: `the extension's ${path}`,
      },
    );
    return page;
  }

  /**
   * Evaluates a function with the extension's rights (`browser.*` in both kinds: Chromium's promises are the same), in a tab
   * of its own that shows the manifest and so runs nothing else.
   */
  async inExtension<Args extends unknown[], Value>(
    task: (api: ExtensionApi, ...args: Args) => Value | Promise<Value>,
    ...args: Args
  ): Promise<Value> {
    if (this.#helper === undefined || this.#helper.isClosed()) {
      const front = await this.firstPage();
      this.#helper = await this.openExtensionPage('manifest.json');
      await front.bringToFront();
    }
    const source = `(${task.toString()})(globalThis.browser ?? globalThis.chrome, ...${JSON.stringify(args)})`;
    return within(evaluateText<Value>(this.#helper, source), 20_000);
  }

  /** Lets `inExtension` work in a new tab: the extension was loaded again, and its pages are gone. */
  protected forgetPages(): void {
    this.#helper = undefined;
  }

  /** The process id of the browser. */
  pid(): number {
    const pid = this.puppeteer.process()?.pid;
    if (pid === undefined) throw new Error('the browser has no process');
    return pid;
  }

  /** Ends the browser, by force when it does not end when asked. */
  async close(): Promise<void> {
    const child = this.puppeteer.process();
    await within(this.puppeteer.close(), 8000).catch(() => child?.kill('SIGKILL'));
    await waitFor(() => child === null || child.exitCode !== null || child.signalCode !== null, {
      what: 'the end of the browser',
    });
  }
}

async function evaluateText<Value>(page: Page, source: string): Promise<Value> {
  const value: unknown = await page.evaluate(source);
  // The function's own type says what comes back; the browser gives its JSON.
  // oxlint-disable-next-line no-unsafe-type-assertion -- what crosses the browser's wire has no type of its own
  return value as Value;
}

/** Where a tab is: what the page says, or puppeteer when the page can't be asked. */
async function addressOf(page: Page): Promise<string> {
  try {
    return await within(
      page.evaluate(() => location.href),
      1000,
    );
  } catch (error) {
    // Puppeteer keeps a closed tab of Firefox when it was closed while it loaded.
    return error instanceof Error && error.message.includes('no such frame') ? '' : page.url();
  }
}
