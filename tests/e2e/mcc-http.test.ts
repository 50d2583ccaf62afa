/** MCC-HTTP from a page of the web app's origin, by its two calls as it makes them, in real browsers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_SITE } from './harness/addresses.ts';
import type { TestBrowser } from './harness/browser.ts';
import { launchChromium } from './harness/chromium.ts';
import { launchFirefox } from './harness/firefox.ts';
import { mccCommand } from './harness/native-host.ts';
import type { Site } from './harness/site.ts';
import { openWorld, type TestWorld } from './harness/world.ts';
import { BROWSERS } from './story.ts';

const APP = 'copybara.staex.io';
const OTHER = 'other.example';

/** The two calls of the web app. `undefined` is what a call came to that failed. */
async function askAsTheApp(page: Page, nodeId: string): Promise<unknown> {
  return page.evaluate(async (id) => {
    const base = 'http://127.0.0.1:9377';
    try {
      const own: unknown = await (await fetch(`${base}/id`)).json();
      const address: unknown = await (await fetch(`${base}/resolve?node-id=${id}`)).json();
      return [own, address];
    } catch (error) {
      return String(error);
    }
  }, nodeId);
}

/** The person's yes, for both origins. */
async function allowLoopback(browser: TestBrowser): Promise<void> {
  const session = await browser.puppeteer.target().createCDPSession();
  for (const host of [APP, OTHER]) {
    for (const name of ['local-network-access', 'loopback-network']) {
      const origin = `https://${host}`;
      // oxlint-disable-next-line no-await-in-loop -- few
      await session.send('Browser.setPermission', {
        permission: { name },
        setting: 'granted',
        origin,
      });
    }
  }
}

describe.each(BROWSERS)('%s', (kind) => {
  let world: TestWorld;
  let site: Site;
  let browser: TestBrowser;
  let host: ChildProcess;

  beforeAll(async () => {
    world = openWorld();
    await world.reset();
    site = await world.lanSite('app', PUBLIC_SITE);
    world.setDns({ [APP]: PUBLIC_SITE, [OTHER]: PUBLIC_SITE });
    const config = join(world.plan.dir, 'mcc-http.json');
    writeFileSync(config, JSON.stringify({ mcc: mccCommand(world.plan) }));
    host = spawn(process.execPath, ['.output/native-host/copybara-host.mjs', 'serve-http'], {
      env: { ...process.env, COPYBARA_HOST_CONFIG: config },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (host.stdout) await once(host.stdout, 'data');
    const launch = kind === 'chromium' ? launchChromium : launchFirefox;
    browser = await launch(world.plan, {
      acceptInsecureCerts: true,
      // As if the person had said yes to "reach programs on this computer"; for Chromium see below.
      prefs: { 'network.lna.blocking': false },
    });
    if (kind === 'chromium') await allowLoopback(browser);
  });
  afterAll(async () => {
    host.kill();
    await browser.close();
    await site.stop();
  });

  it('the web app gets the id and the address from our host', async () => {
    const page = await browser.firstPage();
    await page.goto(`https://${APP}/html?html=app`);
    const { A, B } = world.plan.nodeIds;
    expect(A).not.toBe(B);
    expect(await askAsTheApp(page, B)).toEqual([A, world.address('B')]);
  });

  it('a page of any other origin gets nothing', async () => {
    const page = await browser.firstPage();
    await page.goto(`https://${OTHER}/html?html=other`);
    expect(await askAsTheApp(page, world.plan.nodeIds.B)).toMatch(/TypeError/);
  });
});
