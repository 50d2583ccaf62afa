/** A call between the two browsers of the demo, by its two links. */
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { extensionPage } from './person.ts';

/** The person who calls and the one who is called. */
export type CallDemo = {
  readonly caller: Browser;
  readonly callee: Browser;
  /** Whom the first one calls. */
  readonly calleeName: string;
};

/** Walks through a call and leaves screenshots in `folder`. */
export async function walkCall(demo: CallDemo, folder: string): Promise<readonly string[]> {
  const { caller, callee, calleeName } = demo;
  const shots: string[] = [];
  async function shot(page: Page, name: string): Promise<void> {
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    shots.push(path);
  }

  await allowDevices(caller);
  await allowDevices(callee);
  const hers = await windowAfter(caller, () => command(caller, 'startCall', { to: calleeName }));
  await press(hers, 'Call');
  const offer = await linkIn(hers);
  await shot(hers, '6-call-link');

  const his = await windowAfter(callee, () => command(callee, 'openCallLink', { text: offer }));
  await saying(his, 'is calling you');
  await shot(his, '7-call-rings');
  await press(his, 'Answer with video');
  const answer = await linkIn(his);

  await command(caller, 'openCallLink', { text: answer });
  await Promise.all([seeing(hers), seeing(his)]);
  await shot(hers, '8-in-call');
  await shot(his, '9-in-call');
  return shots;
}

async function allowDevices(browser: Browser): Promise<void> {
  const origin = extensionPage('').replace(/\/$/, '');
  await browser.defaultBrowserContext().overridePermissions(origin, ['camera', 'microphone']);
}

/** Says to the background what the toolbar window would say. */
async function command(browser: Browser, name: string, data: object): Promise<void> {
  const page = await browser.newPage();
  await page.goto(extensionPage('popup.html'));
  await page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ command: name, data })})`);
  await page.close();
}

/** The window of a call that something opens. */
async function windowAfter(browser: Browser, open: () => Promise<void>): Promise<Page> {
  const [target] = await Promise.all([
    browser.waitForTarget((one) => one.url().startsWith(extensionPage('call.html'))),
    open(),
  ]);
  const page = (await target.page()) ?? (await target.asPage());
  await page.setViewport({ width: 420, height: 760 });
  return page;
}

async function saying(page: Page, text: string): Promise<void> {
  await page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(text)})`);
}

async function press(page: Page, label: string): Promise<void> {
  const find = `[...document.querySelectorAll('button')].find((button) => button.textContent.trim() === ${JSON.stringify(label)})`;
  await page.waitForFunction(`${find} !== undefined`);
  await page.evaluate(`${find}.click()`);
}

/** The link that is shown to be sent. */
async function linkIn(page: Page): Promise<string> {
  const shown = await page.waitForFunction(
    `document.body.innerText.match(/https:[^ ]*\\/c#[\\w-]+/)?.[0]`,
  );
  return String(await shown.jsonValue());
}

/** Waits until the other side is seen. */
async function seeing(page: Page): Promise<void> {
  await page.waitForFunction(
    `[...document.querySelectorAll('video')].some((video) => video.classList.contains('their-video') && video.videoWidth > 0)`,
  );
}
