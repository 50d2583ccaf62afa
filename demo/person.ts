/** One simulated person of the demo: a node, a host that asks it, and a browser with the extension in a throw-away profile. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, launch, type Page, TargetType } from 'puppeteer';
import type { NodeId } from '../lib/node-id.ts';
import { CHROMIUM_EXTENSION_ID, HOST_NAME } from '../lib/protocol/ids.ts';
import { findBrowser } from '../tests/e2e/harness/find-browser.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Who somebody is in the demo. */
export type PersonOptions = {
  /** A folder of her own. */
  readonly folder: string;
  readonly nodeId: NodeId;
  /** Where every node is, her own among them. */
  readonly addresses: Readonly<Record<NodeId, string>>;
  /** What a person would set in the settings. */
  readonly settings: unknown;
  readonly headless: boolean;
  /** Which half of the screen is hers. */
  readonly side: 'left' | 'right';
};

/** The size of each window in CSS pixels: two fit beside each other on an ordinary screen. */
const WINDOW = { width: 940, height: 860 } as const;

/** The address of one of the extension's pages. */
export function extensionPage(path: string): string {
  return `chrome-extension://${CHROMIUM_EXTENSION_ID}/${path}`;
}

/** Starts the browser of one person, set up. */
export async function startPerson(options: PersonOptions): Promise<Browser> {
  const { folder, headless } = options;
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'NativeMessagingHosts'), { recursive: true });
  // The button is where the words of the demo say it is, and not behind the puzzle piece.
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ extensions: { pinned_extensions: [CHROMIUM_EXTENSION_ID] } }),
  );
  const launcher = writeHost(options);
  writeFileSync(
    join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`),
    JSON.stringify({
      name: HOST_NAME,
      description: 'Copybara demo',
      path: launcher,
      type: 'stdio',
      allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
    }),
  );
  const browser = await launch({
    executablePath: findBrowser('chromium'),
    pipe: true,
    headless,
    userDataDir: profile,
    defaultViewport: headless ? { width: 1000, height: 720 } : null,
    enableExtensions: [join(ROOT, '.output/chrome-mv3')],
    // The demo cleans up after itself; left to puppeteer, a Ctrl+C would end this process before.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      `--window-size=${WINDOW.width},${WINDOW.height}`,
      `--window-position=${options.side === 'left' ? 0 : WINDOW.width},0`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // One camera can't be in two calls: both people have a simulated one.
      '--use-fake-device-for-media-stream',
      // The sandbox does not start for root, who runs this in containers and on test machines.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  // Whoever tries this has nothing to set up: the page that greets would only be in the way.
  browser.on('targetcreated', (target) => {
    if (!target.url().endsWith('/welcome.html')) return;
    void target.page().then(
      (page) => page?.close(),
      () => {},
    );
  });
  // Before its background runs, its pages may be blocked as those of no extension.
  await browser.waitForTarget(
    (target) =>
      target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(extensionPage('')),
  );
  await setUp(await firstPage(browser), options.settings);
  return browser;
}

/** The first tab. */
export async function firstPage(browser: Browser): Promise<Page> {
  const [first] = await browser.pages();
  return first ?? (await browser.newPage());
}

/** The one thing that a person would do in the settings, name the chain and herself; until all is ready. */
async function setUp(page: Page, settings: unknown): Promise<void> {
  await page.goto(extensionPage('popup.html'));
  await page.evaluate(`chrome.storage.local.set(${JSON.stringify({ settings })})`);
  await page.waitForFunction(`document.body.innerText.includes('Everything is ready')`);
}

function writeHost({ folder, nodeId, addresses }: PersonOptions): string {
  const mccState = join(folder, 'mcc.json');
  writeFileSync(mccState, JSON.stringify({ id: nodeId, addresses }));
  const config = join(folder, 'host.json');
  const mcc = [process.execPath, join(ROOT, 'tests/stand-ins/mcc/mcc.mjs'), '--state', mccState];
  writeFileSync(config, JSON.stringify({ mcc, allowLoopback: true }));
  const launcher = join(folder, 'host.sh');
  const host = join(ROOT, '.output/native-host/copybara-host');
  writeFileSync(launcher, `#!/bin/sh\nCOPYBARA_HOST_CONFIG='${config}' exec '${host}' "$@"\n`, {
    mode: 0o755,
  });
  return launcher;
}
