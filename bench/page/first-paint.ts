/**
 * How much script a page of ours runs before a person sees the first of it, in a fresh tab of real Chromium, and how much it has
 * loaded when it has come to rest. What runs is read from the browser's own trace: `Performance.getMetrics` knows nothing of
 * microtasks, in which a page that waits for its sentences and settings is drawn. It is the processor's time of the page's main thread, so
 * that what else this machine does is not counted.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer';
import * as v from 'valibot';
import { CHROMIUM_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { newNodeId, writeHostConfig } from '../native-host.ts';
import { median, type Result, type Results } from '../results.ts';
import { launchWithHost } from './browser.ts';

const BUILD = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));
const PAGES = ['popup', 'options', 'gate', 'welcome', 'diagnostics', 'names'] as const;
const ROUNDS = 11;
const LIMIT = 100;
/** In kB; the pages that the issue names. */
const SCRIPT_LIMIT = 60;
const LIMITED: readonly string[] = ['popup', 'options', 'gate'];

/** What the trace calls compiling and running, microtasks included; one of them may stand within another. */
const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'V8.CompileCode',
  'v8.callFunction',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'v8.run',
  'v8.streamingCompile.complete',
]);

/** Times in µs; `tdur` is the processor's time of the thread. */
const TraceEvent = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.number(),
  dur: v.optional(v.number()),
  tdur: v.optional(v.number()),
});
const Trace = v.object({ traceEvents: v.array(TraceEvent) });

/** One load: milliseconds of script until the first paint, and kB of scripts of the extension till all is quiet. */
type Load = { readonly ms: number; readonly kB: number };

async function load(browser: Browser, name: string): Promise<Load> {
  const page = await browser.newPage();
  // What nobody sees is not painted.
  await page.bringToFront();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(request.url()));
  const categories = ['devtools.timeline', 'loading', 'v8', 'v8.execute'];
  await page.tracing.start({ categories: [...categories, 'disabled-by-default-v8.compile'] });
  await page.goto(`chrome-extension://${CHROMIUM_EXTENSION_ID}/${name}.html`);
  // The page of names is another one, to which the first one leads.
  if (name === 'names') await page.waitForFunction(`location.protocol === 'http:'`);
  await page.waitForFunction(`performance.getEntriesByName('first-contentful-paint').length > 0`);
  const ms = scriptUntilPaint(await page.tracing.stop());
  await page.waitForNetworkIdle();
  const kB = sizeOf(asked);
  await page.close();
  return { ms, kB };
}

function scriptUntilPaint(trace: Uint8Array | undefined): number {
  const { traceEvents } = v.parse(Trace, JSON.parse(Buffer.from(trace ?? []).toString()));
  const painted = traceEvents.findLast(({ name }) => name === 'firstContentfulPaint');
  if (painted === undefined) throw new Error('the trace knows no first paint');
  const { pid, tid } = painted;
  let [end, sum] = [0, 0];
  const script = traceEvents
    .filter((one) => one.pid === pid && one.tid === tid && one.ph === 'X' && SCRIPT.has(one.name))
    .filter(({ ts }) => ts < painted.ts)
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  if (script.length === 0) throw new Error('the trace knows no script');
  for (const { name, ts, dur = 0, tdur } of script) {
    // What stands within another is in that one's time.
    if (ts < end) continue;
    if (tdur === undefined) throw new Error(`the trace does not tell how long ${name} ran`);
    end = ts + dur;
    sum += tdur;
  }
  return sum / 1000;
}

/** How large the scripts of the extension are that were asked for, as they are in the build. */
function sizeOf(urls: Iterable<string>): number {
  const paths = [...urls]
    .map((url) => new URL(url))
    .filter(
      ({ protocol, pathname }) => protocol === 'chrome-extension:' && pathname.endsWith('.js'),
    )
    .map(({ pathname }) => pathname);
  if (paths.length === 0) throw new Error('the page has loaded no script');
  return paths.reduce((sum, path) => sum + statSync(join(BUILD, path)).size, 0) / 1000;
}

async function measure(browser: Browser): Promise<Results> {
  // It greets once, and would come in front of what is measured.
  await browser.waitForTarget((target) => target.url().endsWith('/welcome.html'));
  const loads = new Map<string, Load[]>(PAGES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, all] of loads) all.push(await load(browser, name));
  }
  const times = [...loads].map(([name, all]): [string, Result] => {
    const value = median(all.map(({ ms }) => ms));
    const goal = { text: `under ${LIMIT} ms`, met: value < LIMIT };
    return [
      `${name}: script before the first paint`,
      { value, unit: 'ms', runs: all.length, goal },
    ];
  });
  const sizes = [...loads]
    .filter(([name]) => name !== 'names')
    .map(([name, all]): [string, Result] => {
      const value = Math.max(...all.map(({ kB }) => kB));
      const goal = { text: `under ${SCRIPT_LIMIT} kB`, met: value < SCRIPT_LIMIT };
      const result = { value, unit: 'kB', runs: all.length };
      return [`${name}: script`, LIMITED.includes(name) ? { ...result, goal } : result];
    });
  return Object.fromEntries([...times, ...sizes]);
}

/** Runs all of it. */
export async function firstPaintBenchmark(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-bench-'));
  try {
    const own = { id: newNodeId(), address: '127.77.0.1' };
    const browser = await launchWithHost(folder, writeHostConfig(folder, own, {}));
    try {
      return await measure(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
