/** Starts Firefox with the extension, driven over WebDriver BiDi. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer';
import { FIREFOX_EXTENSION_ID } from '../../../lib/protocol/ids.ts';
import {
  type Connection,
  type DeviceAnswer,
  extensionBuild,
  type LaunchOptions,
  makeProfile,
  type Profile,
  TestBrowser,
} from './browser.ts';
import { certificateStore } from './certificate-store.ts';
import { findBrowser } from './find-browser.ts';
import { changeDevices, fakeCamera, placeOfAnswer } from './firefox-devices.ts';
import { FIREFOX_QUIET } from './firefox-quiet.ts';
import { click, focusWindow, press } from './keyboard.ts';
import { homeMachine, programIn } from './machine.ts';
import { type HostTrace, prepareHost } from './native-host.ts';
import { type Passage, passToMachine } from './passage.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** The extension's host in `moz-extension:` addresses; Firefox draws one for each profile unless it is told. */
const UUID = '1d0c2e7a-5a4f-4d8e-9c55-c09bba7a0001';

interface BidiConnection {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
}

/** Puppeteer's own connection: it offers no call for Firefox's privileged scope. */
function connectionOf(browser: Browser): BidiConnection {
  const connection: BidiConnection | undefined = Reflect.get(browser, 'connection');
  if (connection === undefined) throw new Error('puppeteer no longer shows its BiDi connection');
  return connection;
}

class Firefox extends TestBrowser {
  readonly kind = 'firefox';
  readonly #passage: Passage | undefined;

  constructor(
    puppeteer: Browser,
    world: World,
    profile: Profile,
    options: LaunchOptions,
    host: HostTrace,
    passage: Passage | undefined,
  ) {
    super(puppeteer, world, profile, options, host);
    this.#passage = passage;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#passage?.close();
  }

  extensionUrl(path: string): string {
    return `moz-extension://${UUID}/${path.replace(/^\//, '')}`;
  }

