/**
 * What is really heard: out of the speakers of both people, from the microphones before them. Real sound devices of each
 * machine (harness/sound-card.ts), and no camera.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hold, letGo } from '../harness/keyboard.ts';
import {
  hasSoundServer,
  type Plugged,
  type SoundCard,
  startSoundCard,
} from '../harness/sound-card.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWorld } from '../harness/world.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import { chooseDevice, openMore, takeKeyboard } from './stage.ts';

/** In Hz: what somebody beeps before the one microphone and before the other. */
const PITCHES = { A: { desk: 500, headset: 900 }, B: { desk: 700, headset: 1100 } } as const;

/** What is played in a tab, without a pause. */
const CONCERT = 1500;

/** One person with all that she hears with. */
interface Listener {
  readonly person: Person;
  readonly card: SoundCard;
  readonly pitches: { readonly desk: number; readonly headset: number };
}

let story: CallStory;
const cards: SoundCard[] = [];
let ana: Listener;
let bo: Listener;

async function startListening(node: 'A' | 'B'): Promise<SoundCard> {
  const card = await startSoundCard(openWorld().plan, `desk-${node}`);
  cards.push(card);
  await card.addSpeaker('Desk');
  await card.addMicrophone('DeskMic', PITCHES[node].desk);
  return card;
}

beforeAll(async () => {
  const [A, B] = await Promise.all([startListening('A'), startListening('B')]);
  story = await startCallStory('chromium', 'firefox', {
    launch: (node) => ({
      sound: (node === 'A' ? A : B).server,
      args: node === 'A' ? ['--auto-select-tab-capture-source-by-title=Concert'] : [],
    }),
  });
  ana = { person: story.ana, card: A, pitches: PITCHES.A };
  bo = { person: story.bo, card: B, pitches: PITCHES.B };
});
afterAll(async () => {
  await story?.end();
  await Promise.all(cards.map((card) => card.stop()));
});
beforeEach(() => story.fresh());
afterEach((context) => {
  if (context.task.result?.state !== 'fail') return;
  story.ana.picture('fail-sound-ana');
  story.bo.picture('fail-sound-bo');
});

const heard = (await hasSoundServer()) ? describe : describe.skip;

heard.each(['chromium', 'firefox'])('a call to somebody with %s', (kind) => {
  it('is heard to ring, in a window that nobody has touched', async () => {
    const [caller, callee] = kind === 'firefox' ? [ana, bo] : [bo, ana];
    await Promise.all([caller.card.silent('Desk'), callee.card.silent('Desk')]);
    const waiting = await caller.person.call(callee.person.name, 'Voice');
    await caller.card.heard('Desk');
    expect(await callee.card.loudness('Desk')).toBe(0);
    // Whatever puppeteer asks a page counts as a touch of it.
    await callee.person.click(await waiting.link());
    await callee.card.heard('Desk');
    await callee.card.silent('Desk', callee.pitches.desk);
  });
});

/** Who speaks, and who hears that, each in her window. */
type Side = Listener & { readonly window: CallWindow; readonly other: Listener };

async function talk(): Promise<{ caller: Side; callee: Side }> {
  const { caller, callee } = await story.talk();
  return {
    caller: { ...ana, window: caller, other: bo },
    callee: { ...bo, window: callee, other: ana },
  };
}

/** Both, one after the other: two people who do the same at once would share one keyboard's time. */
async function each(check: (side: Side) => Promise<void>): Promise<void> {
  const { caller, callee } = await talk();
  for (const side of [caller, callee]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await check(side);
  }
}

