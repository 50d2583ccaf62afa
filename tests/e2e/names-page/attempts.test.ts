/** Everybody who is not the person tries to be the names page, to reach it, or to reach what it can do. */
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAMES_PAGE_HOST, NAMES_PAGE_ORIGIN, NAMES_PAGE_PORT } from '../../../lib/protocol/ids.ts';
import { namesPageRedirect } from '../../../lib/routing/names-page-rules.ts';
import { PUBLIC_SITE } from '../harness/addresses.ts';
import { waitFor } from '../harness/wait-for.ts';
import { BROWSERS, PUBLIC_HOST, type Story, startStory } from '../story.ts';
import { heardIn, watchChannel } from './channel-watch.ts';
import { type Squatter, squat } from './squatter.ts';

const OTHER_PORT = 9380;
const REBOUND = 'rebound.example';
const CURIOUS = fileURLToPath(new URL('curious-extension', import.meta.url));

/** Runs inside a web page: asks for an origin in every way that a page has. Frames tell their page nothing: the squatter does. */
async function askEveryWay(origin: string): Promise<string[]> {
  const outcome = (what: string, made: () => Promise<unknown>): Promise<string> =>
    // Firefox throws at once where Chromium lets it fail later.
    new Promise((resolve) => resolve(made())).then(
      () => `${what} came through`,
      () => `${what} failed`,
    );
  function element(tag: 'img' | 'script'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const made = document.createElement(tag);
      made.addEventListener('load', resolve);
      made.addEventListener('error', reject);
      made.src = `${origin}/`;
      document.body.append(made);
    });
  }
  async function frame(): Promise<never> {
    const made = document.createElement('iframe');
    made.src = `${origin}/`;
    document.body.append(made);
    throw new Error('frames tell nothing');
  }
  async function form(): Promise<never> {
    const made = document.createElement('form');
    const target = document.createElement('iframe');
    Object.assign(made, { method: 'post', action: `${origin}/`, target: 'of-form' });
    target.name = 'of-form';
    document.body.append(target, made);
    made.submit();
    throw new Error('forms tell nothing');
  }
  function socket(): Promise<unknown> {
    const made = new WebSocket(origin.replace('http', 'ws'));
    return new Promise((resolve, reject) => {
      made.addEventListener('open', resolve);
      made.addEventListener('error', reject);
    });
  }
  return Promise.all([
    outcome('frame', frame),
    outcome('form', form),
    outcome('fetch', () => fetch(`${origin}/`)),
    outcome('opaque fetch', () => fetch(`${origin}/`, { mode: 'no-cors' })),
    outcome('post', () => fetch(`${origin}/`, { method: 'POST', mode: 'no-cors', body: 'a' })),
    outcome('image', () => element('img')),
    outcome('script', () => element('script')),
    outcome('socket', socket),
  ]);
}

