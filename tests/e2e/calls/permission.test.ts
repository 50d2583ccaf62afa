/** What a person meets who never allowed a camera: her browser's own question after she pressed Call, and what follows each answer. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../harness/wait-for.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import { takeKeyboard } from './stage.ts';

const CLOSED = /Microphone and camera: the browser’s question was closed without an answer/;
const NOT_ALLOWED = /Microphone and camera: not allowed by the browser/;

let story: CallStory;
beforeAll(async () => {
  story = await startCallStory('chromium', 'firefox', { allowed: false });
});
afterAll(() => story?.end());
beforeEach(async () => {
  await story.fresh();
  await Promise.all([story.ana, story.bo].map(({ browser }) => browser.setDevices('ask')));
});
afterEach((context) => {
  if (context.task.result?.state !== 'fail') return;
  story.ana.picture('fail-permission-chromium');
  story.bo.picture('fail-permission-firefox');
});

async function camera(person: Person, on: boolean): Promise<void> {
  await waitFor(async () => (await person.browser.cameraIsOn()) === on, {
    what: `the camera of ${person.name} to be ${on ? 'on' : 'off'}`,
  });
}

describe.each(['chromium', 'firefox'] as const)('%s', (kind) => {
  const people = (): { readonly self: Person; readonly other: Person } => {
    const { ana, bo } = story;
    return kind === 'chromium' ? { self: ana, other: bo } : { self: bo, other: ana };
  };

  /** A call whose device question is on the screen; her link is there meanwhile. */
  async function asked(): Promise<CallWindow> {
    const { self, other } = people();
    const window = await self.newCall();
    await window.says(/You call as/);
    expect(await self.browser.asksForDevices()).toBe(false);
    await window.dial(other.name);
    await window.says(/Your browser asks now/);
    await waitFor(() => self.browser.asksForDevices(), { what: 'the question' });
    expect(await window.link()).toMatch(/#/);
    return window;
  }

  it.each([
    // Firefox says the same to the page whether its question was closed or answered with "no".
    ['dismiss', kind === 'firefox' ? NOT_ALLOWED : CLOSED],
    ['block', NOT_ALLOWED],
  ] as const)(
    'asks only once Call was pressed, and after “%s” the call goes on without',
    async (answer, sentence) => {
      const { self } = people();
      const window = await asked();
      self.picture(`permission-${kind}-asked`);
      await self.browser.answerDeviceQuestion(answer);
      await window.says(sentence);
      self.picture(`permission-${kind}-${answer}`);
      expect(await window.link()).toMatch(/#/);
      expect(await self.browser.cameraIsOn()).toBe(false);
    },
  );
});

describe('allowed by both', () => {
  // Firefox does not count what it makes up among what it shares, so this is tried with a real microphone there (devices.test.ts).
  it('they see and hear each other; taken back in Chromium, the call goes on without, and it can be asked for again', async () => {
    const { ana, bo } = story;
    const caller = await ana.newCall();
    await caller.dial(bo.name);
    await ana.browser.answerDeviceQuestion('allow');
    await camera(ana, true);
    const callee = await bo.open(await caller.link());
    await callee.says(/is calling you/);
    expect(await bo.browser.asksForDevices()).toBe(false);
    await callee.answer();
    await bo.browser.answerDeviceQuestion('allow');
    await caller.paste(await callee.link());
    await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
    await ana.browser.setDevices('block');
    await takeKeyboard(caller);
    await caller.says(/: the permission was taken back/);
    ana.picture('permission-chromium-taken-back');
    await camera(ana, false);
    await callee.says(/No camera on/);
    await ana.browser.setDevices('ask');
    await takeKeyboard(caller);
    await caller.press('Try again');
    await ana.browser.answerDeviceQuestion('allow');
    await callee.seesAndHears();
    expect(await caller.screenText()).not.toMatch(/taken back/);
  }, 90_000);
});
