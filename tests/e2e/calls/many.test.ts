/** More than one call, more than one browser, and links that lead to no call: each says so in its own sentence. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toExpiry } from '../../../lib/call/link-bytes.ts';
import { watched } from '../harness/firewall.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import { forgeOffer, urlOf } from './forged.ts';

const MINUTE = 60_000;

/** Two links between any two people, by hand. */
async function connect(caller: Person, callee: Person): Promise<readonly [CallWindow, CallWindow]> {
  const one = await caller.call(callee.name);
  const other = await callee.open(await one.link());
  await other.answer();
  await one.paste(await other.link());
  await Promise.all([one.inCall(), other.inCall()]);
  return [one, other];
}

describe('chromium and firefox', () => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory('chromium', 'firefox');
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture('fail-many-ana');
    story.bo.picture('fail-many-bo');
  });

  const nodes = () => {
    const { A, B } = story.world.plan.nodeIds;
    return { caller: A, callee: B };
  };

  it('have one call when both called each other', async () => {
    const { ana, bo } = story;
    const [anas, bos] = await Promise.all([ana.call(bo.name), bo.call(ana.name)]);
    const [atBo, atAna] = await Promise.all([
      bo.open(await anas.link()),
      ana.open(await bos.link()),
    ]);
    await Promise.all([atBo.answer(), atAna.answer()]);
    await Promise.all([atBo.link(), atAna.link()]);
    await anas.paste(await atBo.link());
    await Promise.all([anas.seesAndHears(), atBo.seesAndHears()]);
    await Promise.all([bos, atAna].map((window) => window.says(/The other one goes on/)));
  });

  it('show the one window when a link is opened twice', async () => {
    const { ana, bo } = story;
    const caller = await ana.call(bo.name);
    const offer = await caller.link();
    const callee = await bo.open(offer);
    await callee.says(/is calling you/);
    const before = await bo.windows();
    await bo.click(offer);
    await callee.answer();
    expect(await bo.windows()).toHaveLength(before.length);
    const answer = await callee.link();
    await caller.paste(answer);
    await Promise.all([caller.inCall(), callee.inCall()]);
    await bo.click(offer);
    expect(await bo.windows()).toHaveLength(before.length);
  });

  it.each([
    ['an expired link', -1, /This call link has expired/],
    ['a link that is good for days', 48 * 60, /good for longer than call links ever are/],
  ])('refuse %s', async (_what, minutes, sentence) => {
    const expiresAt = toExpiry(Date.now() + minutes * MINUTE);
    const offer = forgeOffer('ana.azero', 'bo.azero', nodes(), { expiresAt });
    await (await story.bo.open(urlOf(offer))).says(sentence);
  });

  it('refuse somebody else’s link', async () => {
    const other = forgeOffer('ana.azero', 'mallory.azero', nodes());
    await (await story.bo.open(urlOf(other))).says(/This link is for mallory.azero/);
  });

  it('refuse one’s own link, and lead to its call where that waits', async () => {
    const { ana, bo } = story;
    const caller = await ana.call(bo.name);
    const offer = await caller.link();
    const before = await ana.windows();
    await ana.click(offer);
    await caller.paste(offer);
    expect(await caller.link()).toBe(offer);
    expect(await ana.windows()).toHaveLength(before.length);
    await caller.close();
    await (await ana.open(offer)).says(/This is the link that you made yourself|used already/);
  });

  it('refuse what is no link, in the window that it is pasted into', async () => {
    const caller = await story.ana.call(story.bo.name);
    await caller.paste('https://copybara.staex.io/c#abc');
    await caller.says(/made by a newer Copybara/);
    expect(await caller.link()).toMatch(/#/);
  });
});

describe('four browsers on two machines', () => {
  let story: CallStory;
  let others: readonly [Person, Person];
  beforeAll(async () => {
    story = await startCallStory('chromium', 'chromium');
    others = await Promise.all([story.add('A', 'firefox'), story.add('B', 'chromium')]);
  });
  afterAll(() => story?.end());

  it('are in two calls at once over one port, and the first to go takes no other with it', async () => {
    const { ana, bo, world } = story;
    const first = await connect(ana, bo);
    const second = await connect(others[0], others[1]);
    const all = [...first, ...second];
    await Promise.all(all.map((window) => window.seesAndHears()));
    expect(await watched(world.plan)).toMatchObject({ fragments: 0 });
    // The hosts that held the port go with their browsers; the others take it over.
    await Promise.all([ana.browser.close(), bo.browser.close()]);
    await Promise.all(second.map((window) => window.seesAndHears()));
  });
});
