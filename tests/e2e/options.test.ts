/** The page of settings, with real keys: what is set there holds at once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enter, press, says } from './controls.ts';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());

  async function openOptions(part = 'chain', ready = '.endpoint'): Promise<Page> {
    const page = await story.browser.openExtensionPage(`options.html#${part}`);
    await page.waitForSelector(ready);
    await page.bringToFront();
    return page;
  }

  async function settings(): Promise<unknown> {
    return story.browser.inExtension(
      async (api) => (await api.storage.local.get('settings'))['settings'],
    );
  }

  it('one operator is enough from the moment it is chosen', async () => {
    const { chain } = story.scene;
    await Promise.all(
      [1, 2].map((operator) => chain.command({ do: 'fault', operator, mode: 'down' })),
    );
    try {
      const page = await openOptions();
      await page.select('select[id$=-quorum]', '1');
      await waitFor(async () => JSON.stringify(await settings()).includes('"quorum":1'));
      const records = { 'staex-id': story.world.plan.nodeIds.B };
      await chain.command({ do: 'register', name: `quorum-${kind}`, records });
      await story.open(`http://quorum-${kind}.azero/`);
    } finally {
      await Promise.all(
        [1, 2].map((operator) => chain.command({ do: 'fault', operator, mode: 'none' })),
      );
    }
    expect(story.escaped()).toEqual([]);
  });

  it('tests the endpoints, and takes another one that is typed', async () => {
    const page = await openOptions();
    const before = await page.$$eval('.endpoint', (rows) => rows.length);
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent === 'Test all')?.click();
    });
    await waitFor(() => page.$$eval('.works', (rows) => rows.length >= 3), {
      what: 'three endpoints to answer',
    });
    screenshotDisplay(story.world.plan, `options-${kind}`);
    const [url, operator] = await page.$$('form[aria-labelledby] input');
    await url?.type('wss://another.example');
    await operator?.type('Another');
    await operator?.press('Enter');
    await waitFor(() => page.$$eval('.endpoint', (rows, n) => rows.length === n + 1, before), {
      what: 'another endpoint in the list',
    });
    expect(JSON.stringify(await settings())).toContain('wss://another.example');
  });

  it('speaks another language from the moment it is chosen, in every page that is open', async () => {
    const other = await story.browser.openExtensionPage('diagnostics.html');
    const page = await openOptions();
    const spoken = (of: Page): Promise<string> =>
      of.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);
    const choose = async (language: string, shown: string): Promise<void> => {
      await page.select('main > section select', language);
      for (const each of [page, other]) {
        // oxlint-disable-next-line no-await-in-loop -- both are waited for
        await waitFor(async () => (await spoken(each)) === shown, { what: `a page in ${shown}` });
      }
      // It is where it was: the part that was open is open.
      await page.waitForSelector('#chain[open] .endpoint');
    };
    await choose('ar', 'ar-u-nu-latn rtl');
    expect(await page.title()).toBe('إعدادات Copybara');
    await choose('de', 'de ltr');
    expect(await page.$eval('#chain h2', ({ textContent }) => textContent)).toBe('Die Chain lesen');
    await choose('', 'en ltr');
  });

  /** What is kept under keys that begin like this. */
  async function kept(prefix: string): Promise<readonly unknown[]> {
    const all: object = await story.browser.inExtension(async (api) => api.storage.local.get(null));
    return Object.entries(all).flatMap(([key, value]) => (key.startsWith(prefix) ? [value] : []));
  }

  async function keepSome(): Promise<void> {
    await story.browser.inExtension(async (api) => {
      const at = Date.now() - 60_000;
      const call = { role: 'caller', startedAt: at, provenAt: at, endedAt: at, cause: 'hung-up' };
      await api.storage.local.set({
        'contact:bob.azero': { name: 'bob.azero', note: '', blocked: false },
        'contact:carol.azero': { name: 'carol.azero', note: 'Of the choir', blocked: true },
        'call:a1b2c3d4e5f6': { callId: 'a1b2c3d4e5f6', name: 'bob.azero', ...call },
        callPreferences: {
          startAs: 'listen',
          noiseSuppression: true,
          echoCancellation: true,
          pushToTalk: true,
          sounds: true,
        },
      });
    });
  }

  it('keeps a note, blocks and lets call again, and forgets somebody', async () => {
    await keepSome();
    const page = await openOptions('people', '.person');
    await page.evaluate(() => {
      for (const each of document.querySelectorAll<HTMLDetailsElement>('.person-options')) {
        each.open = each.textContent.includes('bob.azero');
      }
    });
    await enter(page, 'Note about bob.azero', 'My brother');
    const bob = async (): Promise<unknown> => (await kept('contact:bob'))[0];
    const becomes = (blocked: boolean): Promise<unknown> =>
      waitFor(async () => {
        expect(await bob()).toEqual({ name: 'bob.azero', note: 'My brother', blocked });
        return true;
      });
    await becomes(false);
    await press(page, 'Block');
    await becomes(true);
    // Carol is blocked, too, but folded.
    await press(page, 'Unblock');
    await becomes(false);
    await press(page, 'Remove');
    await waitFor(async () => (await kept('contact:')).length === 1, { what: 'bob to be gone' });
    await page.waitForFunction(() => document.querySelectorAll('.person').length === 1);
    expect(await kept('contact:')).toMatchObject([{ name: 'carol.azero', blocked: true }]);
  });

  it('deletes each kind of data, and nothing of it is left in the storage', async () => {
    await keepSome();
    const page = await openOptions('data', '.fold-body .endpoint');
    const gone = async (what: string, prefix: string): Promise<void> => {
      expect(await kept(prefix)).not.toEqual([]);
      await press(page, `Delete: ${what}`);
      await press(page, 'Yes, delete it');
      await says(page, `Deleted: ${what}`);
    };
    await gone('People', 'contact:');
    expect(await kept('contact:')).toEqual([]);
    expect(await kept('call:')).toHaveLength(1);
    await gone('The call history', 'call:');
    expect(await kept('call:')).toEqual([]);
    expect(await kept('callPreferences')).toMatchObject([{ startAs: 'listen' }]);
    await gone('How you call', 'callPreferences');
    expect(await kept('callPreferences')).toMatchObject([{ startAs: 'video', pushToTalk: false }]);
    await gone('The settings of this page', 'settings');
    expect(await settings()).toEqual({});
    await story.set({});
  });

  /** Chooses a file that holds this, as in the browser's own dialogue. */
  async function chooseFile(page: Page, text: string): Promise<void> {
    const path = join(story.browser.profile.home, 'copybara.json');
    writeFileSync(path, text);
    const picker = await page.waitForSelector('#data input[type=file]');
    // oxlint-disable-next-line no-unsafe-type-assertion -- the selector says so
    await (picker as ElementHandle<HTMLInputElement>).uploadFile(path);
  }

  /** What the page asks whether to change: each label with what it becomes. */
  function asked(page: Page): Promise<readonly (readonly string[])[]> {
    return page.$$eval('.import-changes > div', (rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => cell.textContent.replaceAll(/[\u2066-\u2069]/g, '')),
      ),
    );
  }

  it('shows what a file would change, and changes it only after a yes', async () => {
    await keepSome();
    const page = await openOptions('data', '.fold-body .endpoint');
    const all = async (): Promise<unknown> => [
      await settings(),
      ...(await Promise.all(['contact:', 'call:', 'callPreferences'].map(kept))),
    ];
    const before = await all();
    const file = {
      copybara: 1,
      settings: {
        chain: { endpoints: [{ url: 'wss://hostile.example', operator: 'Hostile' }], quorum: 1 },
        myName: 'mallory.azero',
        links: { base: 'https://other.example/c' },
        enabled: false,
        replaceProxy: true,
      },
      contacts: [
        { name: 'carol.azero', note: 'Of the choir', blocked: false },
        { name: 'dave.azero', note: '', blocked: false },
      ],
    };
    const question = 'Load this file? It changes:';

    for (const [text, said] of [
      ['{"copybara": 1, "settings": ', 'This file isn’t one that Copybara has saved'],
      ['{"contacts": []}', 'This file isn’t one that Copybara has saved'],
      [JSON.stringify({ ...file, copybara: 2 }), 'A newer Copybara has saved this file'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, on one page
      await chooseFile(page, text);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await says(page, said);
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await asked(page)).toEqual([]);
    }

    await chooseFile(page, JSON.stringify(file));
    await says(page, question);
    expect(await asked(page)).toEqual([
      ['My name', 'mallory.azero'],
      ['Where call links lead', 'https://other.example/c'],
      ['Copybara', 'Switched off'],
      ['A proxy setting that can’t be carried along', 'Is replaced'],
      ['People', '1 new, 1 changed, and 1 no longer blocked'],
    ]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(question);
    await press(page, 'Cancel');
    await page.waitForFunction(() => document.querySelector('.import') === null);
    expect(await all()).toEqual(before);

    try {
      await chooseFile(page, JSON.stringify(file));
      await press(page, 'Load it');
      await says(page, 'The file was loaded.');
      const { chain: _theirs, ...rest } = file.settings;
      // Who reads the chain is the person's own choice still.
      expect(await settings()).toEqual({ chain: story.settings['chain'], ...rest });
      expect(await kept('contact:')).toEqual([
        { name: 'bob.azero', note: '', blocked: false },
        ...file.contacts,
      ]);
      await waitFor(async () => (await story.status())?.routing.state === 'off', {
        what: 'Copybara to be off',
      });
    } finally {
      await story.set({});
    }
  });
});