  /** Evaluates an expression with the browser's own rights; it must give a text. */
  async #privileged(expression: string): Promise<string> {
    const connection = connectionOf(this.puppeteer);
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { contexts } = tree.result;
    const context: unknown = Array.isArray(contexts) ? Reflect.get(contexts[0], 'context') : null;
    const reply = await connection.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    const { result } = reply.result;
    const value: unknown =
      typeof result === 'object' && result !== null ? Reflect.get(result, 'value') : null;
    if (typeof value !== 'string')
      throw new Error(`Firefox answered ${JSON.stringify(reply.result)}`);
    return value;
  }

  #extension(expression: string): Promise<string> {
    const id = JSON.stringify(FIREFOX_EXTENSION_ID);
    return this.#privileged(
      `(async () => { const { extension } = WebExtensionPolicy.getByID(${id}); return ${expression}; })()`,
    );
  }

  override async killBackground(): Promise<void> {
    await waitFor(() => this.backgroundRuns(), { what: 'a running background' });
    // The second switch: also while a native port is open, which keeps an idle one alive. Whatever needs the background may
    // start it again at once, so what is waited for is the end of this one.
    await this.#extension(`await (async () => {
      const before = extension.backgroundContext;
      while (before && extension.backgroundContext === before) {
        await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return 'ended';
    })()`);
  }

  override async backgroundRuns(): Promise<boolean> {
    return (await this.#extension('String(extension.backgroundState)')) === 'running';
  }

  override async allowDevices(): Promise<void> {
    const id = JSON.stringify(FIREFOX_EXTENSION_ID);
    await this.#privileged(`(() => {
      const { principal } = WebExtensionPolicy.getByID(${id}).extension;
      for (const device of ['camera', 'microphone']) {
        Services.perms.addFromPrincipal(principal, device, Services.perms.ALLOW_ACTION);
      }
      return 'done';
    })()`);
  }

  override async allowPrivateWindows(): Promise<void> {
    const id = JSON.stringify(FIREFOX_EXTENSION_ID);
    await this.#privileged(`(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${id});
      const wanted = { permissions: ['internal:privateBrowsingAllowed'], origins: [], data_collection: [] };
      await ExtensionPermissions.add(${id}, wanted, extension);
      await (await AddonManager.getAddonByID(${id})).reload();
      return 'done';
    })()`);
    this.forgetPages();
  }

  override setSiteAccess(): Promise<void> {
    throw new Error('Firefox has a permission instead, which permissions.remove takes back');
  }

  /** Puts a bookmark into the bar. */
  async keepBookmark(bookmark: NonNullable<LaunchOptions['bookmark']>): Promise<void> {
    await this.#privileged(
      `ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs').PlacesUtils.bookmarks
        .insert({ parentGuid: 'toolbar_____', ...${JSON.stringify(bookmark)} }).then(({ guid }) => guid)`,
    );
  }

  override async openBookmark(): Promise<void> {
    await focusWindow(this);
    const where = await waitFor(
      () =>
        this.#privileged(
          `(() => {
            const box = document.querySelector('#PlacesToolbarItems .bookmark-item')?.getBoundingClientRect();
            return box?.width > 0
              ? [window.mozInnerScreenX + box.x + box.width / 2, window.mozInnerScreenY + box.y + box.height / 2].join(' ')
              : '';
          })()`,
        ),
      { what: 'the bookmark in the bar' },
    );
    const [x = 0, y = 0] = where.split(' ').map((text) => Math.round(Number(text)));
    await click(this, x, y);
  }

  override async openFromOutside(url: string): Promise<void> {
    // Puppeteer starts it with `--no-remote`, so the address comes in one step later than over the command line.
    await this.#privileged(`(() => {
      const window = Services.wm.getMostRecentBrowserWindow();
      const { OPEN_NEWTAB, OPEN_EXTERNAL } = Ci.nsIBrowserDOMWindow;
      const principal = Services.scriptSecurityManager.getSystemPrincipal();
      window.browserDOMWindow.openURI(
        Services.io.newURI(${JSON.stringify(url)}), null, OPEN_NEWTAB, OPEN_EXTERNAL, principal, null,
      );
      return 'done';
    })()`);
  }

  override async asksForDevices(): Promise<boolean> {
    const open = await this.#privileged(
      `String([...Services.wm.getEnumerator('navigator:browser')].some(({ PopupNotifications }) => PopupNotifications?.isPanelOpen))`,
    );
    return open === 'true';
  }

  override async answerDeviceQuestion(answer: DeviceAnswer): Promise<void> {
    await waitFor(() => this.asksForDevices(), { what: 'the question about devices' });
    if (answer === 'dismiss') await focusWindow(this);
    // Its buttons take no click in their first half second.
    await waitFor(
      async () => {
        if (!(await this.asksForDevices())) return true;
        if (answer === 'dismiss') {
          await press(this, 'Escape');
          return false;
        }
        const where = await this.#privileged(placeOfAnswer(answer));
        const [x = 0, y = 0] = where.split(' ').map((text) => Math.round(Number(text)));
        if (where !== '') await click(this, x, y);
        return false;
      },
      { interval: 300, what: 'the end of the question about devices' },
    );
  }

  override async setDevices(choice: 'block' | 'ask'): Promise<void> {
    const page = this.extensionUrl('call.html');
    await this.#privileged(changeDevices(choice, FIREFOX_EXTENSION_ID, page));
  }

  override async connectionsOf(): Promise<readonly Connection[]> {
    // What about:webrtc shows; it knows every connection of every page. Beside what getStats() tells a page it holds the ICE
    // agent's own list of candidates (`raw…`), with this machine's real addresses, which no page can see.
    const text = await this.#privileged(`(async () => {
      const { reports } = await new Promise((resolve) => WebrtcGlobalInformation.getAllStats(resolve));
      return JSON.stringify(reports.filter((report) => !report.closed));
    })()`);
    const reports: readonly Record<string, unknown>[] = JSON.parse(text);
    return reports.map((report) => ({
      local: sdpOf(report, 'local'),
      remote: sdpOf(report, 'remote'),
      stats: Object.entries(report)
        .filter(([key]) => /Stats$|^(?:iceCandidate|trickled)/.test(key))
        .flatMap(([, value]) => (Array.isArray(value) ? value : [])),
    }));
  }

  override async pickScreen(): Promise<void> {
    const inQuestion = (task: string): Promise<string> =>
      this.#privileged(`(() => {
        const window = [...Services.wm.getEnumerator('navigator:browser')].find(
          ({ PopupNotifications }) => PopupNotifications?.isPanelOpen,
        );
        const list = window?.document.getElementById('webRTC-selectWindow-menulist');
        const { button } = window?.PopupNotifications.panel.firstElementChild ?? {};
        ${task}
      })()`);
    const screen = `[...(list?.menupopup.children ?? [])].find(({ mediaSource }) => mediaSource === 'screen')`;
    await waitFor(
      async () =>
        (await inQuestion(`const screen = ${screen};
          if (!screen) return '';
          list.selectedItem = screen;
          screen.doCommand();
          list.dispatchEvent(new window.Event('command'));
          return 'picked';`)) === 'picked',
      { what: 'the list of screens' },
    );
    await waitFor(
      async () =>
        (await inQuestion(`if (!button || button.disabled) return '';
          button.click();
          return 'allowed';`)) === 'allowed',
      { what: 'the button that allows it' },
    );
  }

  override async stopSharing(): Promise<void> {
    await waitFor(
      async () =>
        (await this.#privileged(`(() => {
          const window = [...Services.wm.getEnumerator(null)].find(({ location }) =>
            location.href.endsWith('/webrtcIndicator.xhtml'),
          );
          const button = window?.document.getElementById('stop-sharing');
          button?.click();
          return button ? 'stopped' : '';
        })()`)) === 'stopped',
      { what: 'the window that says what is shared' },
    );
  }

  override async keepsScreenOn(): Promise<boolean> {
    // "locked-foreground" or "locked-background".
    const state = await this.#privileged(
      `Cc['@mozilla.org/power/powermanagerservice;1'].getService(Ci.nsIPowerManagerService).getWakeLockState('screen')`,
    );
    return state.startsWith('locked');
  }

  override async cameraIsOn(): Promise<boolean> {
    // Its camera sign is not shown for the camera that it makes up, so this is what its pages hold of one.
    return (await this.liveTracks()).includes('video');
  }

  override crashCamera(): Promise<void> {
    throw new Error('what Firefox makes up is filmed by no process of its own');
  }

  override async unplugCamera(): Promise<void> {
    await this.#privileged(fakeCamera(false));
  }

  override async plugInCamera(): Promise<void> {
    await this.#privileged(fakeCamera(true));
  }

  override async restart(change: Partial<LaunchOptions> = {}): Promise<TestBrowser> {
    await this.close();
    return launchFirefox(this.world, { ...this.options, ...change }, this.profile);
  }
}

/** A description in a report of about:webrtc, which keeps only its history. */
function sdpOf(report: Readonly<Record<string, unknown>>, side: 'local' | 'remote'): string {
  const history = report['sdpHistory'];
  const entries: readonly Record<string, unknown>[] = Array.isArray(history) ? history : [];
  return entries
    .filter((entry) => entry['isLocal'] === (side === 'local'))
    .map((entry) => String(entry['sdp']))
    .join('');
}

/** Starts Firefox; a profile that is given is used again. */
export async function launchFirefox(
  world: World,
  options: LaunchOptions = {},
  used?: Profile,
): Promise<TestBrowser> {
  const profile = used ?? makeProfile(world, 'firefox');
  const { extension = extensionBuild('firefox'), others = [], headless = false } = options;
  const { node, display } = options.machine ?? homeMachine(world);
  cpSync(await certificateStore(world), profile.data, { recursive: true, force: false });
  if (extension !== null) {
    // A file that names the folder is how Firefox is told of an unpacked extension that stays installed, also over a restart.
    const place = join(profile.data, 'extensions');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, FIREFOX_EXTENSION_ID), extension);
  }
  const host = prepareHost(
    world,
    node,
    'firefox',
    profile.host,
    join(profile.home, '.mozilla', 'native-messaging-hosts'),
    options.host === undefined ? {} : options.host,
  );
  // Puppeteer speaks to Firefox over a port of 127.0.0.1, which is another one in another machine.
  const passage = node === 'A' ? undefined : await passToMachine(world, node);
  const browser = await launch({
    browser: 'firefox',
    executablePath: programIn(world, node, findBrowser('firefox')),
    ...(passage && { debuggingPort: passage.port }),
    headless,
    userDataDir: profile.data,
    defaultViewport: null,
    acceptInsecureCerts: options.acceptInsecureCerts ?? false,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: ['--remote-allow-system-access', '--width=1200', '--height=860', ...(options.args ?? [])],
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: profile.home,
      // Only with this does a release build take the server of its remote settings from the preferences.
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(options.sound !== undefined && { PULSE_SERVER: options.sound }),
    },
    extraPrefsFirefox: {
      ...FIREFOX_QUIET,
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_EXTENSION_ID]: UUID }),
      'xpinstall.signatures.required': false,
      'extensions.autoDisableScopes': 0,
      'extensions.enabledScopes': 15,
      'browser.toolbars.bookmarks.visibility': options.bookmark === undefined ? 'never' : 'always',
      'media.navigator.streams.fake': options.devices ?? false,
      'browser.search.suggest.enabled': options.suggestions ?? false,
      'browser.urlbar.suggest.searches': options.suggestions ?? false,
      'browser.urlbar.speculativeConnect.enabled': options.suggestions ?? false,
      ...options.prefs,
    },
  });
  // Temporary add-ons, since theirs are not the ids that must last.
  for (const other of others) {
    // oxlint-disable-next-line no-await-in-loop -- the order of installation decides who holds a setting
    await browser.installExtension(other);
  }
  const firefox = new Firefox(browser, world, profile, options, host, passage);
  if (used === undefined && options.extension === undefined) await firefox.closeWelcome();
  if (options.bookmark !== undefined) await firefox.keepBookmark(options.bookmark);
  return firefox;
}
