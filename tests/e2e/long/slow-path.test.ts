/** A file on a narrow path with a long queue before it: the call must stay one, and the file must come on. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CallStory, startCallStory } from '../calls/call-story.ts';
import type { CallWindow } from '../calls/call-window.ts';
import { filesShown, offerFile, show } from '../calls/panels.ts';
import { waitFor } from '../harness/wait-for.ts';

/** A slow line at home. With nothing to hold them back, files fill its queue for as long as they last. */
const PATH = { kbit: 2000, queueMs: 400 };
/** How long the call is watched, in ms, and how often in between; a look costs the browser something. */
const WATCHED = 20_000;
const LOOKS = 8;
const NAME = 'a big one.bin';

let story: CallStory;
beforeAll(async () => {
  story = await startCallStory('chromium', 'firefox');
});
afterAll(() => story?.end());
beforeEach(() => story.fresh());
afterEach((context) => {
  if (context.task.result?.state !== 'fail') return;
  story.ana.picture('fail-slow-path-ana');
  story.bo.picture('fail-slow-path-bo');
});

describe.each(['chromium', 'firefox'])('a file from %s', (kind) => {
  it('leaves sound, picture and chat their part of a slow path, and comes on', async () => {
    const { caller, callee } = await story.talk();
    await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
    const [from, to] = kind === 'chromium' ? [caller, callee] : [callee, caller];
    await story.world.narrow(PATH);
    await Promise.all([show(from, 'Files'), show(to, 'Files')]);
    await offerFile(from, NAME, 6);
    await to.press(`Accept: ${NAME}`);
    // Until then the brake finds out how much is too much.
    await waitFor(async () => (await received(to)) > 1.5, {
      timeout: 30_000,
      what: 'the first of the file',
    });
    const before = await received(to);
    const [here, there] = await Promise.all([watch(from), watch(to)]);
    const megabytes = (await received(to)) - before;
    console.log(`a file from ${kind}: ${megabytes.toFixed(1)} MB`, here, there);
    for (const seen of [here, there]) {
      expect(seen.soundPackets).toBeGreaterThan(45);
      expect(seen.made).toBeLessThan(0.05);
      expect(seen.pictures).toBeGreaterThan(8);
      expect(seen.roundTrip).toBeLessThan(250);
    }
    // Of the 5 MB and more that would go through without a call in that time.
    expect(megabytes).toBeGreaterThan(1);
    await show(from, 'Chat');
    await show(to, 'Chat');
    for (const [writer, reader] of [
      [from, to],
      [to, from],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await written(writer, reader)).toBeLessThan(2000);
    }
    expect(Object.keys(await filesShown(to))).toEqual([NAME]);
  }, 180_000);
});

/** How much of the file is there, in MB. */
async function received(window: CallWindow): Promise<number> {
  const text = (await filesShown(window))[NAME] ?? '';
  const [, number = '0', unit = ''] = /^([\d.]+) (kB|MB) of/.exec(text) ?? [];
  return Number(number) / (unit === 'kB' ? 1000 : 1);
}

/** What came of the other side's sound and picture since the begin of the call. */
async function counted(window: CallWindow) {
  const reports = (await window.connections()).flatMap(({ stats }) => stats);
  const sum = (type: string, kind: string, field: string): number =>
    reports
      .filter((report) => report['type'] === type && report['kind'] === kind)
      .reduce((total, report) => total + Number(report[field] ?? 0), 0);
  const roundTrips = reports
    .filter(({ type }) => type === 'candidate-pair')
    .map((pair) => Number(pair['currentRoundTripTime'] ?? 0) * 1000);
  return {
    at: performance.now(),
    soundPackets: sum('inbound-rtp', 'audio', 'packetsReceived'),
    made: sum('inbound-rtp', 'audio', 'concealedSamples'),
    samples: sum('inbound-rtp', 'audio', 'totalSamplesReceived'),
    pictures: sum('inbound-rtp', 'video', 'framesDecoded'),
    roundTrip: Math.max(0, ...roundTrips),
  };
}

/** The same for a while, a second; `made` is the part of the sound that was missing and made up, of 1, `roundTrip` the median, in ms. */
async function watch(window: CallWindow) {
  const before = await counted(window);
  const roundTrips: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await new Promise((resolve) => setTimeout(resolve, WATCHED / LOOKS));
    // oxlint-disable-next-line no-await-in-loop -- as above
    roundTrips.push((await counted(window)).roundTrip);
  }
  const after = await counted(window);
  const seconds = (after.at - before.at) / 1000;
  return {
    soundPackets: (after.soundPackets - before.soundPackets) / seconds,
    made: (after.made - before.made) / (after.samples - before.samples),
    pictures: (after.pictures - before.pictures) / seconds,
    roundTrip: roundTrips.toSorted((a, b) => a - b)[LOOKS >> 1] ?? Number.NaN,
  };
}

/** How long a message takes from one to the other, in ms. */
async function written(writer: CallWindow, reader: CallWindow): Promise<number> {
  const text = `written beside the file by ${writer.browser.kind}`;
  await writer.page.type('.composer textarea', text);
  const at = performance.now();
  await writer.page.keyboard.press('Enter');
  await waitFor(
    () =>
      reader.page.evaluate(
        (wanted) =>
          [...document.querySelectorAll('.message-theirs .message-text')].some(
            ({ textContent }) => textContent === wanted,
          ),
        text,
      ),
    { what: 'the message' },
  );
  return performance.now() - at;
}
