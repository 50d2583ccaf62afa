/**
 * How long a call takes in Copybara's own windows: until there is a link, and from the answer to the proven channel and the first
 * picture, against a bare pair of peer connections with host candidates in the same two browsers, by turns.
 */
import { median, type Result, type Results } from '../results.ts';
import { measureInWorld } from '../world.ts';
import type { CallPageMeasured } from './inside.ts';

const LINK_MS = 300;
const CHANNEL_MORE_MS = 100;
const PICTURE_MORE_MS = 150;

function comparedWithBare({ ours, bare }: CallPageMeasured['channel'], mostMore: number): Result {
  const [value, rival] = [median(ours), median(bare)];
  const more = value - rival;
  return {
    value,
    unit: 'ms',
    rival: { name: 'bare pair', value: rival },
    ratio: rival / value,
    runs: ours.length,
    goal: {
      text: `at most ${mostMore} ms more (${more.toFixed(0)} ms)`,
      met: more <= mostMore,
    },
  };
}

/** Runs all of it. */
export async function callPageBenchmark(): Promise<Results> {
  const { link, ready, open, channel, picture }: CallPageMeasured = JSON.parse(
    await measureInWorld(new URL('inside.ts', import.meta.url)),
  );
  const shown = median(link);
  return {
    'call page: link ready after Call': {
      value: shown,
      unit: 'ms',
      runs: link.length,
      goal: { text: `within ${LINK_MS} ms`, met: shown <= LINK_MS },
    },
    'call page: answer to ready hosts': { value: median(ready), unit: 'ms', runs: ready.length },
    'call page: answer to open channel': { value: median(open), unit: 'ms', runs: open.length },
    'call page: answer to proven channel': comparedWithBare(channel, CHANNEL_MORE_MS),
    'call page: answer to first picture': comparedWithBare(picture, PICTURE_MORE_MS),
  };
}
