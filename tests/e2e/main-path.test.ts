/** The main path: every way by which a person comes to a name, and what her site then may do, in both real browsers. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bigHash } from './harness/big-file.ts';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import { openSocket } from './page-tasks.ts';
import { BROWSERS, FIREFOX_TOLD, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';
const BOB = 'http://bob.azero/';
const BOOKMARK = { title: 'alice', url: `${ALICE}kept?x=y#z` };

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind, { acceptInsecureCerts: true, bookmark: BOOKMARK });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state === 'fail') {
      screenshotDisplay(story.world.plan, `fail-${kind}-${context.task.name.replace(/\W+/g, '-')}`);
    }
    expect(story.escaped()).toEqual([]);
  });

  describe('the address bar', () => {
    it('opens a typed name, and shows it in the end', async () => {
      await story.type('alice.azero/');
      const page = await story.arrive(ALICE);
      expect(await story.addressBar(page)).toBe(ALICE);
    });

    it('turns its search for a name into the visit before it leaves', async () => {
      await story.type('alice.azero');
      await story.arrive(ALICE);
      expect(story.world.sink.entries().filter(({ event }) => event === 'request')).toEqual([]);
    });

    it('keeps port, query and fragment', async () => {
      await story.type('http://alice.azero:8080/x?y#z');
      const page = await story.arrive('http://alice.azero:8080/x?y#z');
      expect(await story.addressBar(page)).toBe('http://alice.azero:8080/x?y#z');
      expect(story.scene.alice.requests.entries()).toContainEqual(
        expect.objectContaining({ port: 8080, url: '/x?y', host: 'alice.azero:8080' }),
      );
    });

    it('opens https, with the certificate that her own site has', async () => {
      await story.type('https://alice.azero/');
      await story.arrive('https://alice.azero/');
    });

    it('opens www.alice.azero and the short alice.a0 at her node', async () => {
      await story.type('www.alice.azero/');
      await story.arrive('http://www.alice.azero/');
      await story.type('alice.a0/');
      await story.arrive('http://alice.a0/');
    });

    it('opens a name by the keyword az', async () => {
      // The browser leaves its ordinary mode when the space is typed.
      await story.typeSlowly('az ', 'alice');
      await story.press('Return');
      await story.arrive(ALICE);
    });
  });

  describe('other ways to a name', () => {
    it('follows a link of a public page', async () => {
      const page = await story.atStranger(`<a href="${ALICE}here#there">alice</a>`);
      await page.click('a');
      await story.arrive(`${ALICE}here#there`);
    });

    it('follows a link into a new tab', async () => {
      const page = await story.atStranger(`<a href="${ALICE}" target="_blank">alice</a>`);
      await page.click('a');
      const opened = await story.arrive(ALICE);
      expect(opened).not.toBe(page);
      expect(await page.title()).toBe('public');
    });

    it('opens a bookmark of the browser’s own bar', async () => {
      await (await story.tab()).bringToFront();
      await story.browser.openBookmark();
      await story.arrive(BOOKMARK.url);
    });

    it('follows a redirect of an open name to one that is not', async () => {
      await story.open(ALICE);
      await story.visit(`${ALICE}redirect?to=${encodeURIComponent(`${BOB}from-alice`)}`);
      await story.arrive(`${BOB}from-alice`, 'bob.azero');
    });

    it('lets the back button out again', async () => {
      const page = await story.atStranger(`<a href="${ALICE}">alice</a>`);
      const before = page.url();
      await page.click('a');
      await (await story.arrive(ALICE)).bringToFront();
      await story.press('alt+Left');
      await story.arrive(before, 'public');
      await story.press('alt+Right');
      await story.arrive(ALICE);
    });
  });

  describe('a form for a name that is not open', () => {
    const FORM = `<form method="post" action="${BOB}echo"><input name="secret" value="word"><button>go</button></form>`;

    async function expectNotReplayed(): Promise<void> {
      const gate = await story.gate(/didn’t send it/);
      const [button] = await gate.$$('button');
      await button?.click();
      await story.browser.pageAt((url) => url === `${BOB}echo`);
      await waitFor(() => story.scene.bob.requests.entries().some(({ url }) => url === '/echo'));
      const methods = story.scene.bob.requests.entries().map(({ method }) => method);
      expect(methods).not.toContain('POST');
    }

    it('of a public page is not sent, also when the name then opens', async () => {
      const page = await story.atStranger(FORM);
      await page.click('button');
      await expectNotReplayed();
    });

    it('of an open name is not sent, also when the name then opens', async () => {
      await story.open(ALICE);
      const page = await story.open(
        `${ALICE}html?html=${encodeURIComponent(`<title>alice.azero</title>${FORM}`)}`,
      );
      await page.click('button');
      await expectNotReplayed();
    });
  });

  describe('her page', () => {
    let page: Page;
    beforeEach(async () => {
      page = await story.open(ALICE);
    });

    it('talks over a WebSocket', async () => {
      const echoed = await page.evaluate(
        () =>
          new Promise<unknown>((resolve, reject) => {
            const socket = new WebSocket('ws://alice.azero/socket');
            socket.onopen = () => socket.send('hello');
            socket.onmessage = ({ data }) => resolve(data);
            socket.onerror = () => reject(new Error('the socket failed'));
          }),
      );
      expect(echoed).toBe('hello');
    });

    it('talks over a WebSocket with TLS', async () => {
      await openSocket(page, 'wss://alice.azero/secure');
      expect(story.scene.alice.requests.entries()).toContainEqual(
        expect.objectContaining({ scheme: 'wss', port: 443, url: '/secure', host: 'alice.azero' }),
      );
    });

    it('sends 1 MB by fetch, and each byte arrives', async () => {
      const reply = await page.evaluate(async () => {
        const body = new Uint8Array(1024 * 1024).map((_byte, index) => index % 251);
        return (await fetch('/echo', { method: 'POST', body })).json();
      });
      const sent = Buffer.from(new Uint8Array(1024 * 1024).map((_byte, index) => index % 251));
      expect(reply).toEqual({
        size: sent.length,
        sha256: createHash('sha256').update(sent).digest('hex'),
      });
    });

    it('sends 1 MB by a form', async () => {
      const length = 1024 * 1024;
      await page.evaluate((count) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = '/echo';
        form.enctype = 'text/plain';
        const field = document.createElement('textarea');
        field.name = 'text';
        field.value = 'x'.repeat(count);
        form.append(field);
        document.body.append(form);
        form.submit();
      }, length);
      const answer = await story.browser.pageAt((url) => url === `${ALICE}echo`);
      const body = `text=${'x'.repeat(length)}\r\n`;
      const text = await waitFor(() => answer.evaluate(() => document.body.textContent));
      expect(text).toContain(String(body.length));
      expect(text).toContain(createHash('sha256').update(body).digest('hex'));
    });

    it('gives a download of 100 MB whole', async () => {
      const link =
        '<title>alice.azero</title><a href="/big?mb=100" download="big.dat">all of it</a>';
      page = await story.open(`${ALICE}html?html=${encodeURIComponent(link)}`);
      await page.click('a');
      const folder = join(story.browser.profile.home, 'Downloads');
      // Chromium asks the person before it gives a file that came over http its name; it is whole by then.
      const file = await waitFor(
        () =>
          readdirSync(folder)
            .map((name) => join(folder, name))
            .find((path) => statSync(path).size === 100 * 1024 * 1024),
        { timeout: 45_000, what: 'the whole file' },
      );
      const content = await readFile(file);
      expect(createHash('sha256').update(content).digest('hex')).toBe(bigHash(100));
    });

    it('shows an image of another open name, and none of a name that is not open', async () => {
      const load = (): Promise<string> =>
        page.evaluate(
          (src) =>
            new Promise<string>((resolve) => {
              const image = new Image();
              image.onload = () => resolve('shown');
              image.onerror = () => resolve('blocked');
              image.src = `${src}pixel.png?${Math.random()}`;
            }),
          BOB,
        );
      expect(await load()).toBe('blocked');
      expect(story.scene.bob.requests.entries()).toEqual([]);
      await story.open(BOB, 'bob.azero');
      page = await story.open(ALICE);
      expect(await load()).toBe('shown');
    });
  });
});

// Without the preference of `FIREFOX_TOLD` (story.ts): what the README tells of DNS, that it is all, and that its remedy is one.
describe.each([
  ['as it is', {}, ['HTTPS']],
  ['as the README advises', { 'network.dns.native_https_query': false }, []],
] as const)('firefox %s', (_how, prefs, types) => {
  let story: Story;
  beforeAll(async () => {
    const untold = Object.fromEntries(Object.keys(FIREFOX_TOLD).map((key) => [key, true]));
    story = await startStory('firefox', { prefs: { ...untold, ...prefs } });
    await story.fresh();
  });
  afterAll(() => story.end());

  it('gives the resolver no more of a name than is told', async () => {
    await story.type('alice.azero/');
    await (await story.arrive(ALICE)).reload();
    await story.visit(`${BOB}here`);
    await story.arrive(`${BOB}here`, 'bob.azero');
    const told = types.map((type) => `"type":"${type}"`);
    const others = story.escaped().filter((line) => !told.some((type) => line.includes(type)));
    expect(others).toEqual([]);
  });
});
