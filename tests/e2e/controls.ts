/** The controls of a page of ours by the words that a person reads on them. */
import type { ElementHandle, Page } from 'puppeteer';
import { waitFor } from './harness/wait-for.ts';

/** The field, box or button of this name that can be seen, once it is there. */
export async function control(page: Page, name: string): Promise<ElementHandle<HTMLElement>> {
  return waitFor(
    async () => {
      const found = await page.evaluateHandle((wanted) => {
        const said = (one: Element): string =>
          (one.getAttribute('aria-label') ?? one.textContent)
            .replaceAll(/[\u2066-\u2069]/g, '')
            .trim();
        const all = [...document.querySelectorAll<HTMLElement>('button, label')];
        const one = all.find((each) => said(each) === wanted && each.checkVisibility());
        return one instanceof HTMLLabelElement ? one.control : (one ?? null);
      }, name);
      // oxlint-disable-next-line no-unsafe-type-assertion -- what was looked for is one
      return found.asElement() as ElementHandle<HTMLElement> | null;
    },
    { what: `“${name}”` },
  );
}

/** Presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await (await control(page, name)).evaluate((one) => one.click());
}

/** Types a text into it and confirms. */
export async function enter(page: Page, name: string, text: string): Promise<void> {
  const field = await control(page, name);
  await field.type(text);
  await field.press('Enter');
}

/** Waits until the page says this; the marks that keep the direction of a name within a sentence do not count. */
export async function says(page: Page, text: string, timeout = 10_000): Promise<void> {
  await waitFor(
    () =>
      page.evaluate(
        (wanted) => document.body.innerText.replaceAll(/[\u2066-\u2069]/g, '').includes(wanted),
        text,
      ),
    { timeout, what: `“${text}”` },
  );
}
