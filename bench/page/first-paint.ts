/**
 * How much script a page of ours runs before a person sees the first of it, in a fresh tab of real Chromium: the browser's own
 * figures for compiling and running, taken as soon as there is a first contentful paint.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { CHROMIUM_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { newNodeId, writeHostConfig } from '../native-host.ts';
import { median, type Result, type Results } from '../results.ts';
import { launchWithHost } from './browser.ts';

const PAGES = ['popup', 'options', 'gate'] as const;
const ROUNDS = 11;
const LIMIT = 100;

/** Milliseconds of script until the first paint of one load. */
async function scriptOf(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  // What nobody sees is not painted.
  await page.bringToFront();
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  })`);
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (wanted: string): number => {
    const metric = metrics.find(({ name }) => name === wanted);
    if (!metric) throw new Error(`the browser does not tell ${wanted}`);
    return metric.value;
  };
  const took = (seconds('ScriptDuration') + seconds('V8CompileDuration')) * 1000;
  await page.close();
  return took;
}

async function measure(browser: Browser): Promise<Results> {
  // It greets once, and would come in front of what is measured.
  await browser.waitForTarget((target) => target.url().endsWith('/welcome.html'));
  const took = new Map<string, number[]>(PAGES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, all] of took) {
      all.push(await scriptOf(browser, `chrome-extension://${CHROMIUM_EXTENSION_ID}/${name}.html`));
    }
  }
  const result = (all: readonly number[]): Result => {
    const value = median(all);
    return {
      value,
      unit: 'ms',
      runs: all.length,
      goal: { text: `under ${LIMIT} ms`, met: value < LIMIT },
    };
  };
  return Object.fromEntries(
    [...took].map(([name, all]) => [`${name}: script before the first paint`, result(all)]),
  );
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
