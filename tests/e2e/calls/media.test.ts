/** What can be done in a call beside talking, in real browsers: screens, small window, full screen, keys. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../harness/browser.ts';
import { click, press } from '../harness/keyboard.ts';
import { waitFor } from '../harness/wait-for.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import {
  type Colour,
  isFullScreen,
  placeAtRest,
  placeInSmall,
  seesNoScreen,
  seesOnScreen,
  shareScreen,
  smallWindow,
  takeKeyboard,
} from './stage.ts';

const MAGENTA: Colour = [255, 0, 255];
const YELLOW: Colour = [255, 255, 0];

let story: CallStory;
beforeAll(async () => {
  story = await startCallStory('chromium', 'firefox');
});
afterAll(() => story?.end());
beforeEach(() => story.fresh());
afterEach((context) => {
  if (context.task.result?.state !== 'fail') return;
  story.ana.picture('fail-media-ana');
  story.bo.picture('fail-media-bo');
});

/** One side of a call. */
interface Side {
  readonly person: Person;
  readonly window: CallWindow;
}

async function talk(): Promise<readonly [Side, Side]> {
  const { caller, callee } = await story.talk();
  await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
  return [
    { person: story.ana, window: caller },
    { person: story.bo, window: callee },
  ];
}

/** Fills the page in one's own window, which is most of one's screen; keys and mouse go through it. */
async function paint({ window }: Side, [red, green, blue]: Colour): Promise<void> {
  await window.page.evaluate((colour) => {
    const paper = document.querySelector<HTMLElement>('#paper') ?? document.createElement('div');
    paper.id = 'paper';
    paper.style.cssText = 'position: fixed; inset: 0; z-index: 99; pointer-events: none;';
    paper.style.background = colour;
    document.body.append(paper);
  }, `rgb(${red}, ${green}, ${blue})`);
}

describe('a screen', () => {
  it('is seen by the other as it changes, and the camera again after the browser’s own stop', async () => {
    const sides = await talk();
    for (const [index, mine] of sides.entries()) {
      const other = sides[1 - index] ?? expect.unreachable();
      // oxlint-disable no-await-in-loop -- one after the other
      await paint(mine, MAGENTA);
      await shareScreen(mine.window);
      await seesOnScreen(other.window, MAGENTA);
      other.person.picture(`screen-of-${mine.window.browser.kind}`);
      mine.person.picture(`shares-${mine.window.browser.kind}`);
      await paint(mine, YELLOW);
      await seesOnScreen(other.window, YELLOW);
      await other.window.seesAndHears();
      await mine.window.browser.stopSharing();
      await mine.window.button('Share screen: off');
      await seesNoScreen(other.window);
      await other.window.seesAndHears();
      // oxlint-enable no-await-in-loop
    }
  }, 120_000);

  it('is shared by both at once, ended by our own button, and shared anew', async () => {
    const [ana, bo] = await talk();
    await Promise.all([paint(ana, MAGENTA), paint(bo, YELLOW)]);
    await Promise.all([shareScreen(ana.window), shareScreen(bo.window)]);
    await Promise.all([seesOnScreen(bo.window, MAGENTA), seesOnScreen(ana.window, YELLOW)]);
    await ana.window.press('Share screen: on');
    await seesNoScreen(bo.window);
    await seesOnScreen(ana.window, YELLOW);
    await shareScreen(ana.window);
    await seesOnScreen(bo.window, MAGENTA);
    await bo.window.press('Share screen: on');
    await seesNoScreen(ana.window);
    await Promise.all([ana.window.seesAndHears(), bo.window.seesAndHears()]);
  });
});

