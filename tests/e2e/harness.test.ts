/** Does the harness itself work? A detector that never fires would make every leak test green. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchOptions, TestBrowser } from './harness/browser.ts';
import { describePacket, startCapture } from './harness/capture.ts';
import { startChain } from './harness/chain.ts';
import { launchChromium } from './harness/chromium.ts';
import { screenshotDisplay } from './harness/display.ts';
import { launchFirefox } from './harness/firefox.ts';
import { typeInAddressBar } from './harness/keyboard.ts';
import { mccCommand } from './harness/native-host.ts';
import { run } from './harness/process.ts';
import type { Site } from './harness/site.ts';
import { waitFor } from './harness/wait-for.ts';
import { openWorld } from './harness/world.ts';

const world = openWorld();
const mini = fileURLToPath(new URL('harness/mini-extension', import.meta.url));
const echoHost = [process.execPath, `${mini}/echo-host.ts`];
let alice: Site;
let bob: Site;

async function titleOf(url: string): Promise<string | undefined> {
  const reply = await fetch(url, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(3000),
  });
  return /<title>(.*?)</.exec(await reply.text())?.[1];
}

/** What the mini extension keeps under a key, once it is there. */
function kept(own: TestBrowser, key: string): Promise<unknown> {
  return waitFor(() =>
    own.inExtension(async (api, wanted) => (await api.storage.local.get(wanted))[wanted], key),
  );
}

beforeAll(async () => {
  await world.reset();
  [alice, bob] = await Promise.all([world.site('B', 'alice.azero'), world.site('C', 'bob.azero')]);
});
afterAll(() => Promise.all([alice.stop(), bob.stop()]));

describe('the world', () => {
  afterEach(() => world.reset());

  it('shows each node under its own address of this view', async () => {
    expect(await titleOf(`http://${world.address('B')}/`)).toBe('alice.azero');
    expect(await titleOf(`http://${world.address('C')}:8080/`)).toBe('bob.azero');
    expect(alice.requests.entries().at(-1)?.remote).toBe('10.115.99.9');
  });

  it('sends everything else to the sink, and writes down what was asked', async () => {
    world.dns.mark();
    world.sink.mark();
    expect(await titleOf('http://www.google.com/search?q=alice')).toBe('search engine');
    await expect(titleOf('http://alice.azero/')).rejects.toThrow('fetch failed');
    expect(world.dns.entries().map(({ name }) => name)).toContain('alice.azero');
    expect(world.sink.entries()).toContainEqual(
      expect.objectContaining({ event: 'request', host: 'www.google.com', url: '/search?q=alice' }),
    );
  });

  it('cuts, moves and hands over addresses', async () => {
    const address = String(world.address('B'));
    await world.cut('B', 'unreachable');
    await expect(titleOf(`http://${address}/`)).rejects.toThrow('fetch failed');
    await world.restore('B');
    expect(await titleOf(`http://${address}/`)).toBe('alice.azero');
    await world.reassign(address, 'C');
    expect(await titleOf(`http://${address}/`)).toBe('bob.azero');
  });

  it('puts a stranger at an overlay address when the overlay is gone, or the LAN covers it', async () => {
    const address = String(world.address('B'));
    const stranger = await world.lanSite('STRANGER', address);
    expect(await titleOf(`http://${address}/`)).toBe('alice.azero');
    await world.overlayDown();
    expect(await titleOf(`http://${address}/`)).toBe('STRANGER');
    await world.overlayUp();
    expect(await titleOf(`http://${address}/`)).toBe('alice.azero');
    await world.joinLan('10.115.77.100');
    expect(await titleOf(`http://${address}/`)).toBe('STRANGER');
    await stranger.stop();
  });

  it('captures what leaves, and tells overlay from LAN', async () => {
    const capture = await startCapture(world);
    await titleOf(`http://${world.address('B')}/overlayword`);
    await titleOf('http://www.google.com/lanword');
    await fetch('http://carol.azero/').catch(() => {});
    const captured = await capture.stop();
    expect(captured.leaks('overlayword')).toEqual([]);
    expect(captured.appearances('overlayword')).not.toEqual([]);
    expect(captured.leaks('lanword')).toHaveLength(1);
    expect(captured.leaks('azero')).not.toEqual([]);
    expect(captured.strays(['192.168.77.1']).map(({ target }) => target)).toContain('203.0.113.10');
  });
});

