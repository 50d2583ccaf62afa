/** Faults of the browser around us: its workers end, it ends itself, and others hold what we need. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_EXTENSION_ID, FIREFOX_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import type { Status, Step } from '../../lib/protocol/ui.ts';
import { gateTells, goesOn } from './fault.ts';
import { screenshotDisplay } from './harness/display.ts';
import { run } from './harness/process.ts';
import { waitFor } from './harness/wait-for.ts';
import { proxyTaker } from './proxy-taker.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';
const POLICIES = '/etc/chromium';

function picture(story: Story, name: string): void {
  screenshotDisplay(story.world.plan, `${name}-${story.browser.kind}`);
}

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    if (kind === 'chromium') {
      // Over the real folder, in the tests' own mount namespace: nobody else sees it, and it ends with them.
      await run('mount', ['-t', 'tmpfs', 'tmpfs', POLICIES]);
      mkdirSync(join(POLICIES, 'policies/managed'), { recursive: true });
    }
    story = await startStory(kind, {
      prefs: { 'extensions.webextOptionalPermissionPrompts': false },
    });
  });
  afterAll(async () => {
    await story.end();
    if (kind === 'chromium') await run('umount', [POLICIES]);
  });
  beforeEach(() => story.fresh());
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') {
      picture(story, `fail-${context.task.name.replace(/\W+/g, '-')}`);
    }
    await Promise.all(
      [0, 1, 2].map((operator) =>
        story.scene.chain.command({ do: 'fault', operator, mode: 'none' }),
      ),
    );
    expect(story.escaped()).toEqual([]);
  });

  describe('the background is ended at the step', () => {
    const slow: Record<Step, () => Promise<void>> = {
      async name() {
        story.browser.host.installScript('sleep 3; exec "$launcher" "$@"');
        story.browser.host.kill();
      },
      async record() {
        await Promise.all(
          [0, 1, 2].map((operator) =>
            story.scene.chain.command({ do: 'fault', operator, mode: 'slow', ms: 3000 }),
          ),
        );
      },
      async node() {
        story.world.changeMcc('A', (state) => Object.assign(state, { delayMs: 2000 }));
        story.browser.host.kill();
      },
      async address() {
        story.world.changeMcc('A', (state) => Object.assign(state, { delayMs: 2000 }));
      },
      async connection() {
        await story.world.cut('B', 'silent');
      },
    };
    /** Ends all slowness. */
    async function quick(): Promise<void> {
      await story.world.reset();
      await Promise.all(
        [0, 1, 2].map((operator) =>
          story.scene.chain.command({ do: 'fault', operator, mode: 'none' }),
        ),
      );
    }
    let count = 0;

    // A slow mcc holds up the record's step too, which waits for our own node; so that is where it is seen.
    it.each([
      ['name', 'name'],
      ['record', 'record'],
      ['node', 'record'],
      ['address', 'address'],
      ['connection', 'connection'],
    ] as const)('%s: the gate goes on', async (which, step) => {
      // A name that was never read, so that the chain is asked.
      const name = `step${count++}-${kind}`;
      const records = { 'staex-id': story.world.plan.nodeIds.B };
      await story.scene.chain.command({ do: 'register', name, records });
      await slow[which]();
      await story.visit(`http://${name}.azero/`);
      await waitFor(
        async () =>
          (await story.visits()).some((visit) => visit.state === 'working' && visit.step === step),
        { timeout: 20_000, interval: 10, what: `the step ${step}` },
      );
      await story.browser.killBackground();
      story.browser.host.install();
      await quick();
      await goesOn(story, `http://${name}.azero/`);
    });
  });

  it('is switched off under an open page, and on again', async () => {
    await story.open(`${ALICE}open?here#now`);
    await story.set({ enabled: false });
    await gateTells(story, 'switched-off');
    await story.set({});
    await goesOn(story, `${ALICE}open?here#now`);
  });

  it('is switched off and on, and never says on before it is', async () => {
    await story.browser.inExtension((api) => {
      const all: unknown[] = [];
      Object.assign(globalThis, { all });
      api.storage.session.onChanged.addListener(({ status }) => {
        if (status !== undefined) all.push(status.newValue);
      });
    });
    await story.shut();
    const all = await story.browser.inExtension((): Status[] => Reflect.get(globalThis, 'all'));
    const seen = all.map(({ routing, host }) => `${routing.state}, host ${host.state}`);
    const ready = 'on, host connected';
    // Switched off while all was well: the old host must not look like the one of the next start.
    const firstReady = seen.indexOf(ready);
    expect(seen.slice(0, firstReady)).toContain('off, host down');
    expect(seen.slice(firstReady).every((now) => now === ready)).toBe(true);
  });

  it.runIf(kind === 'firefox')('a manifest of managed storage locks a setting', async () => {
    const folder = join(story.browser.profile.home, '.mozilla/managed-storage');
    const file = join(folder, `${FIREFOX_EXTENSION_ID}.json`);
    mkdirSync(folder, { recursive: true });
    const data = { locked: { enabled: false } };
    const manifest = { name: FIREFOX_EXTENSION_ID, description: 'Preset', type: 'storage', data };
    writeFileSync(file, JSON.stringify(manifest));
    try {
      await story.restart({ args: [] });
      await waitFor(async () => (await story.status())?.routing.state === 'off');
      await story.set({ enabled: true });
      const set = await story.browser.inExtension((api) => api.storage.local.get('settings'));
      expect(set).toMatchObject({ settings: { enabled: true } });
      await story.visit(`${story.browser.extensionUrl('gate.html')}#${ALICE}`);
      await gateTells(story, 'switched-off');
    } finally {
      rmSync(file);
      await story.restart({ args: [] });
    }
    await story.ready();
  });

  it.runIf(kind === 'firefox')(
    'the person takes the permission back, and gives it again',
    async () => {
      // A name that was open must not stay so.
      await story.open(ALICE);
      await story.visit(`${story.browser.extensionUrl('gate.html')}#http://bob.azero/`);
      await story.arrive('http://bob.azero/', 'bob.azero');
      await story.browser.inExtension((api) =>
        api.permissions.remove({ origins: ['*://*.azero/*', '*://*.a0/*', '*://*.tzero/*'] }),
      );
      await waitFor(async () => (await story.status())?.routing.state === 'failing');
      await story.type('http://alice.azero/typed');
      await gateTells(story, 'permission-missing');
      const popup = await story.browser.openExtensionPage('popup.html');
      const button = await waitFor(() => popup.$('.status-list button.button'));
      picture(story, 'popup-permission-missing');
      await button.click();
      await popup.close();
      await (await story.tab()).bringToFront();
      await goesOn(story, `${ALICE}typed`);
    },
  );

  describe.runIf(kind === 'chromium')('another one holds the proxy', () => {
    /** What popup and gate say; then it lets go. */
    async function expectHeld(failure: 'proxy-held-by-extension' | 'proxy-held-by-policy') {
      await waitFor(async () => (await story.status())?.routing.state === 'failing', {
        timeout: 20_000,
        what: 'the proxy to be held',
      });
      await story.visit(`${ALICE}held`);
      await gateTells(story, failure);
      const popup = await story.browser.openExtensionPage('popup.html');
      const says = await waitFor(async () => {
        const text = await popup.evaluate(() => document.body.innerText);
        return text.includes('127.0.0.1') && text;
      });
      expect(says).toMatch(/SOCKS5 127\.0\.0\.1:\d+/);
      picture(story, `popup-${failure}`);
      await popup.close();
      await (await story.tab()).bringToFront();
    }

    it('an extension, until it is removed', async () => {
      const { puppeteer } = story.browser;
      const id = await puppeteer.installExtension(proxyTaker(story.world.plan.dir, 'regular'));
      try {
        await expectHeld('proxy-held-by-extension');
      } finally {
        await puppeteer.uninstallExtension(id);
      }
      await goesOn(story, `${ALICE}held`);
    });

    /** Has the browser read its policies again, as whoever manages it may do from afar. */
    async function readPolicies(): Promise<void> {
      const page = await story.browser.puppeteer.newPage();
      await page.goto('chrome://policy');
      await page.locator('::-p-aria(Reload policies)').click();
      await page.close();
      await (await story.tab()).bringToFront();
    }

    it('a policy presets settings, and locks one', async () => {
      const file = join(POLICIES, 'policies/managed/copybara.json');
      const preset = { settings: { myName: 'bob.azero' }, locked: { enabled: false } };
      const extensions = { [CHROMIUM_EXTENSION_ID]: preset };
      writeFileSync(file, JSON.stringify({ '3rdparty': { extensions } }));
      const myName = (): Promise<unknown> =>
        story.browser.inExtension(
          async (api) => (await api.storage.session.get('myName'))['myName'],
        );
      try {
        await readPolicies();
        await waitFor(async () => (await story.status())?.routing.state === 'off');
        // What is off asks for nothing by itself, so this is the gate's own address.
        await story.visit(`${story.browser.extensionUrl('gate.html')}#${ALICE}preset`);
        await gateTells(story, 'switched-off');
        // Her own setting, which is no use against a lock.
        await story.set({ enabled: true, myName: 'alice.azero' });
        writeFileSync(
          file,
          JSON.stringify({
            '3rdparty': { extensions: { [CHROMIUM_EXTENSION_ID]: { settings: preset.settings } } },
          }),
        );
        await readPolicies();
        await goesOn(story, `${ALICE}preset`);
        await waitFor(async () => JSON.stringify(await myName()).includes('alice.azero'));
        await story.set({});
        await waitFor(async () => JSON.stringify(await myName()).includes('bob.azero'), {
          what: 'the preset where she set nothing',
        });
      } finally {
        rmSync(file);
        await readPolicies();
      }
    });

    it('a policy, until it is lifted', async () => {
      const file = join(POLICIES, 'policies/managed/proxy.json');
      writeFileSync(file, JSON.stringify({ ProxySettings: { ProxyMode: 'direct' } }));
      try {
        await readPolicies();
        await expectHeld('proxy-held-by-policy');
      } finally {
        rmSync(file);
        await readPolicies();
      }
      await goesOn(story, `${ALICE}held`);
    });
  });
});
