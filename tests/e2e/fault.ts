/** What every case of a fault looks at: what the gate says of it, and that it goes on by itself when the cause is gone. */
import type { Page } from 'puppeteer';
import { failureText } from '../../lib/i18n/failures.ts';
import { createTranslator } from '../../lib/i18n/translate.ts';
import type { Failure } from '../../lib/protocol/ui.ts';
import { ENGLISH } from '../../tests/fakes/english.ts';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import type { Story } from './story.ts';

/** What the gate says. */
interface Said {
  readonly kind: string | undefined;
  readonly what: string | undefined;
  readonly next: string | undefined;
  readonly details: string | undefined;
}

const t = createTranslator('en-US', ENGLISH);

/**
 * Waits until the gate tells exactly this failure: its kind, what happened and what to do next, with these words in the
 * sentences. Gives its tab.
 */
export async function gateTells(
  story: Story,
  kind: Failure['kind'],
  words: Readonly<Record<string, string>> = {},
  timeout = 20_000,
): Promise<Page> {
  const texts = failureText(t, { kind, words: { port: '80', ...words } });
  const plain = (text: string): string => text.replaceAll('`', '');
  let said: Said | undefined;
  const gate = story.browser.extensionUrl('gate.html');
  const page = await story.browser.pageAt((url) => url.startsWith(gate), timeout);
  await waitFor(
    async () => {
      said = await page.evaluate(() => {
        const text = (selector: string): string | undefined =>
          document.querySelector(selector)?.textContent;
        return {
          kind: text('.details dd'),
          what: text('#panel-heading'),
          next: text('.panel .next span'),
          details: text('.details dl'),
        };
      });
      return (
        said.kind === kind && said.what === plain(texts.what) && said.next === plain(texts.next)
      );
    },
    { timeout, what: `the gate to tell ${kind}` },
  ).catch((error: unknown) => {
    const wanted = JSON.stringify({ kind, ...texts });
    throw new Error(`the gate says ${JSON.stringify(said)} instead of ${wanted}`, { cause: error });
  });
  screenshotDisplay(story.world.plan, `gate-${kind}-${story.browser.kind}`);
  return page;
}

/** Waits until a tab has come to the site by itself. Nothing is pressed and nothing is loaded again. */
export async function goesOn(
  story: Story,
  url: string,
  title = 'alice.azero',
  timeout = 25_000,
): Promise<Page> {
  const page = await story.browser.pageAt((at) => at === url, timeout);
  await waitFor(() => page.evaluate((wanted) => document.title === wanted, title), {
    timeout,
    what: `the title ${title} at ${url}`,
  });
  return page;
}

/** Presses *Try again*, for causes that are looked at again by itself only after a while. */
export async function tryAgain(story: Story): Promise<void> {
  const gate = story.browser.extensionUrl('gate.html');
  const page = await story.browser.pageAt((url) => url.startsWith(gate));
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Try again')?.click();
  });
}
