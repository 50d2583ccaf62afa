/** What a person does and sees on the stage of a call, beside talking. */
import { focusTitled } from '../harness/keyboard.ts';
import { waitFor } from '../harness/wait-for.ts';
import type { CallWindow } from './call-window.ts';

/** Red, green, blue: 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Gives a window the keyboard. */
export async function takeKeyboard({ page, browser }: CallWindow): Promise<void> {
  await page.bringToFront();
  await focusTitled(browser, await page.title());
  // A key that is pressed on a button presses that button.
  await page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
  });
  await waitFor(() => page.evaluate(() => document.hasFocus()), { what: 'the keyboard' });
}

/** Opens the devices and settings, if they are not open. */
export async function openMore(window: CallWindow): Promise<void> {
  const isOpen = await window.page.evaluate(() => document.querySelector('.switches') !== null);
  if (!isOpen) await window.press('More');
  await waitFor(() => window.page.$('.switches'), { what: 'devices and settings' });
}

/** The middle of something in the window that a pointer would meet there, once it has kept its place for some frames: pictures and bars that come move it. */
export async function placeAtRest(
  { page }: CallWindow,
  selector: string,
): Promise<[number, number]> {
  await page.bringToFront();
  return waitFor(
    () =>
      page.evaluate(async (wanted) => {
        const look = (): string =>
          JSON.stringify(document.querySelector(wanted)?.getBoundingClientRect());
        const before = look();
        for (let frames = 0; frames < 10; frames += 1) {
          // oxlint-disable-next-line no-await-in-loop -- one frame after the other
          await new Promise((resolve) => requestAnimationFrame(resolve));
          if (look() !== before) return undefined;
        }
        const box = document.querySelector(wanted)?.getBoundingClientRect();
        if (box === undefined) return undefined;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const isMet = document.elementFromPoint(x, y)?.closest(wanted) != null;
        return isMet ? ([x, y] satisfies [number, number]) : undefined;
      }, selector),
    { what: `${selector} at rest` },
  );
}

/** Chooses a device by its name. */
export async function chooseDevice(
  window: CallWindow,
  what: 'Microphone' | 'Camera' | 'Speaker',
  name: string,
): Promise<void> {
  await openMore(window);
  const select = await waitFor(
    () =>
      window.page.evaluate(
        (label, wanted) => {
          const found = [...document.querySelectorAll<HTMLLabelElement>('.device label')].find(
            ({ textContent }) => textContent === label,
          );
          const list = found?.control;
          if (!found || !(list instanceof HTMLSelectElement)) return undefined;
          const option = [...list.options].find(({ text }) => text === wanted);
          return option && { selector: `#${CSS.escape(list.id)}`, value: option.value };
        },
        what,
        name,
      ),
    { what: `${name} to choose` },
  );
  await window.page.select(select.selector, select.value);
}

/** Waits until a colour covers much of the other side's screen. */
export async function seesOnScreen({ page }: CallWindow, colour: Colour): Promise<void> {
  await waitFor(async () => (await shareOf(page, colour)) > 0.35, {
    timeout: 30_000,
    what: `${colour.join()} on the other screen`,
  });
}

/** How much of the other side's screen has a colour, of 1; a codec changes it a little. */
function shareOf(page: CallWindow['page'], colour: Colour): Promise<number> {
  return page.evaluate(([red, green, blue]) => {
    const video = document.querySelector<HTMLVideoElement>('.screen-video');
    const pen = new OffscreenCanvas(64, 48).getContext('2d', { willReadFrequently: true });
    if (!video || !pen) return 0;
    pen.drawImage(video, 0, 0, 64, 48);
    const { data } = pen.getImageData(0, 0, 64, 48);
    let fitting = 0;
    for (let at = 0; at < data.length; at += 4) {
      const far =
        Math.abs((data[at] ?? 0) - red) +
        Math.abs((data[at + 1] ?? 0) - green) +
        Math.abs((data[at + 2] ?? 0) - blue);
      if (far < 120) fitting += 1;
    }
    return fitting / (64 * 48);
  }, colour);
}

/** Waits until no screen of the other side is shown. */
export async function seesNoScreen({ page }: CallWindow): Promise<void> {
  await waitFor(() => page.evaluate(() => document.querySelector('.screen-video') === null), {
    what: 'no screen of the other side',
  });
}

/** Whether the call covers the whole screen, but for what a browser says there of being driven by a test. */
export function isFullScreen({ page }: CallWindow): Promise<boolean> {
  return page.evaluate(
    () =>
      document.fullscreenElement !== null &&
      innerWidth === screen.width &&
      innerHeight > screen.height - 80,
  );
}

/** What is in the small window: its text, whether there is a picture that moves on, its buttons; undefined: it is not open. */
export function smallWindow({ page }: CallWindow): Promise<
  | {
      readonly text: string;
      readonly picture: boolean;
      readonly buttons: readonly (string | null)[];
    }
  | undefined
> {
  return page.evaluate(() => {
    const shown: unknown = Reflect.get(globalThis, 'documentPictureInPicture');
    const small: unknown = typeof shown === 'object' && shown && Reflect.get(shown, 'window');
    if (typeof small !== 'object' || small === null) return undefined;
    const inside: unknown = Reflect.get(small, 'document');
    if (typeof inside !== 'object' || inside === null) return undefined;
    const { body } = inside as Document;
    const video = body.querySelector('video');
    return {
      text: body.innerText,
      picture: video !== null && video.videoWidth > 0 && !video.paused,
      buttons: [...body.querySelectorAll('button')].map((button) => button.ariaLabel),
    };
  });
}

/** Where the middle of something in the small window is on the screen, in pixels. */
export function placeInSmall(
  { page }: CallWindow,
  selector: string,
): Promise<readonly [x: number, y: number] | undefined> {
  return page.evaluate((wanted) => {
    const shown: unknown = Reflect.get(globalThis, 'documentPictureInPicture');
    const small = typeof shown === 'object' && shown && Reflect.get(shown, 'window');
    const view = small as Window | null;
    const found = view?.document.querySelector(wanted);
    if (!view || !found) return undefined;
    const box = found.getBoundingClientRect();
    // The frame is all above the page.
    const top = view.screenY + view.outerHeight - view.innerHeight;
    const left = view.screenX + (view.outerWidth - view.innerWidth) / 2;
    return [left + box.x + box.width / 2, top + box.y + box.height / 2] as const;
  }, selector);
}
/** Shares the whole screen. */
export async function shareScreen(window: CallWindow): Promise<void> {
  await window.press('Share screen: off');
  await window.browser.pickScreen();
  await window.button('Share screen: on');
}
