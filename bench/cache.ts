/** Looking up a cached name among 10 and among 10,000, the two taking turns. */
import { createRecordCache, type RecordCache } from '../lib/azero/cache.ts';
import type { AzeroName } from '../lib/names/name.ts';
import { nameOf, newNodeId } from './native-host.ts';
import { median, quantile, type Results } from './results.ts';

const FEW = 10;
const MANY = 10_000;
const ROUNDS = 41;
const LOOK_UPS = 200_000;
const NOW = Date.UTC(2026, 0, 1);

/** A full cache, and the names to look up in it: as many in both, spread over all that it holds. */
function filled(count: number): { readonly cache: RecordCache; readonly names: AzeroName[] } {
  const cache = createRecordCache({ quorum: 2 });
  const nodeId = newNodeId();
  const names = Array.from({ length: count }, (_, index) => nameOf(`name-${index}.azero`));
  for (const name of names) cache.put({ name, nodeId, confirmedBy: ['a', 'b'], readAt: NOW });
  cache.takeChanges();
  const spread = Array.from({ length: FEW }, (_, index) => names[(index * count) / FEW]);
  return { cache, names: spread.filter((name) => name !== undefined) };
}

/** Nanoseconds of one look-up. */
function round({ cache, names }: ReturnType<typeof filled>): number {
  let found = 0;
  const started = performance.now();
  for (let done = 0; done < LOOK_UPS; done += names.length) {
    for (const name of names) if (cache.get(name, NOW).state === 'fresh') found += 1;
  }
  const took = performance.now() - started;
  if (found !== LOOK_UPS) throw new Error('a cached name was not found');
  return (took * 1e6) / LOOK_UPS;
}

/** Runs all of it. */
export function cacheBenchmark(): Results {
  const few = filled(FEW);
  const many = filled(MANY);
  const times: { readonly few: number[]; readonly many: number[] } = { few: [], many: [] };
  // The first rounds are compiled along the way.
  for (let count = -5; count < ROUNDS; count++) {
    const one = round(few);
    const other = round(many);
    if (count < 0) continue;
    times.few.push(one);
    times.many.push(other);
  }
  const value = median(times.many);
  const rival = median(times.few);
  const noise = quantile(times.few, 0.9) - quantile(times.few, 0.1);
  return {
    'cached name among 10,000': {
      value,
      unit: 'ns',
      rival: { name: 'among 10', value: rival },
      ratio: rival / value,
      runs: ROUNDS,
      // What one and the same round differs by is noise; so is less than a tenth.
      goal: {
        text: `no more than among 10, within noise (${noise.toFixed(1)} ns)`,
        met: value - rival <= Math.max(noise, rival / 10),
      },
    },
  };
}
