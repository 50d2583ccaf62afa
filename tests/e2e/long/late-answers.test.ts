/** Links that people carry slowly: the answer comes after many minutes, and the call is there at once all the same. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type CallStory, type Person, startCallStory } from '../calls/call-story.ts';
import { watched } from '../harness/firewall.ts';

const MINUTE = 60_000;
/** How long the two browsers may take from the answer to the call. */
const CONNECTS = 10_000;

let story: CallStory;
let others: readonly [Person, Person];
beforeAll(async () => {
  story = await startCallStory('chromium', 'chromium');
  others = await Promise.all([story.add('A', 'firefox'), story.add('B', 'firefox')]);
}, 3 * MINUTE);
afterAll(() => story?.end());
afterEach((context) => {
  if (context.task.result?.state !== 'fail') return;
  story.ana.picture('fail-late-ana');
  story.bo.picture('fail-late-bo');
});

async function connectLate(caller: Person, callee: Person, minutes: number): Promise<void> {
  const waiting = await caller.call(callee.name);
  const ringing = await callee.open(await waiting.link());
  await ringing.answer();
  const answer = await ringing.link();
  await new Promise((resolve) => setTimeout(resolve, minutes * MINUTE));
  await waiting.paste(answer);
  await Promise.all([waiting.inCall(CONNECTS), ringing.inCall(CONNECTS)]);
  await Promise.all([waiting.seesAndHears(), ringing.seesAndHears()]);
  await waiting.hangUp();
  await ringing.says(/The other side ended the call/);
}

it.each([5, 9])(
  'two Chromiums and two Firefoxes connect when the answer comes after %i minutes',
  async (minutes) => {
    const { ana, bo, world } = story;
    await Promise.all([connectLate(ana, bo, minutes), connectLate(others[0], others[1], minutes)]);
    expect(await watched(world.plan)).toMatchObject({ fragments: 0 });
  },
  12 * MINUTE,
);
