/** Starts Chromium with the extension, driven over a pipe. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Page, type Target, TargetType } from 'puppeteer';
import { CHROMIUM_EXTENSION_ID } from '../../../lib/protocol/ids.ts';
import {
  type Connection,
  type DeviceAnswer,
  extensionBuild,
  type LaunchOptions,
  makeProfile,
  type Profile,
  TestBrowser,
} from './browser.ts';
import { leafPin } from './certificates.ts';
import { buttonsOnDisplay } from './display.ts';
import { filmOf, makeFilm, openIn } from './film.ts';
import { findBrowser } from './find-browser.ts';
import { click, focusWindow, press, putMouseAside, windowTitled } from './keyboard.ts';
import { homeMachine, programIn } from './machine.ts';
import { prepareHost } from './native-host.ts';
import { waitFor, within } from './wait-for.ts';
import type { World } from './world.ts';

// The browser's own errands, which would only clutter the captures.
const ERRANDS = [
  'update.googleapis.com',
  'clients2.google.com',
  'accounts.google.com',
  'android.clients.google.com',
  'mtalk.google.com',
  'optimizationguide-pa.googleapis.com',
  'content-autofill.googleapis.com',
  'safebrowsing.googleapis.com',
];
const FLAGS = [
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-pings',
  '--lang=en-US',
  '--window-position=0,0',
  '--window-size=1200,860',
  '--noerrdialogs',
  '--disable-features=NetworkTimeServiceQuerying,OptimizationHints,AutofillServerCommunication',
  `--host-resolver-rules=${ERRANDS.map((host) => `MAP ${host} ^NOTFOUND`).join(', ')}`,
];

/** Of the buttons in Chromium's question about devices. */
const BUTTON_COLOUR = 0xd3e3fd;

class Chromium extends TestBrowser {
  readonly kind = 'chromium';

  extensionUrl(path: string): string {
    return `chrome-extension://${CHROMIUM_EXTENSION_ID}/${path.replace(/^\//, '')}`;
  }

