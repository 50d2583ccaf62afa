/** A proxy that the person has set herself: other sites go on through it, and names never do. */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOST_CAPABILITIES } from '../../lib/protocol/host.ts';
import { CHECK_REQUESTS } from '../../lib/protocol/host-checks.ts';
import { HOST_NAME } from '../../lib/protocol/ids.ts';
import { plainEnd } from './calls/plain-call.ts';
import { gateTells, goesOn } from './fault.ts';
import { CHAIN_ADDRESS, OWN_ADDRESS, PUBLIC_SITE } from './harness/addresses.ts';
import type { TestBrowser } from './harness/browser.ts';
import { waitFor } from './harness/wait-for.ts';
import { fetchIn } from './page-tasks.ts';
import { PUBLIC_HOST, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on TCP has this
  return (server.address() as AddressInfo).port;
}

describe('chromium with a proxy of the person’s own', () => {
  const seen: string[] = [];
  const proxy = createHttpServer((request, response) => {
    const { url = '' } = request;
    response.setHeader('content-type', url === '/proxy.pac' ? 'text/plain' : 'text/html');
    response.setHeader('connection', 'close');
    if (url !== '/proxy.pac') seen.push(url);
    response.end(
      url === '/proxy.pac'
        ? `function FindProxyForURL(url, host) {
             return host === '${PUBLIC_HOST}' ? 'PROXY 127.0.0.1:${port}' : 'DIRECT';
           }`
        : '<title>through the proxy</title>',
    );
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  let port = 0;
  let story: Story | undefined;
  beforeAll(async () => {
    port = await listen(proxy);
  });
  afterEach(() => story?.end());
  afterAll(() => void proxy.close());

  async function titleAt(browser: TestBrowser, url: string): Promise<string> {
    const page = await browser.firstPage();
    await page.goto(url, { waitUntil: 'load' });
    return page.title();
  }

  it.each([
    // It can't reach the chain for us, so that goes past it.
    [
      'a server',
      () => [`--proxy-server=http://127.0.0.1:${port}`, `--proxy-bypass-list=${CHAIN_ADDRESS}`],
    ],
    ['a PAC file', () => [`--proxy-pac-url=http://127.0.0.1:${port}/proxy.pac`]],
  ])(
    '%s: other sites go through it, names do not, and it stays when we are off',
    async (_, args) => {
      story = await startStory('chromium', { args: args() });
      seen.length = 0;
      story.world.setDns({ [PUBLIC_HOST]: PUBLIC_SITE });
      expect(await titleAt(story.browser, `http://${PUBLIC_HOST}/on`)).toBe('through the proxy');
      await story.visit(ALICE);
      await goesOn(story, ALICE);
      await story.set({ enabled: false });
      await gateTells(story, 'switched-off');
      expect(await titleAt(story.browser, `http://${PUBLIC_HOST}/off`)).toBe('through the proxy');
      expect(seen).toContain(`http://${PUBLIC_HOST}/on`);
      expect(seen).toContain(`http://${PUBLIC_HOST}/off`);
      expect(seen.filter((url) => url.includes('azero'))).toEqual([]);
    },
  );

  it('a call reaches its relay past it', async () => {
    const server = [`--proxy-server=http://127.0.0.1:${port}`];
    story = await startStory('chromium', {
      args: [...server, `--proxy-bypass-list=${CHAIN_ADDRESS}`],
    });
    seen.length = 0;
    const end = await plainEnd(story.browser);
    await end.ask('openHost', HOST_NAME, 'chromium', HOST_CAPABILITIES);
    const { turnUrl, ends } = v.parse(
      CHECK_REQUESTS['check.loop'].answer,
      await end.ask('askHost', 'check.loop', {}),
    );
    expect(turnUrl).toContain('transport=tcp');
    const described = async (url: string): Promise<string> => {
      await end.ask('connection', { turnUrl: url, ...ends.one });
      await end.ask('applyOwn', 'offer', await end.ask('describe', 'offer'));
      return end.ask('whole');
    };
    expect(await described(turnUrl)).toMatch(/ typ relay /);
    expect(seen).toEqual([]);
    // That it would be seen: on any address but loopback the same goes through the proxy.
    const elsewhere = turnUrl.replace('127.0.0.1', OWN_ADDRESS);
    expect(await described(elsewhere)).not.toMatch(/ typ relay /);
    expect(seen[0]).toMatch(/^CONNECT 10\.115\.0\.1:/);
  });
});

describe('firefox with a proxy of the person’s own', () => {
  const seen: string[] = [];
  const proxy = createHttpServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'text/html').end('<title>through the proxy</title>');
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  let story: Story;
  beforeAll(async () => {
    const port = await listen(proxy);
    story = await startStory('firefox', {
      prefs: {
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': port,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': port,
        // It can't reach the chain for us, so that goes past it.
        'network.proxy.no_proxies_on': CHAIN_ADDRESS,
      },
    });
  });
  afterAll(async () => {
    await story.end();
    proxy.close();
  });

  it('gives it nothing of a name, also when the host is gone', async () => {
    const page = await story.open(ALICE);
    story.browser.host.uninstall();
    story.browser.host.kill();
    await waitFor(async () => (await story.status())?.host.state === 'down');
    expect(await fetchIn(page, '/after')).toBe('failed');
    await story.visit(`${ALICE}again`);
    await gateTells(story, 'host-not-installed');
    expect(seen.filter((what) => what.includes('azero'))).toEqual([]);
    // It is really in use for all else.
    story.world.setDns({ [PUBLIC_HOST]: PUBLIC_SITE });
    await story.visit(`http://${PUBLIC_HOST}/`);
    await story.arrive(`http://${PUBLIC_HOST}/`, 'through the proxy');
    expect(seen).toContain(`GET http://${PUBLIC_HOST}/`);
  });
});
