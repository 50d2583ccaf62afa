/**
 * What two hosts in the way of a call cost: a data channel between two real Chromiums on two machines, against the same with host
 * candidates of their own and through two coturns, by turns. Needs Linux and root, as the end-to-end tests do.
 */
import { median, type Results } from '../results.ts';
import { measureInWorld } from '../world.ts';
import type { Measured } from './inside.ts';

const MAX_MORE_MS = 0.5;
const MIN_OF_DIRECT = 0.4;
const MAX_LOAD = 10;

/** Runs all of it. */
export async function callsBenchmark(): Promise<Results> {
  const measured: Measured = JSON.parse(
    await measureInWorld(new URL('inside.ts', import.meta.url)),
  );
  return resultsOf(measured);
}

function resultsOf({ ping, stream, load }: Measured): Results {
  const pings = { ours: median(ping.hosts), direct: median(ping.direct) };
  const more = pings.ours - pings.direct;
  const rate = { ours: median(stream.hosts), direct: median(stream.direct) };
  const coturn = median(stream.coturn);
  const runs = ping.hosts.length;
  return {
    'call: round trip': {
      value: pings.ours,
      unit: 'ms',
      rival: { name: 'directly', value: pings.direct },
      ratio: pings.direct / pings.ours,
      runs,
      goal: {
        text: `at most ${MAX_MORE_MS} ms more (${more.toFixed(2)} ms)`,
        met: more <= MAX_MORE_MS,
      },
    },
    'call: one stream': {
      value: rate.ours,
      unit: 'Mbit/s',
      rival: { name: 'directly', value: rate.direct },
      ratio: rate.ours / rate.direct,
      runs,
      goal: {
        text: `at least ${MIN_OF_DIRECT} x directly`,
        met: rate.ours >= MIN_OF_DIRECT * rate.direct,
      },
    },
    'call: one stream, two relays': {
      value: rate.ours,
      unit: 'Mbit/s',
      rival: { name: 'two coturns', value: coturn },
      ratio: rate.ours / coturn,
      runs,
      goal: { text: 'at least 1.0 x two coturns', met: rate.ours >= coturn },
    },
    'call: host, 2.5 Mbit/s both ways': {
      value: Math.max(...load),
      unit: '% of a core',
      runs: load.length,
      goal: { text: `under ${MAX_LOAD} %`, met: Math.max(...load) < MAX_LOAD },
    },
  };
}