describe('the window of a call', () => {
  it('obeys its keys', async () => {
    for (const { window, person } of await talk()) {
      const key = async (...keys: string[]): Promise<void> => press(person.browser, ...keys);
      // oxlint-disable no-await-in-loop -- one keyboard
      await takeKeyboard(window);
      await key('m');
      await window.button('Microphone: muted');
      await key('m');
      await window.button('Microphone: on');
      await key('v');
      await window.button('Camera: off');
      await waitFor(async () => !(await person.browser.cameraIsOn()), { what: 'no camera' });
      await key('v');
      await window.button('Camera: on');
      await key('question');
      await window.says(/They work everywhere in this window/);
      await key('Escape');
      await waitFor(async () => !/They work everywhere/.test(await window.screenText()));
      await key('f');
      await waitFor(() => isFullScreen(window), { what: 'the whole screen' });
      person.picture(`full-screen-${window.browser.kind}`);
      await key('f');
      await waitFor(async () => !(await isFullScreen(window)), { what: 'a window again' });
      // oxlint-enable no-await-in-loop
    }
  });

  it('keeps the screen on as long as the call lasts', async () => {
    const sides = await talk();
    for (const { person, window } of sides) {
      await waitFor(() => person.browser.keepsScreenOn(window.page), {
        what: `a wake lock of ${window.browser.kind}`,
      });
    }
    await first(sides).window.hangUp();
    for (const { person, window } of sides) {
      await window.ended();
      await waitFor(async () => !(await person.browser.keepsScreenOn(window.page)), {
        what: `no wake lock of ${window.browser.kind}`,
      });
    }
  });

  it.each(['chromium', 'firefox'])(
    'has a small one in %s, whose own buttons mute and hang up',
    async (kind) => {
      const { window, person } =
        (await talk()).find((side) => side.window.browser.kind === kind) ?? expect.unreachable();
      // Openbox lays a dialog, as which Firefox opens a call, over all of the same program, also over what asks to be above.
      await makeRoom(person.browser);
      await takeKeyboard(window);
      await press(person.browser, 'p');
      await waitFor(async () => (await smallWindow(window))?.picture, { what: 'a small picture' });
      await window.says(/The call is in its small window/);
      // The first click in a window of Firefox only brings it to the front.
      await clickInSmall(window, 'video');
      await pressInSmall(window, 'Microphone: on');
      await window.button('Microphone: muted');
      person.picture(`small-window-${kind}`);
      await pressInSmall(window, 'Hang up');
      expect(await window.ended()).toContain('The call is over');
      await waitFor(async () => (await smallWindow(window)) === undefined, {
        what: 'the end of the small window',
      });
    },
  );

  it('lets its own picture be moved', async () => {
    for (const { window, person } of await talk()) {
      const { mouse } = window.page;
      await mouse.move(...(await placeAtRest(window, '.self')));
      await mouse.down();
      await mouse.move(300, 300, { steps: 4 });
      person.picture(`self-dragged-${window.browser.kind}`);
      await mouse.move(120, 120, { steps: 4 });
      await mouse.up();
      await waitFor(() => window.page.$('.self-top-start'), { what: 'it at the top left' });
      await takeKeyboard(window);
      await window.page.focus('.self');
      await press(person.browser, 'Right');
      await waitFor(() => window.page.$('.self-top-end'), { what: 'it at the top right' });
    }
  });
});

/** Puts the call's window where the small one does not come to lie: that opens at the bottom right. */
async function makeRoom(browser: TestBrowser): Promise<void> {
  await browser.inExtension(async (api) => {
    const windows = await api.windows.getAll({ windowTypes: ['popup'] });
    const place = { left: 0, top: 0, width: 780, height: 720 };
    await Promise.all(windows.map(({ id }) => api.windows.update(id ?? 0, place)));
  });
}

/** Clicks on something in the small window. */
async function clickInSmall(window: CallWindow, selector: string): Promise<void> {
  const [x, y] = await waitFor(() => placeInSmall(window, selector), { what: selector });
  await click(window.browser, Math.round(x), Math.round(y));
}

/** Presses a button of the small window. */
function pressInSmall(window: CallWindow, label: string): Promise<void> {
  return clickInSmall(window, `button[aria-label="${label}"]`);
}

function first<T>([one]: readonly T[]): T {
  return one ?? expect.unreachable();
}
