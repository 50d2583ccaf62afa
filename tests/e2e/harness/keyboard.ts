/** Real key presses into a real address bar. */
import type { Page } from 'puppeteer';
import type { TestBrowser } from './browser.ts';
import { run } from './process.ts';
import { waitFor } from './wait-for.ts';

async function xdotool({ machine, world }: TestBrowser, ...args: string[]): Promise<string> {
  const env = { ...process.env, DISPLAY: machine.display };
  if (machine.node === 'A') return run('xdotool', args, { env });
  // Two machines may have displays of one name.
  return run('ip', ['netns', 'exec', world.namespaces[machine.node], 'xdotool', ...args], { env });
}

/** Brings a browser's window to the front and gives it the keyboard. */
export async function focusWindow(browser: TestBrowser): Promise<void> {
  const window = await waitFor(
    async () => {
      const found = await xdotool(
        browser,
        'search',
        '--onlyvisible',
        '--pid',
        String(browser.pid()),
      );
      return found.trim().split('\n').at(-1);
    },
    { what: 'a window of the browser' },
  );
  await xdotool(browser, 'windowactivate', '--sync', window);
}

/** Brings the window of this title to the front and gives it the keyboard; a browser adds to titles. */
export async function focusTitled(browser: TestBrowser, title: string): Promise<void> {
  const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const window = await waitFor(
    async () =>
      (await xdotool(browser, 'search', '--onlyvisible', '--name', pattern))
        .trim()
        .split('\n')
        .at(-1),
    { what: `a window ${title}` },
  );
  await xdotool(browser, 'windowactivate', '--sync', window);
}

/** The window that has the keyboard. */
export async function activeWindow(browser: TestBrowser): Promise<string> {
  return (await xdotool(browser, 'getactivewindow')).trim();
}

/** Presses keys, in xdotool's words: `ctrl+t`, `Return`, `alt+Left`. */
export async function press(browser: TestBrowser, ...keys: string[]): Promise<void> {
  await xdotool(browser, 'key', '--clearmodifiers', '--delay', '20', ...keys);
}

/** Presses a key and holds it. */
export async function hold(browser: TestBrowser, key: string): Promise<void> {
  await xdotool(browser, 'keydown', key);
}

/** Lets a key go that was held. */
export async function letGo(browser: TestBrowser, key: string): Promise<void> {
  await xdotool(browser, 'keyup', key);
}

/** Types a text where the keyboard is. */
export async function type(browser: TestBrowser, text: string): Promise<void> {
  await xdotool(browser, 'type', '--clearmodifiers', '--delay', '12', text);
}

/** Puts the keyboard into the address bar of a tab, and waits until it is there: what is typed sooner is lost. */
export async function focusAddressBar(browser: TestBrowser, page: Page): Promise<void> {
  await page.bringToFront();
  await focusWindow(browser);
  const pageHasKeyboard = (): Promise<boolean> => page.evaluate(() => document.hasFocus());
  await waitFor(
    async () => {
      if (await pageHasKeyboard()) return true;
      // Out of the address bar, where the keyboard may be; a window that is not quite in front does not hear it.
      await press(browser, 'Escape', 'Escape');
      return pageHasKeyboard();
    },
    { what: 'the keyboard in the page' },
  );
  await press(browser, 'ctrl+l');
  await waitFor(async () => !(await pageHasKeyboard()), {
    what: 'the keyboard in the address bar',
  });
}

/**
 * Does what a person does: goes to the address bar, types, presses Return. In the given tab, or the first one. Waits for
 * nothing that follows.
 */
export async function typeInAddressBar(
  browser: TestBrowser,
  text: string,
  page?: Page,
): Promise<void> {
  await focusAddressBar(browser, page ?? (await browser.firstPage()));
  await type(browser, text);
  await press(browser, 'Return');
}

/** Where a window is on the display whose title fits a pattern of xdotool; undefined: there is none. */
export async function windowTitled(
  browser: TestBrowser,
  title: string,
): Promise<{ readonly x: number; readonly y: number; readonly width: number } | undefined> {
  const found = await xdotool(browser, 'search', '--onlyvisible', '--name', title).catch(() => '');
  const id = found.trim().split('\n').at(-1);
  if (id === undefined || id === '') return undefined;
  const shape = await xdotool(browser, 'getwindowgeometry', '--shell', id).catch(() => '');
  const part = (word: string): number =>
    Number(new RegExp(`^${word}=(-?\\d+)$`, 'm').exec(shape)?.[1] ?? 0);
  return { x: part('X'), y: part('Y'), width: part('WIDTH') };
}

/** Clicks with the mouse at a point of the display. */
export async function click(browser: TestBrowser, x: number, y: number): Promise<void> {
  await xdotool(browser, 'mousemove', String(x), String(y), 'click', '1');
}

/** Puts the mouse where it points at nothing. */
export async function putMouseAside(browser: TestBrowser): Promise<void> {
  // Not `--sync`, which waits for ever for a mouse that is there already.
  await xdotool(browser, 'mousemove', '1279', '450');
}