const FAILED = ['frame', 'form', 'fetch', 'opaque fetch', 'post', 'image', 'script', 'socket'].map(
  (what) => `${what} failed`,
);

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  let squatters: Squatter[] = [];
  beforeAll(async () => {
    story = await startStory(kind, { others: [CURIOUS] });
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach(async () => {
    await Promise.all(squatters.map((squatter) => squatter.stop()));
    squatters = [];
  });

  async function squatOn(port: number): Promise<Squatter> {
    const squatter = await squat(port);
    squatters.push(squatter);
    return squatter;
  }

  /** Asks the background for an address of the names page, for the tab that the harness works in. */
  async function addressForHelper(): Promise<string> {
    const outcome: unknown = await story.browser.inExtension((api) =>
      api.runtime.sendMessage({ command: 'openNamesPage', data: {} }),
    );
    const { url } = (outcome as { answer: { url?: string } }).answer;
    return url ?? expect.unreachable(JSON.stringify(outcome));
  }

  function askHost(url: string): Promise<number | string> {
    const { pathname, search } = new URL(url);
    return new Promise((resolve) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: NAMES_PAGE_PORT,
          path: pathname + search,
          headers: { host: `${NAMES_PAGE_HOST}:${NAMES_PAGE_PORT}`, 'sec-fetch-dest': 'document' },
          agent: false,
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
      asked.end();
    });
  }

  it('a squatter on the port is never loaded: by address, by link, on or off', async () => {
    const [squatter, neighbour] = [await squatOn(NAMES_PAGE_PORT), await squatOn(OTHER_PORT)];
    const other = `http://${NAMES_PAGE_HOST}:${OTHER_PORT}/`;
    const control = await squatOn(OTHER_PORT + 1);
    await story.visit(`http://plain.localhost:${OTHER_PORT + 1}/`);
    await waitFor(() => control.asked.length > 0, { what: 'a squatter that nobody keeps out' });
    const urls = [`${NAMES_PAGE_ORIGIN}/`, `${NAMES_PAGE_ORIGIN}/?${'0'.repeat(64)}`, other];
    for (const url of urls) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const tab = await story.browser.visit(url);
      const explained = story.browser.extensionUrl('names.html');
      // oxlint-disable-next-line no-await-in-loop -- as above
      await waitFor(() => tab.evaluate((at) => location.href.startsWith(at), explained), {
        what: `what explains ${url}`,
      });
    }
    // Off, nothing is explained any more, and the origin is still shut.
    await story.set({ enabled: false });
    const ruleIds = (): Promise<number[]> =>
      story.browser.inExtension(async (api) =>
        (await api.declarativeNetRequest.getDynamicRules()).map(({ id }) => id),
      );
    await waitFor(async () => !(await ruleIds()).includes(namesPageRedirect().id), {
      what: 'Copybara to have given its rules back',
    });
    const tab = await story.tab();
    for (const url of urls) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const shown = await tab.goto(url, { timeout: 5_000 }).then(
        () => tab.evaluate(() => document.title),
        () => 'nothing',
      );
      expect(shown).not.toContain('squatter');
    }
    expect(squatter.asked).toEqual([]);
    expect(neighbour.asked).toEqual([]);
  });

  it.each(['a web page', 'a .azero site'])('%s gets nothing through to the origin', async (who) => {
    const squatter = await squatOn(NAMES_PAGE_PORT);
    const neighbour = await squatOn(OTHER_PORT);
    const page =
      who === 'a web page'
        ? await story.atStranger('<p>stranger')
        : await story.open('http://alice.azero/');
    expect(await page.evaluate(askEveryWay, NAMES_PAGE_ORIGIN)).toEqual(FAILED);
    expect(await page.evaluate(askEveryWay, `http://${NAMES_PAGE_HOST}:${OTHER_PORT}`)).toEqual(
      FAILED,
    );
    expect(squatter.asked).toEqual([]);
    expect(neighbour.asked).toEqual([]);
  });

  it('a page that opens it in a window has no hold on it', async () => {
    const page = await story.atStranger('<button>open</button>');
    await page.evaluate((origin) => {
      document.querySelector('button')?.addEventListener('click', () => {
        Object.assign(window, { opened: window.open(origin) });
      });
    }, NAMES_PAGE_ORIGIN);
    await page.click('button');
    const opened = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    expect(await opened.evaluate(() => window.opener === null)).toBe(true);
    await waitFor(() => page.evaluate(() => Reflect.get(window, 'opened').closed === true), {
      what: 'the end of the handle',
    });
  });

  it('a name that is rebound to this machine gets nothing, and no site of our origin', async () => {
    story.world.setDns({ [PUBLIC_HOST]: PUBLIC_SITE, [REBOUND]: '127.0.0.1' });
    await addressForHelper();
    const tab = await story.browser.visit(`http://${REBOUND}:${NAMES_PAGE_PORT}/`);
    await waitFor(() =>
      tab.evaluate(() => document.readyState === 'complete' && document.body.innerText !== ''),
    );
    expect(await tab.evaluate(() => document.body.innerText)).toContain('not the host you asked');
    await tab.close();
  });

  it('an address is good for one tab, once, and for no other user', async () => {
    const url = await addressForHelper();
    const run = promisify(execFile);
    const stranger = await run('setpriv', [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      '-e',
      `fetch('http://127.0.0.1:${NAMES_PAGE_PORT}/${new URL(url).search}').then((r) => console.log(r.status), (e) => console.log('cut', e.cause?.code))`,
    ]);
    expect(stranger.stdout).toMatch(/^cut /);
    // Another tab of this browser is sent to the page that opens its own.
    const tab = await story.tab();
    await watchChannel(tab);
    await story.browser.visit(url, tab);
    await heardIn(story.browser, (message) => message['welcome'] === true);
    // The helper's own address has not been used by all that.
    expect(await askHost(url)).toBe(200);
    expect(await askHost(url)).not.toBe(200);
  });

  it('a port of ours from anywhere but the page is closed, and nobody else is heard', async () => {
    const ended = await story.browser.inExtension(
      (api) =>
        new Promise((resolve) => {
          const port = api.runtime.connect({ name: 'names-page' });
          const heard: unknown[] = [];
          port.onMessage.addListener((message) => heard.push(message));
          port.onDisconnect.addListener(() => resolve(heard));
          port.postMessage({ token: '0'.repeat(64) });
        }),
    );
    expect(ended).toEqual([]);
  });

  it('another extension gets no word out of ours', async () => {
    const url = story.browser.extensionUrl('');
    const id = kind === 'chromium' ? new URL(url).host : 'copybara@staex.io';
    const told = await squatOn(OTHER_PORT + 1);
    await story.visit(`http://curious.localhost:${OTHER_PORT + 1}/${join('ask', id)}`);
    const said = await waitFor(() => told.asked.find((line) => line.includes('/said/')), {
      what: 'what the other extension found',
    });
    expect(decodeURIComponent(said)).toContain('[null,null,[]]');
  });

  // The last one: Firefox gives a permission back only to a person who presses a button.
  it('with the access to sites taken back the origin stays shut, and the page says why it can’t be used', async () => {
    const squatter = await squatOn(NAMES_PAGE_PORT);
    const match = `http://${NAMES_PAGE_HOST}/*`;
    const may = (): Promise<boolean> =>
      story.browser.inExtension((api, url) => api.permissions.contains({ origins: [url] }), match);
    expect(await may()).toBe(true);
    if (kind === 'chromium') await story.browser.setSiteAccess('ON_CLICK');
    else {
      await story.browser.inExtension(
        (api, host) => api.permissions.remove({ origins: [`*://${host}/*`] }),
        NAMES_PAGE_HOST,
      );
    }
    await waitFor(async () => !(await may()), { what: 'the access to be gone' });

    const page = await story.atStranger('<p>stranger');
    expect(await page.evaluate(askEveryWay, NAMES_PAGE_ORIGIN)).toEqual(FAILED);
    const tab = await story.tab();
    for (const url of [`${NAMES_PAGE_ORIGIN}/`, `${NAMES_PAGE_ORIGIN}/?${'0'.repeat(64)}`]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const shown = await tab.goto(url, { timeout: 5_000 }).then(
        () => tab.evaluate(() => document.title),
        () => 'nothing',
      );
      expect(shown).not.toContain('squatter');
    }
    expect(squatter.asked).toEqual([]);
    await squatter.stop();

    await story.browser.visit(story.browser.extensionUrl('names.html'), tab);
    const opened = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    await waitFor(
      () =>
        opened.evaluate(() =>
          document.querySelector('#root')?.textContent?.includes('may act on this page'),
        ),
      { what: 'the page to say that Copybara may not act on it' },
    );
    if (kind === 'chromium') await story.browser.setSiteAccess('ON_ALL_SITES');
  }, 120_000);
});
