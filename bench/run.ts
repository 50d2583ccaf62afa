/**
 * `npm run bench`: every benchmark, as a table and as bench/results.json. `node bench/run.ts socks cache` runs only those groups
 * and leaves the file's other results as they are. Numbers are medians; rivals take turns within one run. COPYBARA_BENCH_MINUTES=10
 * lets the call with a picture last ten minutes instead of one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { bundleSizeBenchmark } from './bundle-size.ts';
import { cacheBenchmark } from './cache.ts';
import { callPageBenchmark } from './call-page/benchmark.ts';
import { callVideoBenchmark } from './call-video/benchmark.ts';
import { callsBenchmark } from './calls/benchmark.ts';
import { firstReadBenchmark } from './first-read/benchmark.ts';
import { pageBenchmark } from './page/benchmark.ts';
import { firstPaintBenchmark } from './page/first-paint.ts';
import { goalsOf, machine, type Results, table, toStored } from './results.ts';
import { socksBenchmark } from './socks/benchmark.ts';

const FILE = new URL('results.json', import.meta.url);
const GROUPS: Readonly<Record<string, () => Results | Promise<Results>>> = {
  'first-read': firstReadBenchmark,
  socks: socksBenchmark,
  calls: callsBenchmark,
  'call-page': callPageBenchmark,
  'call-video': callVideoBenchmark,
  page: pageBenchmark,
  'first-paint': firstPaintBenchmark,
  'bundle-size': bundleSizeBenchmark,
  cache: cacheBenchmark,
};

const wanted = process.argv.slice(2);
for (const word of wanted) {
  if (!Object.hasOwn(GROUPS, word)) {
    throw new Error(`no benchmark "${word}"; there are: ${Object.keys(GROUPS).join(' ')}`);
  }
}

let results: Results = wanted.length === 0 ? {} : stored();
let said: Results = {};
for (const [group, benchmark] of Object.entries(GROUPS)) {
  if (wanted.length > 0 && !wanted.includes(group)) continue;
  process.stdout.write(`${group} (load of this machine ${loadavg()[0]?.toFixed(1)}) …\n`);
  const found = await benchmark();
  results = { ...results, ...found };
  said = { ...said, ...found };
  const whole = { machine: machine(), results: toStored(results) };
  writeFileSync(FILE, `${JSON.stringify(whole, null, 2)}\n`);
}
process.stdout.write(`\n${table(said)}\n\n${goalsOf(said)}\n`);

function stored(): Results {
  try {
    const file: { readonly results: Results } = JSON.parse(readFileSync(FILE, 'utf8'));
    return file.results;
  } catch {
    return {};
  }
}
