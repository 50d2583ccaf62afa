/** When Chromium loads a PAC, and what the browser does with a name before any extension runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateTells, goesOn } from './fault.ts';
import { waitFor } from './harness/wait-for.ts';
import { isOld, pacIsOld } from './pac-age.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';

/** The text of the PAC that a profile of Chromium holds; empty where it holds none. */
function storedPac(preferences: string): string {
  const [, text = ''] =
    /"pac_url":"data:[^,"]*;base64,([^"]*)"/.exec(readFileSync(preferences, 'utf8')) ?? [];
  return Buffer.from(text, 'base64').toString();
}

/** The process of a browser that runs one of its services. */
function serviceOf(browser: number, service: string): number {
  const belongs = (pid: number): boolean => {
    const [, parent = '0'] =
      /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(parent) === browser || (Number(parent) > 1 && belongs(Number(parent)));
  };
  const found = readdirSync('/proc').find((pid) => {
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`=${service}`) && belongs(Number(pid))
      );
    } catch {
      return false; // no process, or no longer one
    }
  });
  return Number(found ?? expect.unreachable(`nothing runs ${service}`));
}

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach(() => expect(story.escaped()).toEqual([]));

  describe.runIf(kind === 'chromium')('the PAC is loaded anew', () => {
    /** An open page, under a PAC that was loaded long ago. */
    async function openLong(): Promise<Page> {
      const page = await story.open(ALICE);
      await pacIsOld(story.browser);
      return page;
    }

    it('when the network changes under an open page', async () => {
      const page = await openLong();
      await story.world.joinLan('10.7.7.7');
      // Chromium then lets requests wait for two seconds, until the network has come to rest, and loads the PAC.
      const slow = await page.evaluate(async () => {
        for (;;) {
          const began = performance.now();
          const { ok } = await fetch('/during', { cache: 'no-store' });
          if (!ok || performance.now() - began > 1000) return ok;
        }
      });
      expect(slow).toBe(true);
    });

    it('when the process that runs it has ended', async () => {
      await openLong();
      process.kill(
        serviceOf(story.browser.pid(), 'proxy_resolver.mojom.ProxyResolverFactory'),
        'SIGKILL',
      );
      await story.visit(`${ALICE}after`);
      await goesOn(story, `${ALICE}after`);
    });
  });

  describe('the browser', () => {
    it('is started again with a name in its first tab, and the host is gone', async () => {
      await story.open(ALICE);
      const host = (await story.status())?.host;
      const port = host?.state === 'connected' ? host.port : 0;
      if (kind === 'chromium') {
        // It writes its settings every ten seconds; killed before the first time, it would know of no proxy at all.
        const file = join(story.browser.profile.data, 'Default', 'Preferences');
        const isStored = (): boolean => storedPac(file).includes(`127.0.0.1:${port}`);
        await waitFor(isStored, { timeout: 30_000, what: 'Chromium to have stored the PAC' });
        // A start that comes even sooner is told of in README.
        await isOld(storedPac(file));
      }
      story.browser.host.uninstall();
      const options = { host: null, args: [ALICE] };
      // By force, so that nothing is tidied up.
      process.kill(story.browser.pid(), 'SIGKILL');
      // Whoever has the old port now must get nothing.
      let visitors = 0;
      const squatter = createServer((socket) => {
        visitors += 1;
        socket.destroy();
      });
      await waitFor(
        () =>
          new Promise<boolean>((resolve) => {
            squatter.once('error', () => resolve(false));
            squatter.listen(port, '127.0.0.1', () => resolve(true));
          }),
        { what: 'the old port to be free' },
      );
      try {
        await story.restart(options);
        await story.visit(`${ALICE}first`);
        await gateTells(story, 'host-not-installed');
        expect(visitors).toBe(0);
        story.browser.host.install();
        await goesOn(story, `${ALICE}first`);
        expect(visitors).toBe(0);
      } finally {
        squatter.close();
        story.browser.host.install();
        await story.restart({ args: [] });
      }
    });
  });
});
