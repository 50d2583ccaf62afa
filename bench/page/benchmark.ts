/**
 * A warm page in real Chromium: alice.azero through extension and host against the same server by its address, load after load by
 * turns. What counts is the browser's own figure, from the start of the navigation to the end of the load event.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { CHROMIUM_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { startService } from '../../tests/e2e/harness/process.ts';
import { createLedger, startChain } from '../../tests/stand-ins/chain/chain.ts';
import { newNodeId, writeHostConfig } from '../native-host.ts';
import { median, type Results } from '../results.ts';
import { launchWithHost } from './browser.ts';

const OWN = '127.77.0.1';
const ALICE = '127.77.0.2';
const WARM_UP = 8;
const LOADS = 40;
const GOAL = 10;

/** Milliseconds of one load in a page that has been there before. */
async function load(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  if (page.url() !== url) throw new Error(`the browser went to ${page.url()}`);
  const took: unknown = await page.evaluate(`(async () => {
    const [entry] = performance.getEntriesByType('navigation');
    while (entry.loadEventEnd === 0) await new Promise((resolve) => setTimeout(resolve));
    const files = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    if (files.length !== 20) throw new Error(files.length + ' files');
    return entry.loadEventEnd;
  })()`);
  if (typeof took !== 'number') throw new Error('no figure');
  return took;
}

/** Opens the name for the first time: the gate takes the navigation over, and goes on when all is well. */
async function openName(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'domcontentloaded' }).catch(() => {});
  await page.waitForFunction(`document.title === 'site' && location.protocol === 'http:'`);
}

async function measure(browser: Browser, port: number): Promise<Results> {
  const direct = { page: await browser.newPage(), url: `http://${ALICE}:${port}/`, took: [0] };
  const ours = { page: await browser.newPage(), url: `http://alice.azero:${port}/`, took: [0] };
  await openName(ours.page, ours.url);
  for (let round = -WARM_UP; round < LOADS; round++) {
    for (const way of round % 2 === 0 ? [direct, ours] : [ours, direct]) {
      await way.page.bringToFront();
      const took = await load(way.page, way.url);
      if (round === 0) way.took = [];
      if (round >= 0) way.took.push(took);
    }
  }
  const value = median(ours.took);
  const rival = median(direct.took);
  return {
    'warm page': {
      value,
      unit: 'ms',
      rival: { name: 'directly', value: rival },
      ratio: rival / value,
      runs: LOADS,
      goal: {
        text: `within ${GOAL} ms (${(value - rival).toFixed(1)} ms more)`,
        met: value - rival <= GOAL,
      },
    },
  };
}

/** Runs all of it. */
export async function pageBenchmark(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-bench-'));
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const site = await startService(undefined, process.execPath, [
      fileURLToPath(new URL('site.ts', import.meta.url)),
      ALICE,
    ]);
    ends.push(site.stop);
    const alice = newNodeId();
    const ledger = createLedger();
    const operators = [await startChain({ ledger }), await startChain({ ledger })] as const;
    ends.push(() => Promise.all(operators.map((operator) => operator.close())));
    operators[0].register({ name: 'alice', records: { 'staex-id': alice } });
    const own = { id: newNodeId(), address: OWN };
    const config = writeHostConfig(folder, own, { [alice]: ALICE });
    const browser = await launchWithHost(folder, config);
    ends.push(() => browser.close());
    const settings = {
      chain: {
        network: 'development',
        endpoints: operators.map(({ url }, index) => ({ url, operator: `operator ${index + 1}` })),
        registry: operators[0].registry,
        quorum: 2,
      },
    };
    const page = await browser.newPage();
    // A worker that is only starting has no API yet; a file of the extension has.
    await page.goto(`chrome-extension://${CHROMIUM_EXTENSION_ID}/manifest.json`);
    await page.evaluate(`chrome.storage.local.set(${JSON.stringify({ settings })})`);
    await page.close();
    return await measure(browser, Number(site.ready));
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}