describe('the stand-ins that the world runs', () => {
  it('lets mcc say what the overlay does', async () => {
    const [program = '', ...args] = mccCommand(world.plan);
    const { B, C } = world.plan.nodeIds;
    const address = String(world.address('B'));
    expect(await run(program, [...args, 'id'])).toBe(`${world.plan.nodeIds.A}\n`);
    expect(await run(program, [...args, 'resolve', B])).toBe(`${address}\n`);
    await world.reassign(address, 'C');
    expect(await run(program, [...args, 'resolve', C])).toBe(`${address}\n`);
    await expect(run(program, [...args, 'resolve', B])).rejects.toThrow('node not found');
    await world.reset();
  });

  it('serves the chain from the LAN', async () => {
    const chain = await startChain(world.plan, [{ name: 'alice' }], { port: 9800 });
    const url = chain.endpoints[2]?.url ?? '';
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'chain_getBlockHash',
      params: [0],
    });
    const reply = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(await reply.json()).toMatchObject({ result: expect.stringMatching(/^0x/) });
    expect(await chain.command({ do: 'stats', operator: 2 })).toMatchObject({ ok: true });
    await expect(chain.command({ do: 'nonsense' })).rejects.toThrow('refused');
    await chain.stop();
  });
});

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('%s', (kind, launch) => {
  let browser: TestBrowser | undefined;
  const start = async (options: LaunchOptions): Promise<TestBrowser> => {
    browser = await launch(world.plan, options);
    return browser;
  };
  afterEach(async () => {
    await browser?.close();
    await world.reset();
  });

  it('is typed into, and what it does without the extension is seen to leak', async () => {
    const quiet = await startCapture(world);
    const own = await start({ extension: null });
    await typeInAddressBar(own, `http://${world.address('B')}:8080/typed`);
    await own.pageAt(/:8080\/typed$/);
    await waitFor(() => alice.requests.entries().some(({ url }) => url === '/typed'));
    // The browser's own errands are switched off, so that whatever a test's capture shows is about the test.
    expect((await quiet.stop()).strays([]).map(describePacket)).toEqual([]);
    world.sink.mark();
    const capture = await startCapture(world);
    await typeInAddressBar(own, 'alice.azero');
    const search = await waitFor(
      () => world.sink.entries().find(({ url }) => url?.includes('alice.azero')),
      { what: `the search that ${kind} makes` },
    );
    expect(search.scheme).toBe('https');
    const page = await own.pageAt(/q=alice\.azero/);
    await waitFor(async () => (await page.title()) === 'search engine');
    screenshotDisplay(world.plan, `harness-${kind}`);
    // An earlier test asked for this name too, and only this browser's packet is in the capture.
    world.dns.mark();
    await typeInAddressBar(own, 'http://alice.azero/');
    await waitFor(() => world.dns.entries().some(({ name }) => name === 'alice.azero'));
    expect((await capture.stop()).leaks('azero')).not.toEqual([]);
  });

  it('runs an extension with its native host, from the start and after a restart', async () => {
    const own = await start({ extension: mini, host: { command: echoHost } });
    expect(await kept(own, 'echo')).toMatchObject({
      heard: { hello: 'harness' },
      config: `${own.profile.host}/host.json`,
    });
    expect(own.host.running()).toBe(own.host.starts().at(-1));

    await own.killBackground();
    expect(await own.backgroundRuns()).toBe(false);
    await own.inExtension(async (api) => void (await api.runtime.sendMessage('wake')));
    await waitFor(() => own.host.starts().length === 2, { what: 'a second host' });

    own.host.kill();
    await kept(own, 'disconnected');

    await own.inExtension(async (api) => api.storage.local.remove('echo'));
    browser = await own.restart();
    expect(await kept(browser, 'echo')).toMatchObject({ heard: { hello: 'harness' } });
  });

  it('finds no host where none is installed', async () => {
    const own = await start({ extension: mini, host: null, headless: true });
    const gone = await kept(own, 'disconnected');
    expect(String(gone)).toMatch(/not found|No such native application/);
    own.host.install();
  });
});
