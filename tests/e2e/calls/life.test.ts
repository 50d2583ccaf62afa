/** What a call lives through, and how it ends when something of it is gone: the other side is told, and no camera stays on. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../harness/wait-for.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';

/** How long a path may be gone without the browsers giving up (Chromium: 16 s). */
const CUT_MS = 12_000;

async function cameraGoesOn(person: Person): Promise<void> {
  await waitFor(() => person.browser.cameraIsOn(), { what: `the camera of ${person.name}` });
}

/** The camera, and whatever else a window was given. */
async function cameraGoesOff(person: Person): Promise<void> {
  const { browser } = person;
  await waitFor(
    async () => !(await browser.cameraIsOn()) && (await browser.liveTracks()).length === 0,
    { what: `the camera of ${person.name} to be off` },
  );
}

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('%s calls %s', (first, second) => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory(first, second);
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach(async (context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture(`fail-life-${first}-ana`);
    story.bo.picture(`fail-life-${first}-bo`);
  });

  describe('a call', () => {
    it('heals when the path was cut', async () => {
      const { caller, callee } = await story.talk();
      await story.world.cut('B');
      await Promise.all([
        caller.says(/The connection is cut/),
        callee.says(/The connection is cut/),
      ]);
      expect((await caller.impression(500)).pictures).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, CUT_MS - 6000));
      await story.world.restore('B');
      await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
      expect(await caller.screenText()).not.toMatch(/The connection is cut/);
    });

    it('ends for both when one hangs up, and no camera stays on', async () => {
      const { caller, callee } = await story.talk();
      await Promise.all([cameraGoesOn(story.ana), cameraGoesOn(story.bo)]);
      await caller.hangUp();
      await callee.says(/The other side ended the call/);
      await caller.says(/The call is over/);
      await Promise.all([cameraGoesOff(story.ana), cameraGoesOff(story.bo)]);
    });

    it('ends when its host is killed, and is one press away', async () => {
      const { caller, callee } = await story.talk();
      story.ana.browser.host.kill();
      await caller.says(/Call again/);
      await callee.says(/The connection is cut|The other side ended/);
      await cameraGoesOff(story.ana);
      await story.ana.ready();
      await caller.press('Call again');
      const again = await story.bo.open(await caller.link());
      await again.answer();
      await caller.paste(await again.link());
      await Promise.all([caller.seesAndHears(), again.seesAndHears()]);
    });

    it('ends when the extension’s background is killed', async () => {
      const { caller, callee } = await story.talk();
      await story.bo.browser.killBackground();
      await callee.says(/stopped Copybara’s background/);
      await caller.says(/The other side ended the call/);
      await Promise.all([cameraGoesOff(story.ana), cameraGoesOff(story.bo)]);
    });

    it('ends when its window is closed', async () => {
      const { caller, callee } = await story.talk();
      await callee.close();
      await caller.says(/The other side ended the call/);
      await Promise.all([cameraGoesOff(story.ana), cameraGoesOff(story.bo)]);
    });
  });

  describe('a call that waits for its answer', () => {
    const waiting = async (): Promise<CallWindow> => story.ana.call(story.bo.name);

    it('says so when the background is killed', async () => {
      const window = await waiting();
      await story.ana.browser.killBackground();
      await window.says(/stopped Copybara’s background/);
      await cameraGoesOff(story.ana);
    });

    it('leaves no camera on when its window is closed', async () => {
      const window = await waiting();
      await window.close();
      await cameraGoesOff(story.ana);
    });
  });
});

// The same whoever calls.
describe('a call', () => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory('chromium', 'firefox');
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach(async (context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture('fail-life-ana');
    story.bo.picture('fail-life-bo');
  });

  it('goes on when the other side has another address', async () => {
    const { caller, callee } = await story.talk();
    await story.world.setViews({ 'A>B': '10.115.78.8', 'B>A': '10.115.98.8' });
    await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
  });

  it('says so when its host is killed while it waits for its answer', async () => {
    const window = await story.ana.call(story.bo.name);
    await cameraGoesOn(story.ana);
    story.ana.browser.host.kill();
    await window.says(/Call again/);
    await cameraGoesOff(story.ana);
  });

  it('rings on when background and host end, and is then answered', async () => {
    const { ana, bo } = story;
    const caller = await ana.call(bo.name);
    const callee = await bo.open(await caller.link());
    await callee.says(/is calling you/);
    bo.browser.host.kill();
    await bo.browser.killBackground();
    await callee.answer();
    await caller.paste(await callee.link());
    await Promise.all([caller.inCall(), callee.inCall()]);
  });

  it.each(['ana', 'bo'] as const)(
    'ends when the browser of %s is killed, which then knows of no call',
    async (who) => {
      const talk = await story.talk();
      const [killed, other, window] =
        who === 'ana' ? [story.ana, story.bo, talk.callee] : [story.bo, story.ana, talk.caller];
      process.kill(killed.browser.pid(), 'SIGKILL');
      await window.says(/The other side ended the call/);
      await cameraGoesOff(other);
      killed.browser = await killed.browser.restart();
      await killed.browser.allowDevices();
      await killed.ready();
      expect(await killed.windows()).toEqual([]);
      expect(await killed.browser.cameraIsOn()).toBe(false);
      const left = await killed.browser.inExtension(async (api) => {
        const { calls } = await api.storage.session.get('calls');
        return { calls: calls ?? [], badge: await api.action.getBadgeText({}) };
      });
      expect(left).toEqual({ calls: [], badge: '' });
    },
  );
});
