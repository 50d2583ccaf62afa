/**
 * No name of ours and no byte for a host of ours leaves machine A outside the overlay, but for reads at the chain's endpoints:
 * every packet and every DNS question is looked at, whatever breaks.
 *
 * What the browsers do themselves and no extension can stop is left out here, and shown at the end to be exactly that:
 * suggestions while typing, and Firefox's DNS questions.
 */
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startCapture } from './harness/capture.ts';
import type { Site } from './harness/site.ts';
import { waitFor } from './harness/wait-for.ts';
import { fetchIn, isSocketClosed, openSocket } from './page-tasks.ts';
import { proxyTaker } from './proxy-taker.ts';
import { SECRET, strayFrom } from './silence.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';
const BOB = 'http://bob.azero/';
/** Browsers ask for a page's icon late, and tell where they come from. */
const NO_ICON = '<link rel="icon" href="data:,">';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { acceptInsecureCerts: true });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  /** Waits until the last visit of a name has failed with one of these. */
  async function failed(name: string, ...kinds: string[]): Promise<void> {
    await waitFor(
      async () =>
        (await story.visits()).some(
          (visit) =>
            visit.name === name && visit.state === 'failed' && kinds.includes(visit.failure.kind),
        ),
      { timeout: 20_000, what: `${name} to fail with ${kinds.join(' or ')}` },
    ).catch(async (error: unknown) => {
      throw new Error(JSON.stringify(await story.visits()), { cause: error });
    });
  }

  /** Somebody on the LAN who holds alice's overlay address until the case ends. */
  async function strangerAtAlice(): Promise<Site> {
    const stranger = await story.world.lanSite('STRANGER', String(story.world.address('B')));
    onTestFinished(() => stranger.stop());
    return stranger;
  }

  it('is silent while everything works', async () => {
    const stray = await strayFrom(story, async () => {
      await story.type('alice.azero');
      await story.arrive(ALICE);
      await story.type(`https://alice.azero/${SECRET}`);
      await story.arrive(`https://alice.azero/${SECRET}`);
      await story.type(`www.alice.azero:8080/${SECRET}`);
      const page = await story.arrive(`http://www.alice.azero:8080/${SECRET}`);
      await openSocket(page, `ws://www.alice.azero:8080/${SECRET}`);
      expect(await fetchIn(page, `/big?mb=3&${SECRET}`)).toBe('200');
      expect(await fetchIn(page, `${BOB}${SECRET}`)).toBe('failed');
      await page.evaluate((to) => location.assign(to), `${BOB}${SECRET}`);
      await story.arrive(`${BOB}${SECRET}`, 'bob.azero');
      await story.type(`carol.azero/${SECRET}`);
      await failed('carol.azero', 'no-record');
      await story.type('nobody.tzero/');
      await failed('nobody.tzero', 'name-not-registered');
    });
    expect(stray).toEqual([]);
    expect(story.scene.alice.requests.entries().map(({ url }) => url)).toContain(`/${SECRET}`);
  });

  it('is silent with a dot at the end of the name', async () => {
    // An open name with a dot is open in Chromium; Firefox takes it for another host and asks the gate.
    const dot = kind === 'chromium' ? '.' : '';
    const stray = await strayFrom(story, async () => {
      await story.visit(`http://alice.azero./${SECRET}`);
      const page = await story.arrive(`${ALICE}${SECRET}`);
      await fetchIn(page, `http://bob.azero./${SECRET}`);
      await fetchIn(page, `http://alice.azero./${SECRET}`);
      await story.type(`alice.azero./again${SECRET}`);
      await story.arrive(`http://alice.azero${dot}/again${SECRET}`);
      await story.type('bob.azero.');
      await story.arrive(BOB, 'bob.azero');
    });
    expect(stray).toEqual([]);
  });

  it('is silent when a public page links to a name', async () => {
    const page = await story.atStranger(`${NO_ICON}<a href="${ALICE}${SECRET}">alice</a>`);
    const stray = await strayFrom(story, async () => {
      await page.hover('a');
      await page.click('a');
      await story.arrive(`${ALICE}${SECRET}`);
    });
    expect(stray).toEqual([]);
  });

  it('is silent when the host is killed under an open page and not found again', async () => {
    const page = await story.open(ALICE);
    await openSocket(page, 'ws://alice.azero/');
    const stray = await strayFrom(story, async () => {
      story.browser.host.uninstall();
      story.browser.host.kill();
      await waitFor(() => isSocketClosed(page), { what: 'the end of the socket' });
      expect(await fetchIn(page, `/${SECRET}`)).toBe('failed');
      await waitFor(async () => (await story.status())?.host.state === 'down');
      expect(await fetchIn(page, `/${SECRET}`)).toBe('failed');
      await story.type(`alice.azero/${SECRET}`);
      await story.gate(/host/i);
      await failed('alice.azero', 'host-not-installed');
      await story.type('bob.azero');
      await failed('bob.azero', 'host-not-installed');
    });
    story.browser.host.install();
    expect(stray).toEqual([]);
  });

  it('is silent when the background is killed under an open page', async () => {
    const page = await story.open(ALICE);
    const stray = await strayFrom(story, async () => {
      await story.browser.killBackground();
      await fetchIn(page, `/${SECRET}`);
      await story.visit(`${ALICE}${SECRET}`);
      await story.arrive(`${ALICE}${SECRET}`);
      await story.browser.killBackground();
      await story.type(`bob.azero/killed${SECRET}`);
      await story.arrive(`${BOB}killed${SECRET}`, 'bob.azero');
    });
    expect(stray).toEqual([]);
  });

  it.each(['gone', 'down'] as const)(
    'is silent when the overlay is %s and a stranger on the LAN holds her address',
    async (how) => {
      const stranger = await strangerAtAlice();
      const page = await story.open(ALICE);
      await openSocket(page, 'ws://alice.azero/');
      const stray = await strayFrom(story, async () => {
        await story.world.overlayDown(how);
        await waitFor(() => isSocketClosed(page), { what: 'the end of the socket' });
        expect(await fetchIn(page, `/${SECRET}`)).toBe('failed');
        await story.type(`alice.azero/${SECRET}`);
        await failed('alice.azero', 'overlay-missing');
      });
      expect(stray).toEqual([]);
      expect(stranger.requests.entries()).toEqual([]);
    },
  );

  it('gives a LAN that covers her address nothing, although the overlay is there', async () => {
    const stranger = await strangerAtAlice();
    const page = await story.open(ALICE);
    await openSocket(page, 'ws://alice.azero/');
    const stray = await strayFrom(story, async () => {
      await story.world.joinLan('10.115.77.100');
      await waitFor(() => isSocketClosed(page), { what: 'the end of the socket' });
      const fetched = await fetchIn(page, `/${SECRET}`);
      // Who answered, if anybody did, is the first thing to know.
      expect([fetched, ...stranger.requests.entries()]).toEqual(['failed']);
      await story.type(`alice.azero/${SECRET}`);
      await failed('alice.azero', 'address-not-allowed');
    });
    expect(stray).toEqual([]);
    expect(stranger.requests.entries()).toEqual([]);
  });

  it('lets go of an address that another node has now', async () => {
    const page = await story.open(ALICE);
    await openSocket(page, 'ws://alice.azero/');
    const stray = await strayFrom(story, async () => {
      const moved = Date.now();
      await story.world.reassign(String(story.world.address('B')), 'C');
      // What mcc said is believed for ten seconds; nothing is known to have changed before.
      await waitFor(async () => (await fetchIn(page, '/')) === 'failed', {
        timeout: 15_000,
        what: 'the end of the belief',
      });
      expect(Date.now() - moved).toBeLessThan(11_000);
      expect(await isSocketClosed(page)).toBe(true);
      story.scene.bob.requests.mark();
      expect(await fetchIn(page, `/${SECRET}`)).toBe('failed');
      await story.type(`alice.azero/${SECRET}`);
      await failed('alice.azero', 'node-unresolved', 'node-moved');
    });
    expect(stray).toEqual([]);
    expect(story.scene.bob.requests.entries()).toEqual([]);
  });

  it('gives nothing to who listens at the old port after a restart', async () => {
    await story.open(ALICE);
    const host = (await story.status())?.host;
    const port = host?.state === 'connected' ? host.port : 0;
    story.browser.host.uninstall();
    await story.browser.close();
    const got: string[] = [];
    const squatter = createServer((socket) => {
      got.push('connection');
      socket.on('data', (data) => got.push(data.toString('latin1')));
      socket.on('error', () => {});
      socket.write('\x05\x00');
    });
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const stray = await strayFrom(story, async () => {
      await story.restart({ host: null });
      await story.visit(`${ALICE}${SECRET}`);
      await failed('alice.azero', 'host-not-installed');
      await story.type('bob.azero');
      await failed('bob.azero', 'host-not-installed');
    });
    story.browser.host.install();
    await story.ready().finally(() => squatter.close());
    expect(stray).toEqual([]);
    expect(got).toEqual([]);
  });

  it.runIf(kind === 'chromium')(
    'is silent when another extension takes the proxy under an open page',
    async () => {
      const page = await story.open(ALICE);
      const { puppeteer } = story.browser;
      const folder = proxyTaker(story.world.plan.dir, 'regular');
      const stray = await strayFrom(story, async () => {
        const other = await puppeteer.installExtension(folder);
        try {
          await waitFor(async () => (await story.status())?.routing.state === 'failing');
          expect(await fetchIn(page, `/${SECRET}`)).toBe('failed');
          // With its scheme: the address bar may complete a bare name to the https address visited before.
          await story.type(`${ALICE}${SECRET}`);
          await failed('alice.azero', 'proxy-held-by-extension');
        } finally {
          await puppeteer.uninstallExtension(other);
        }
        // The gate goes on by itself.
        await story.arrive(`${ALICE}${SECRET}`);
      });
      expect(stray).toEqual([]);
    },
  );

  it('is silent when the browser starts with her page, before any extension runs', async () => {
    await story.open(`${ALICE}${SECRET}`);
    await story.browser.close();
    const args =
      kind === 'chromium' ? ['--restore-last-session'] : ['about:blank', `${ALICE}${SECRET}`];
    const stray = await strayFrom(story, async () => {
      await story.restart({ host: {}, args });
      await story.arrive(`${ALICE}${SECRET}`);
    });
    expect(stray).toEqual([]);
  });

  it('gives everything back when it is switched off', async () => {
    await story.open(ALICE);
    const popup = await story.browser.openExtensionPage('popup.html');
    await popup.click('[role=switch]');
    await waitFor(async () => (await story.status())?.routing.state === 'off');
    const held = (): Promise<unknown> =>
      story.browser.inExtension(
        async (api, chromium) => [
          // Firefox has no setting that could be held.
          chromium ? (await api.proxy.settings.get({})).levelOfControl : '',
          await api.declarativeNetRequest.getEnabledRulesets(),
          await api.declarativeNetRequest.getDynamicRules(),
          await api.declarativeNetRequest.getSessionRules(),
        ],
        kind === 'chromium',
      );
    // What stays keeps others from being the one page of ours that is no extension page: nobody else's traffic, nobody's name.
    const stays = ['names-page'];
    const nothing = [kind === 'chromium' ? 'controllable_by_this_extension' : '', stays, [], []];
    await waitFor(async () => JSON.stringify(await held()) === JSON.stringify(nothing), {
      what: 'everything to be given back',
    });
    const capture = await startCapture(story.world);
    await story.visit(BOB);
    await waitFor(() => story.world.dns.entries().some(({ name }) => name === 'bob.azero'));
    expect((await capture.stop()).leaks('azero')).not.toEqual([]);
  });
});