heard('in a call', () => {
  it('each hears the other, though there is no camera, and nobody is heard who is muted', async () => {
    await each(async ({ window, pitches, other, person }) => {
      await window.says(/Camera: none was found/);
      await other.card.heard('Desk', pitches.desk);
      person.picture(`no-camera-${window.browser.kind}`);
      await window.press('Microphone: on');
      await other.card.silent('Desk', pitches.desk);
      await window.press('Microphone: muted');
      await other.card.heard('Desk', pitches.desk);
    });
  });

  it('who pushes to talk is heard while she holds a real key', async () => {
    await each(async ({ window, pitches, other, person }) => {
      await other.card.heard('Desk', pitches.desk);
      await openMore(window);
      await window.press(/^Push to talk/);
      await other.card.silent('Desk', pitches.desk);
      await takeKeyboard(window);
      await hold(person.browser, 'space');
      await window.button('Microphone: you are heard');
      await other.card.heard('Desk', pitches.desk);
      person.picture(`push-to-talk-${window.browser.kind}`);
      await letGo(person.browser, 'space');
      await window.button('Microphone: hold to talk');
      await other.card.silent('Desk', pitches.desk);
      await window.press(/^Push to talk/);
    });
  });

  it('the chosen microphone is heard, another one while it is gone, and it again when it is back', async () => {
    await each(async ({ window, card, pitches, other, person }) => {
      let headset: Plugged = await card.addMicrophone('Headset', pitches.headset);
      await other.card.heard('Desk', pitches.desk);
      await chooseDevice(window, 'Microphone', 'Headset');
      await other.card.heard('Desk', pitches.headset);
      await other.card.silent('Desk', pitches.desk);
      await headset.unplug();
      await window.says(/Your microphone was unplugged/);
      person.picture(`microphone-gone-${window.browser.kind}`);
      await other.card.heard('Desk', pitches.desk);
      headset = await card.addMicrophone('Headset', pitches.headset);
      await window.says(/Your microphone is back/);
      await other.card.heard('Desk', pitches.headset);
      await headset.unplug();
      await other.card.heard('Desk', pitches.desk);
    });
  });

  it('a shared tab is heard as it is, until it is shared no more', async () => {
    const { caller } = await talk();
    const { window, person, other } = caller;
    const concert = await person.browser.puppeteer.newPage();
    await concert.evaluate(async (pitch) => {
      document.title = 'Concert';
      const context = new AudioContext();
      await context.resume();
      const tone = context.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(context.destination);
      tone.start();
    }, CONCERT);
    await window.page.bringToFront();
    await window.press('Share screen: off');
    await window.button('Share screen: on');
    await other.card.heard('Desk', CONCERT);
    // What is done to voices would take such a tone for noise.
    expect(await other.card.usual('Desk', CONCERT)).toBeGreaterThan(0.05);
    await window.press('Share screen: on');
    await other.card.silent('Desk', CONCERT);
  });

  it('what was chosen is used in the next call', async () => {
    const headsets = await Promise.all(
      [ana, bo].map(({ card, pitches }) => card.addMicrophone('Headset', pitches.headset)),
    );
    await each(async ({ window, pitches, other }) => {
      await chooseDevice(window, 'Microphone', 'Headset');
      await other.card.heard('Desk', pitches.headset);
    });
    await story.fresh();
    await each(async ({ pitches, other }) => {
      await other.card.heard('Desk', pitches.headset);
    });
    await Promise.all(headsets.map((headset) => headset.unplug()));
  });

  it('the other is heard from the chosen speaker, and from the system’s while it is gone', async () => {
    await each(async ({ window, card, other, person }) => {
      let phones: Plugged = await card.addSpeaker('Phones');
      await card.heard('Desk', other.pitches.desk);
      await chooseDevice(window, 'Speaker', 'Phones');
      await card.heard('Phones', other.pitches.desk);
      await card.silent('Desk');
      await phones.unplug();
      await card.heard('Desk', other.pitches.desk);
      await window.says(/Your speaker was unplugged/);
      person.picture(`speaker-gone-${window.browser.kind}`);
      phones = await card.addSpeaker('Phones');
      await window.says(/Your speaker is back/);
      // Chromium says that it uses a speaker of PulseAudio again, and goes on with the system's.
      const again = window.browser.kind === 'chromium' ? 'Desk' : 'Phones';
      await card.heard(again, other.pitches.desk);
      await phones.unplug();
      await card.heard('Desk', other.pitches.desk);
    });
  });
});

heard('where the browser keeps a page silent until something is pressed in it', () => {
  beforeAll(async () => {
    // In Firefox a page is left alone that films or listens, or in which something was pressed; with this nothing but a press counts.
    const silent = { 'media.autoplay.default': 5, 'media.autoplay.blocking_policy': 2 };
    const args = ['--autoplay-policy=user-gesture-required'];
    await Promise.all(
      [ana, bo].map(async ({ person }) => {
        person.browser = await person.browser.restart(
          person.browser.kind === 'firefox'
            ? { prefs: { ...person.browser.options.prefs, ...silent } }
            : { args },
        );
        await person.browser.allowDevices();
        await person.ready();
      }),
    );
  });

  it.each(['chromium', 'firefox'] as const)(
    '%s says so, and one press lets the other be heard',
    async (kind) => {
      const [listener, speaker] = kind === 'chromium' ? [ana, bo] : [bo, ana];
      const waiting = await speaker.person.call(listener.person.name, 'Voice');
      const window = await listener.person.open(await waiting.link());
      await window.answer('Just listen');
      const answer = await window.link();
      await untouched(window);
      await waiting.paste(answer);
      await waiting.inCall();
      const [x, y] = await placeUntouched(window, '.sound-blocked');
      // Our own chime, at the connection, has something of every pitch.
      await listener.card.silent('Desk', speaker.pitches.desk);
      expect(await ask(window, `document.querySelector('.sound-blocked') !== null`)).toBe(true);
      listener.person.picture(`sound-blocked-${kind}`);
      await window.page.mouse.click(x, y);
      await listener.card.heard('Desk', speaker.pitches.desk);
      expect(await window.page.$('.sound-blocked')).toBe(null);
    },
  );
});

/** Asks a page without touching it: all that puppeteer asks Chromium counts as a press there. */
async function ask({ page, browser }: CallWindow, expression: string): Promise<unknown> {
  if (browser.kind === 'firefox') return page.evaluate(expression);
  const wire = await page.createCDPSession();
  const { result } = await wire.send('Runtime.evaluate', { expression, returnByValue: true });
  await wire.detach();
  return result.value;
}

/** Waits until no press in a window counts any more. */
async function untouched(window: CallWindow): Promise<void> {
  await waitFor(async () => (await ask(window, 'navigator.userActivation.isActive')) === false, {
    what: 'the end of a press',
  });
}

/** Where the middle of something is on a page, once it is there. */
async function placeUntouched(
  window: CallWindow,
  selector: string,
): Promise<readonly [x: number, y: number]> {
  const box = `document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect()`;
  const place = await waitFor(
    () => ask(window, `((box) => box && [box.x + box.width / 2, box.y + box.height / 2])(${box})`),
    { timeout: 30_000, what: selector },
  );
  if (!Array.isArray(place)) throw new Error('no place');
  return [Number(place[0]), Number(place[1])];
}
