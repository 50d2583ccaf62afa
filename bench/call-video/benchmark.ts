/** What a call with a lively picture both ways costs each host: processor time and memory. */
import type { Results } from '../results.ts';
import { measureInWorld } from '../world.ts';
import type { CallVideoMeasured } from './inside.ts';

const MAX_LOAD = 10;
const MAX_GROWTH = 10;
/** Less than this is no proof; the browsers send less where they have too little processor time for more. */
const ENOUGH = 2;

/** Runs all of it. */
export async function callVideoBenchmark(): Promise<Results> {
  const { minutes, load, sent, growth }: CallVideoMeasured = JSON.parse(
    await measureInWorld(new URL('inside.ts', import.meta.url)),
  );
  const [most, least] = [Math.max(...load), Math.min(...sent)];
  const during = `${minutes} min of ${least.toFixed(1)} Mbit/s both ways`;
  return {
    'call video: host': {
      value: most,
      unit: '% of a core',
      runs: load.length,
      goal: { text: `under ${MAX_LOAD} % (${during})`, met: most < MAX_LOAD && least >= ENOUGH },
    },
    'call video: memory of the host': {
      value: Math.max(...growth),
      unit: 'MB more',
      runs: growth.length,
      goal: {
        text: `flat: under ${MAX_GROWTH} MB (${during})`,
        met: Math.max(...growth) < MAX_GROWTH,
      },
    },
  };
}
