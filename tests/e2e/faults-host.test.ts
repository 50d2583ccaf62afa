/** Faults of the native host, in both browsers: each is told with what to do about it, and ends by itself with its cause. */
import { createServer } from 'node:net';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateTells, goesOn } from './fault.ts';
import { screenshotDisplay } from './harness/display.ts';
import { mccCommand } from './harness/native-host.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state === 'fail') {
      screenshotDisplay(story.world.plan, `fail-${kind}-${context.task.name.replace(/\W+/g, '-')}`);
    }
    story.browser.host.install();
    story.browser.host.configure({ mcc: mccCommand(story.world.plan) });
    expect(story.escaped()).toEqual([]);
  });

  /** Ends the running host, so that the browser looks for it again. */
  function startAgain(): void {
    story.browser.host.kill();
  }

  it('not installed, then installed', async () => {
    story.browser.host.uninstall();
    startAgain();
    await story.visit(ALICE);
    await gateTells(story, 'host-not-installed');
    story.browser.host.install();
    await goesOn(story, ALICE);
  });

  it('installed for another extension, then for ours', async () => {
    story.browser.host.install(
      kind === 'chromium'
        ? { allowed_origins: [`chrome-extension://${'a'.repeat(32)}/`] }
        : { allowed_extensions: ['another@example.org'] },
    );
    startAgain();
    await story.visit(ALICE);
    // Firefox has the same words for a host that is not there and one that is not for us.
    await gateTells(story, kind === 'chromium' ? 'host-forbidden' : 'host-not-installed');
    story.browser.host.install();
    await goesOn(story, ALICE);
  });

  it('ends while it starts, then does not', async () => {
    story.browser.host.installScript('echo boom >&2; exit 3');
    startAgain();
    await story.visit(ALICE);
    await gateTells(story, 'host-start-failed');
    story.browser.host.install();
    await goesOn(story, ALICE);
  });

  it('starts and says nothing, then does', async () => {
    story.browser.host.installScript('cat > /dev/null');
    startAgain();
    await story.visit(ALICE);
    await gateTells(story, 'host-silent');
    story.browser.host.install();
    await goesOn(story, ALICE);
  });

  it('speaks rubbish, then sense', async () => {
    story.browser.host.installScript('echo "Hello, I am a host"; cat > /dev/null');
    startAgain();
    await story.visit(ALICE);
    await gateTells(story, 'host-start-failed');
    story.browser.host.install();
    await goesOn(story, ALICE);
  });

  it('has a bad key in its settings, then not: nobody has to restart it', async () => {
    const mcc = mccCommand(story.world.plan);
    story.browser.host.configure({ mcc, sokcs: { port: 0 } });
    startAgain();
    await story.visit(ALICE);
    const gate = await gateTells(story, 'config-bad');
    expect(await gate.evaluate(() => document.querySelector('.details')?.textContent)).toContain(
      'unknown key "sokcs"',
    );
    story.browser.host.configure({ mcc });
    await goesOn(story, ALICE);
  });

  it('finds its fixed port taken, then free', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, '127.0.0.1', () => {
        const address = squatter.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    story.browser.host.configure({ mcc: mccCommand(story.world.plan), socks: { port } });
    startAgain();
    await story.visit(ALICE);
    await gateTells(story, 'port-in-use');
    squatter.close();
    await goesOn(story, ALICE);
  });

  it('is killed under an open page: the page can be loaded again', async () => {
    const page = await story.open(ALICE);
    story.scene.alice.requests.mark();
    startAgain();
    await page.bringToFront();
    await story.press('F5');
    await waitFor(() => story.scene.alice.requests.entries().some(({ url }) => url === '/'), {
      timeout: 20_000,
      what: 'the page to be loaded again',
    });
    await goesOn(story, ALICE);
  });

  it('is killed and stays away: a navigation shows the gate, and goes on when it is back', async () => {
    await story.open(ALICE);
    story.browser.host.uninstall();
    startAgain();
    await waitFor(async () => (await story.status())?.host.state === 'down');
    await story.visit(`${ALICE}there?x=y#z`);
    await gateTells(story, 'host-not-installed');
    story.browser.host.install();
    await goesOn(story, `${ALICE}there?x=y#z`);
  });

  describe('a download of 100 MB under way ends in an error', () => {
    /** Starts it, and gives how it goes on after `go`; until then the page takes no more of it. */
    async function start(page: Page): Promise<() => Promise<string>> {
      await page.evaluate(() => {
        const taken = fetch('/big?mb=100').then(async (response) => {
          const reader = response.body?.getReader();
          await reader?.read();
          Object.assign(globalThis, { started: true });
          await new Promise((go) => Object.assign(globalThis, { go }));
          while (!(await reader?.read())?.done);
          return 'whole';
        });
        const result = taken.catch((error: unknown) => `error: ${String(error)}`);
        Object.assign(globalThis, { result });
      });
      await waitFor(() => page.evaluate('globalThis.started'), { what: 'the first bytes' });
      return async () => String(await page.evaluate('globalThis.go(), globalThis.result'));
    }

    it('when the host is killed', async () => {
      const go = await start(await story.open(ALICE));
      startAgain();
      expect(await go()).toMatch(/^error/);
    });

    it('when the overlay goes', async () => {
      const go = await start(await story.open(ALICE));
      await story.world.overlayDown();
      expect(await go()).toMatch(/^error/);
    });

    it('when her node falls silent', async () => {
      const go = await start(await story.open(ALICE));
      await story.world.cut('B', 'silent');
      expect(await go()).toMatch(/^error/);
    });

    it('when the address goes to another node', async () => {
      const go = await start(await story.open(ALICE));
      await story.world.reassign(story.world.address('B') ?? '', 'C');
      expect(await go()).toMatch(/^error/);
    });
  });
});
