/**
 * Hostile neighbours: pages of others, other users and other programs of this machine, who want to reach what only the person
 * may reach. What they are kept from is shown to be there for who may reach it.
 */
import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCapture } from './harness/capture.ts';
import { run } from './harness/process.ts';
import type { Site } from './harness/site.ts';
import { waitFor } from './harness/wait-for.ts';
import { reachFor } from './hostile-page.ts';
import { BROWSERS, PUBLIC_HOST, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';
const BOB = 'http://bob.azero/';
const LAN_HOST = 'lan.example';
const LAN_ADDRESS = '10.20.0.5';
/** How any page of the web reaches this machine's servers: Chromium follows its speculation rules, both connect on its hint. */
const ANY_PAGE = { chromium: ['GET /speculated', 'TLS'], firefox: ['TLS'] };
/** Firefox as it comes: it acts on a page's hints. */
const WITH_HINTS = {
  'network.dns.disablePrefetch': false,
  'network.http.speculative-parallel-limit': 20,
  'network.predictor.enabled': true,
  'network.prefetch-next': true,
};

/** Lets a server listen; gives its port. */
async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : expect.unreachable();
}

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { suggestions: true, prefs: WITH_HINTS });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  const requestsTo = (site: Site): string[] =>
    site.requests.entries().map(({ method, url }) => `${method} ${url}`);

  /** How often the chain's operators were asked for anything so far. */
  async function chainReads(): Promise<string> {
    const operators = [0, 1, 2].map((operator) =>
      story.scene.chain.command({ do: 'stats', operator }),
    );
    return JSON.stringify(await Promise.all(operators));
  }

  describe('a public page', () => {
    it('reaches no name, open or not, and makes nobody ask for one', async () => {
      await story.open(ALICE);
      const page = await story.atStranger('');
      story.scene.alice.requests.mark();
      const before = await chainReads();
      const capture = await startCapture(story.world, 'not net 127.0.0.0/8');
      expect(await reachFor(page, ALICE)).toEqual([]);
      expect(await reachFor(page, BOB)).toEqual([]);
      expect(await reachFor(page, 'http://carol.azero/')).toEqual([]);
      const captured = await capture.stop();
      const dialled = captured
        .sent()
        .filter(({ device, flags }) => device === 'staex0' && flags === 'S')
        .map(({ target }) => target);
      // A hint may open an empty connection to a name that is open; nothing is sent over it.
      expect(dialled.filter((target) => target !== story.world.address('B'))).toEqual([]);
      expect(requestsTo(story.scene.alice)).toEqual([]);
      expect(requestsTo(story.scene.bob)).toEqual([]);
      expect(await chainReads()).toBe(before);
      expect((await story.visits()).map(({ name }) => name)).toEqual(['alice.azero']);
    });

    it('can do the same to a page of the public web', async () => {
      const page = await story.atStranger('');
      const worked = await reachFor(page, `http://${PUBLIC_HOST}/`);
      expect(worked).toEqual(
        expect.arrayContaining(['image', 'script', 'fetch', 'corsFetch', 'socket', 'worker']),
      );
      const ways = ['GET /frame', 'POST /echo', 'POST /beacon', 'GET /sandboxed'];
      await waitFor(() => ways.every((way) => requestsTo(story.stranger).includes(way)), {
        what: 'what tells the page nothing',
      });
    });

    it('posts nothing to an open name', async () => {
      await story.open(ALICE);
      const page = await story.atStranger(
        `<form method="post" action="${ALICE}echo"><input name="secret"><button>go</button></form>`,
      );
      story.scene.alice.requests.mark();
      await page.click('button');
      await story.gate(/didn’t send it/);
      expect(requestsTo(story.scene.alice)).toEqual([]);
    });

    it('can’t touch the window of a name that it opens', async () => {
      await story.open(ALICE);
      const page = await story.atStranger('<button>go</button>');
      await page.evaluate((to) => {
        document.querySelector('button')?.addEventListener('click', () => {
          Reflect.set(globalThis, 'opened', window.open(`${to}by-script`));
        });
      }, ALICE);
      await page.click('button');
      await story.arrive(`${ALICE}by-script`);
      const seen = await page.evaluate(() => {
        const opened: unknown = Reflect.get(globalThis, 'opened');
        try {
          return String(Reflect.get(Object(opened), 'document').title);
        } catch (error) {
          return error instanceof Error ? error.name : '';
        }
      });
      expect(seen).toBe('SecurityError');
    });

    it('finds no trace of the extension', async () => {
      const page = await story.atStranger('');
      const files = ['manifest.json', 'gate.html', 'popup.html', 'background.js', 'icon/16.png'];
      const urls = files.map((file) => story.browser.extensionUrl(file));
      const found = await page.evaluate(async (all) => {
        const load = (tag: 'img' | 'script', src: string): Promise<boolean> =>
          new Promise((resolve) => {
            const element = document.createElement(tag);
            element.onload = () => resolve(true);
            element.onerror = () => resolve(false);
            element.src = src;
            document.body.append(element);
          });
        const tries = all.flatMap((url) => [
          fetch(url).then(
            () => true,
            () => false,
          ),
          load('img', url),
          load('script', url),
        ]);
        const worked = await Promise.all(tries);
        return all.filter((_url, index) => worked.slice(index * 3, index * 3 + 3).includes(true));
      }, urls);
      // In Firefox a page would have to guess the 122 random bits of the extension's address first.
      const known = kind === 'firefox' ? [story.browser.extensionUrl('gate.html')] : [];
      expect(found.filter((url) => !known.includes(url))).toEqual([]);
    });

    it('can’t frame the gate', async () => {
      const page = await story.atStranger('');
      const gate = `${story.browser.extensionUrl('gate.html')}#${ALICE}`;
      await page.evaluate(
        (src) =>
          new Promise<void>((resolve) => {
            const frame = document.createElement('iframe');
            frame.onload = () => resolve();
            frame.onerror = () => resolve();
            frame.src = src;
            document.body.append(frame);
            setTimeout(resolve, 2000);
          }),
        gate,
      );
      const shown = await Promise.all(
        page
          .frames()
          .map((frame) =>
            frame.evaluate(() => document.body.innerText).catch(() => 'nothing that can be read'),
          ),
      );
      expect(shown).toHaveLength(2);
      expect(shown.join('\n')).not.toContain('alice.azero');
      // A gate that had come up there would have asked for its name long before this one is open.
      await story.open(BOB, 'bob.azero');
      expect((await story.visits()).map(({ name }) => name)).toEqual(['bob.azero']);
    });
  });

  describe('the gate', () => {
    const hostile = [
      'javascript:document.title="hit"',
      'data:text/html,<title>hit</title>',
      'file:///etc/passwd',
      `http://alice.azero@${PUBLIC_HOST}/hit`,
      `http://${PUBLIC_HOST}\\@alice.azero/hit`,
      `http://${PUBLIC_HOST}/hit`,
      `//${PUBLIC_HOST}/hit#.azero`,
      `http://${PUBLIC_HOST}#.azero/hit`,
    ];

    it('follows nothing that is not a name', async () => {
      const gate = story.browser.extensionUrl('gate.html');
      for (const target of hostile) {
        // oxlint-disable-next-line no-await-in-loop -- one tab, one address after the other
        await story.visit('about:blank');
        // oxlint-disable-next-line no-await-in-loop -- as above
        await story.visit(`${gate}#${target}`);
        // oxlint-disable-next-line no-await-in-loop -- as above
        const page = await story.gate(/address/i);
        // oxlint-disable-next-line no-await-in-loop -- as above
        const at = await page.evaluate(() => location.href);
        expect(at.startsWith(gate), at).toBe(true);
      }
      expect(requestsTo(story.stranger)).toEqual([]);
      expect(await story.visits()).toEqual([]);
    });

    it.runIf(kind === 'chromium')('is opened by no page', async () => {
      const page = await story.atStranger('');
      const gate = `${story.browser.extensionUrl('gate.html')}#${ALICE}`;
      await page.evaluate((to) => location.assign(to), gate);
      await waitFor(() => !page.url().includes(PUBLIC_HOST), {
        what: 'an error page',
      });
      expect(page.url()).toMatch(/^chrome-error:/);
      expect(await story.visits()).toEqual([]);
    });
  });

  describe('a page of a name', () => {
    it('reaches no name that is not open, and makes nobody ask for it', async () => {
      const page = await story.open(ALICE);
      const before = await chainReads();
      expect(await reachFor(page, BOB)).toEqual([]);
      expect(requestsTo(story.scene.bob)).toEqual([]);
      expect(await chainReads()).toBe(before);
    });

    it('shares no cookies with another', async () => {
      await story.open(BOB, 'bob.azero');
      const page = await story.open(`${ALICE}cookies`, '');
      await page.evaluate(() => {
        document.cookie = 'wide=1; domain=azero';
        document.cookie = 'dotted=1; domain=.azero';
        document.cookie = 'other=1; domain=bob.azero';
      });
      expect(await page.evaluate(() => document.cookie)).toBe('of=alice.azero');
      story.scene.bob.requests.mark();
      await page.evaluate((to) => fetch(to, { mode: 'no-cors', credentials: 'include' }), BOB);
      await story.open(`${BOB}cookies`, '');
      const cookies = story.scene.bob.requests.entries().map(({ headers }) => headers['cookie']);
      expect(cookies.length).toBeGreaterThan(1);
      // The icon of a page that has just set its cookie is asked for with it.
      expect(cookies.filter((cookie) => (cookie ?? 'of=bob.azero') !== 'of=bob.azero')).toEqual([]);
    });

    describe('and this machine, and the LAN', () => {
      const got: string[] = [];
      let local: Server;
      let port: number;
      let secure: TcpServer;
      let securePort: number;
      let device: Site;
      beforeAll(async () => {
        local = createServer((request, response) => {
          got.push(`${request.method} ${request.url}`);
          response.setHeader('access-control-allow-origin', '*').end('<title>local</title>');
        });
        local.on('upgrade', (request, socket) => {
          got.push(`UPGRADE ${request.url}`);
          socket.destroy();
        });
        // What comes over TLS is known by its first bytes; a bare connection says nothing.
        secure = createTcpServer((socket) => {
          socket.once('data', () => got.push('TLS')).on('error', () => {});
        });
        [port, securePort] = await Promise.all([listen(local), listen(secure)]);
        device = await story.world.lanSite('device', LAN_ADDRESS);
      });
      afterAll(async () => {
        local.close();
        secure.close();
        await device.stop();
      });
      beforeEach(() => {
        story.world.setDns({ [LAN_HOST]: LAN_ADDRESS });
        device.requests.mark();
        got.length = 0;
      });

      const all = (): string[] => [...got, ...requestsTo(device)];
      const beyondAnyPage = (): string[] => {
        // A connection or two on hints; whatever else gets so far comes in dozens.
        const hinted = all().filter((what) => what === 'TLS').length <= 3;
        return all().filter((what) => !ANY_PAGE[kind].includes(what) || !hinted);
      };

      async function tryAll(page: Page): Promise<void> {
        const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
        for (const host of [...hosts, LAN_ADDRESS, LAN_HOST]) {
          // oxlint-disable-next-line no-await-in-loop -- all at once would be more than a page may open
          await reachFor(page, `http://${host}/`);
        }
        await reachFor(page, `https://127.0.0.1:${securePort}/`);
      }

      it('meet on the hints of any page', async () => {
        const page = await story.atStranger('');
        await page.evaluate(
          (secureUrl, url) => {
            const add = (tag: string, keys: Record<string, string>): void => {
              document.head.append(Object.assign(document.createElement(tag), keys));
            };
            add('link', { rel: 'preconnect', href: secureUrl });
            const rules = { prefetch: [{ urls: [url] }] };
            add('script', { type: 'speculationrules', textContent: JSON.stringify(rules) });
          },
          `https://127.0.0.1:${securePort}/`,
          `http://127.0.0.1:${port}/speculated`,
        );
        await waitFor(() => ANY_PAGE[kind].every((what) => got.includes(what)), { what: 'both' });
      });

      it('don’t meet', async () => {
        await tryAll(await story.open(ALICE));
        expect(beyondAnyPage()).toEqual([]);
      });

      it('don’t meet in a frame of its own either', async () => {
        const inner = `<script>fetch("http://127.0.0.1:${port}/inner", {mode: "no-cors"}); new Image().src = "http://${LAN_HOST}/inner"</script>`;
        const frame = `<iframe src="/html?html=${encodeURIComponent(inner)}"></iframe>`;
        await story.visit(`${ALICE}html?html=${encodeURIComponent(frame)}`);
        await waitFor(() => requestsTo(story.scene.alice).length >= 2, { what: 'the frame' });
        await tryAll(await story.tab());
        expect(beyondAnyPage()).toEqual([]);
      });
    });
  });

  describe('the host’s port', () => {
    async function port(): Promise<number> {
      const host = (await story.status())?.host;
      return host?.state === 'connected' ? host.port : expect.unreachable();
    }
    const curl = (at: number, ...more: string[]): string[] => [
      'curl',
      '-sS',
      '--max-time',
      '10',
      '--socks5-hostname',
      `127.0.0.1:${at}`,
      ...more,
      ALICE,
    ];

    it('serves nobody but this browser’s user', async () => {
      await story.open(ALICE);
      story.scene.alice.requests.mark();
      const nobody = ['--reuid', '65534', '--clear-groups', '--'];
      await expect(run('setpriv', [...nobody, ...curl(await port())])).rejects.toThrow(/exit/);
      expect(requestsTo(story.scene.alice)).not.toContain('GET /');
    });

    it.runIf(kind === 'chromium')(
      'serves this user’s programs, which nothing can tell from the browser',
      async () => {
        await story.open(ALICE);
        const [program = '', ...args] = curl(await port());
        expect(await run(program, args)).toContain('alice.azero');
      },
    );

    it.runIf(kind === 'firefox')('serves nobody without the session’s password', async () => {
      await story.open(ALICE);
      story.scene.alice.requests.mark();
      const at = await port();
      const wrong = ['--proxy-user', `copybara:${'0'.repeat(32)}`];
      for (const [program = '', ...args] of [curl(at), curl(at, ...wrong)]) {
        // oxlint-disable-next-line no-await-in-loop -- two of them
        await expect(run(program, args)).rejects.toThrow(/exit/);
      }
      expect(requestsTo(story.scene.alice)).not.toContain('GET /');
    });

    it('says nothing to a page, nor to anybody who speaks HTTP', async () => {
      const at = await port();
      const page = await story.atStranger('');
      expect(await reachFor(page, `http://127.0.0.1:${at}/`)).toEqual([]);
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(at, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n\r\n'));
        socket.setEncoding('latin1').on('data', (data) => (text += data));
        socket.on('error', () => {});
        socket.on('close', () => resolve(text));
      });
      expect(answer).toBe('');
    });
  });
});