  #worker(): Target | undefined {
    return this.puppeteer
      .targets()
      .find(
        (target) =>
          target.type() === TargetType.SERVICE_WORKER &&
          target.url().startsWith(this.extensionUrl('')),
      );
  }

  override async killBackground(): Promise<void> {
    const target = await waitFor(() => this.#worker(), { what: 'a running worker' });
    const worker = await target.worker();
    const before = await worker?.evaluate(() => performance.timeOrigin);
    await worker?.close();
    // One that starts again at once may be shown as the same target, so what is waited for is the end of this one.
    await waitFor(
      async () => {
        const now = this.#worker();
        if (now !== target) return true;
        const same = await now.worker();
        const since = await within(
          same?.evaluate(() => performance.timeOrigin),
          500,
        );
        return since !== before;
      },
      { what: 'the end of the worker' },
    );
  }

  override async backgroundRuns(): Promise<boolean> {
    return this.#worker() !== undefined;
  }

  override async allowDevices(): Promise<void> {
    const origin = this.extensionUrl('').replace(/\/$/, '');
    // Not `overridePermissions`, which denies all others.
    await this.puppeteer.setPermission(
      origin,
      { permission: { name: 'camera' }, state: 'granted' },
      { permission: { name: 'microphone' }, state: 'granted' },
    );
  }

  /** Changes what the person set for Copybara on `chrome://extensions`, with that page's own means. */
  async configure(change: Readonly<Record<string, unknown>>): Promise<void> {
    const page = await this.puppeteer.newPage();
    await page.goto('chrome://extensions');
    const wanted = JSON.stringify({ extensionId: CHROMIUM_EXTENSION_ID, ...change });
    await page.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${wanted})`);
    await page.close();
  }

  override allowPrivateWindows(): Promise<void> {
    return this.configure({ incognitoAccess: true });
  }

  override setSiteAccess(access: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
    return this.configure({ hostAccess: access });
  }

  /** The buttons of the question: while visiting, this time, never. It is drawn in the window, so it is looked for in the picture. */
  #deviceButtons() {
    return buttonsOnDisplay(this.machine, BUTTON_COLOUR);
  }

  override async asksForDevices(): Promise<boolean> {
    return this.#deviceButtons().length === 3;
  }

  override async answerDeviceQuestion(answer: DeviceAnswer): Promise<void> {
    await waitFor(() => this.asksForDevices(), { what: 'the question about devices' });
    if (answer === 'dismiss') await focusWindow(this);
    // A click that comes too early counts for nothing; a button under the mouse has another colour.
    await waitFor(
      async () => {
        const buttons = this.#deviceButtons();
        if (buttons.length === 0) return true;
        const button = buttons.length === 3 ? buttons[answer === 'allow' ? 0 : 2] : undefined;
        if (answer === 'dismiss') await press(this, 'Escape');
        else if (button !== undefined) await click(this, button.x, button.y);
        await putMouseAside(this);
        return false;
      },
      { interval: 300, what: 'the end of the question about devices' },
    );
  }

  override async setDevices(choice: 'block' | 'ask'): Promise<void> {
    const page = await this.puppeteer.newPage();
    await page.goto('chrome://settings');
    const origin = JSON.stringify(this.extensionUrl('').replace(/\/$/, ''));
    for (const kind of ['camera', 'mic']) {
      // oxlint-disable-next-line no-await-in-loop -- two words
      await page.evaluate(
        `chrome.send('setOriginPermissions', [${origin}, 'media-stream-${kind}', '${choice === 'ask' ? 'default' : 'block'}'])`,
      );
    }
    await page.close();
  }

  override async connectionsOf(page: Page): Promise<readonly Connection[]> {
    const prototype = await page.evaluateHandle(() => RTCPeerConnection.prototype);
    const all = await page.queryObjects(prototype);
    const connections = await page.evaluate(
      (found) =>
        Promise.all(
          found
            .filter(({ signalingState }) => signalingState !== 'closed')
            .map(async (connection) => {
              const [server] = connection.getConfiguration().iceServers ?? [];
              return {
                local: connection.localDescription?.sdp ?? '',
                remote: connection.remoteDescription?.sdp ?? '',
                stats: [...(await connection.getStats()).values()],
                ...(server && {
                  relay: {
                    turnUrl: String(server.urls),
                    username: server.username ?? '',
                    credential: server.credential ?? '',
                  },
                }),
              };
            }),
        ),
      all,
    );
    await Promise.all([prototype.dispose(), all.dispose()]);
    return connections;
  }

  override async pickScreen(): Promise<void> {}

  override async stopSharing(): Promise<void> {
    const bar = await waitFor(() => windowTitled(this, 'is sharing your screen'), {
      what: 'the bar that says what is shared',
    });
    // Beside the button there is only "Hide".
    await click(this, bar.x + bar.width - 119, bar.y + 27);
  }

  override async keepsScreenOn(page: Page): Promise<boolean> {
    const prototype = await page.evaluateHandle(() => WakeLockSentinel.prototype);
    const locks = await page.queryObjects(prototype);
    return page.evaluate((all) => all.some(({ released }) => !released), locks);
  }

  override async cameraIsOn(): Promise<boolean> {
    return openIn(filmOf(this.profile.data)).length > 0;
  }

  override async crashCamera(): Promise<void> {
    for (const pid of openIn(filmOf(this.profile.data))) process.kill(pid, 'SIGKILL');
  }

  override async unplugCamera(): Promise<void> {
    const film = filmOf(this.profile.data);
    const pids = openIn(film);
    renameSync(film, `${film}.unplugged`);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  }

  override async plugInCamera(): Promise<void> {
    const film = filmOf(this.profile.data);
    renameSync(`${film}.unplugged`, film);
  }

  override async openBookmark(): Promise<void> {
    await focusWindow(this);
    await press(this, 'alt+shift+b');
    await press(this, 'Return');
  }

  override async openFromOutside(url: string): Promise<void> {
    // A browser that is driven takes no address from a second process: this is the tab that it would make of one.
    const session = await this.puppeteer.target().createCDPSession();
    await session.send('Target.createTarget', { url });
    await session.detach();
  }

  override async restart(change: Partial<LaunchOptions> = {}): Promise<TestBrowser> {
    await this.close();
    return launchChromium(this.world, { ...this.options, ...change }, this.profile);
  }
}

/** Starts Chromium; a profile that is given is used again. */
export async function launchChromium(
  world: World,
  options: LaunchOptions = {},
  used?: Profile,
): Promise<TestBrowser> {
  const profile = used ?? makeProfile(world, 'chromium');
  const { extension = extensionBuild('chromium'), others = [], headless = false } = options;
  const { node, display } = options.machine ?? homeMachine(world);
  const preferences = join(profile.data, 'Default', 'Preferences');
  mkdirSync(join(profile.data, 'Default'), { recursive: true });
  const first = {
    extensions: { ui: { developer_mode: true } },
    bookmark_bar: {
      show_on_all_tabs: options.bookmark !== undefined,
      show_apps_shortcut: false,
      show_tab_groups: false,
    },
    search: { suggest_enabled: options.suggestions ?? false },
    // 2: never guess which page comes next, which would connect to search engines while typing.
    net: { network_prediction_options: options.suggestions ? 0 : 2 },
    session: { restore_on_startup: 5 },
    profile: { exit_type: 'Normal' },
    signin: { allowed: false },
  };
  try {
    writeFileSync(preferences, JSON.stringify(first), { flag: 'wx' });
  } catch {
    // A profile that is used again keeps its own.
  }
  if (options.bookmark !== undefined) {
    const { title, url } = options.bookmark;
    const folder = (id: string, children: object[]): object => ({
      children,
      id,
      name: id,
      type: 'folder',
    });
    const roots = {
      bookmark_bar: folder('1', [{ id: '4', name: title, type: 'url', url }]),
      other: folder('2', []),
      synced: folder('3', []),
    };
    writeFileSync(
      join(profile.data, 'Default', 'Bookmarks'),
      JSON.stringify({ roots, version: 1 }),
    );
  }
  const host = prepareHost(
    world,
    node,
    'chromium',
    profile.host,
    join(profile.data, 'NativeMessagingHosts'),
    options.host === undefined ? {} : options.host,
  );
  const film = options.devices ? makeFilm(profile.data) : '';
  const extensions = [...(extension === null ? [] : [extension]), ...others];
  const browser = await launch({
    browser: 'chrome',
    executablePath: programIn(world, node, findBrowser('chromium')),
    pipe: true,
    // A tab that starts at an address of ours becomes the gate's before puppeteer has made out what it is.
    waitForInitialPage: false,
    headless,
    userDataDir: profile.data,
    defaultViewport: null,
    enableExtensions: extensions.length > 0,
    acceptInsecureCerts: options.acceptInsecureCerts ?? false,
    handleSIGINT: false,
    handleSIGTERM: false,
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: profile.home,
      ...(options.sound !== undefined && { PULSE_SERVER: options.sound }),
    },
    args: [
      ...FLAGS,
      ...(options.devices
        ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
        : []),
      // Its list of screens, windows and tabs is the browser's; what is picked there is what matters here.
      '--auto-select-desktop-capture-source=Entire screen',
      `--ignore-certificate-errors-spki-list=${leafPin(world.dir)}`,
      // Loaded while the browser starts, as an installed one is; a debugging command would come after the first tab.
      ...(extensions.length > 0 ? [`--load-extension=${extensions.join(',')}`] : []),
      ...(options.args ?? []),
    ],
  });
  const chromium = new Chromium(browser, world, profile, options, host);
  if (used === undefined && options.extension === undefined) await chromium.closeWelcome();
  return chromium;
}
