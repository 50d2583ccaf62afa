/** How long the path of a call may be cut: as long as docs/call-session.md says, with files on their way in both directions. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { type CallStory, PAIRS, startCallStory } from '../calls/call-story.ts';
import { filesShown, offerFile, show } from '../calls/panels.ts';
import { waitFor } from '../harness/wait-for.ts';

/** Firefox ends a call 30 s after the last answer to a check of its own, of which there is one in 6 s at least. */
const CUT_MS = 22_000;
/**
 * How soon a call heals once its path is back: a check that waits for its answer is said again each 500 ms, and the page is busy.
 * Firefox's own next check comes at any time within 6 s, so one pair may heal as soon without ours, but hardly all of them.
 */
const HEALS_MS = 1500;
/** Enough to last beyond the cut. */
const SLICES = 60;

describe.each(PAIRS.filter((pair) => pair.join() !== 'chromium,chromium'))(
  '%s calls %s',
  (first, second) => {
    let story: CallStory;
    beforeAll(async () => {
      story = await startCallStory(first, second);
    });
    afterAll(() => story?.end());
    beforeEach(() => story.fresh());
    afterEach((context) => {
      if (context.task.result?.state !== 'fail') return;
      story.ana.picture(`fail-cut-${first}-${second}-ana`);
      story.bo.picture(`fail-cut-${first}-${second}-bo`);
    });

    it('a call with files on their way lives through a cut of 22 s, and heals at once', async () => {
      const { caller, callee } = await story.talk();
      await Promise.all([show(caller, 'Files'), show(callee, 'Files')]);
      await Promise.all([
        offerFile(caller, 'from ana.bin', SLICES),
        offerFile(callee, 'from bo.bin', SLICES),
      ]);
      await Promise.all([
        caller.press('Accept: from bo.bin'),
        callee.press('Accept: from ana.bin'),
      ]);
      const stand = async () => [
        (await filesShown(caller))['from bo.bin'] ?? '',
        (await filesShown(callee))['from ana.bin'] ?? '',
      ];
      const goes = (text: string): boolean => /^[\d.]+ MB of/.test(text);
      await waitFor(async () => (await stand()).every(goes), {
        timeout: 30_000,
        what: 'the files to go',
      });
      await story.world.cut('B');
      await Promise.all([
        new Promise((resolve) => setTimeout(resolve, CUT_MS)),
        caller.says(/The connection is cut/),
        callee.says(/The connection is cut/),
      ]);
      await story.world.restore('B');
      const isWhole = (text: string): boolean => goes(text) && !/is cut/.test(text);
      await waitFor(async () => (await stand()).every(isWhole), {
        timeout: HEALS_MS,
        what: 'the files to go on',
      });
    }, 120_000);
  },
);
