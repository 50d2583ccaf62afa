/** From an empty profile to a name that leads here: the names page with a wallet that really signs, and sometimes does not. */
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAMES_PAGE_ORIGIN } from '../../lib/protocol/ids.ts';
import { buildWallet } from '../stand-ins/wallet/build.ts';
import type { WalletMode } from '../stand-ins/wallet/messages.ts';
import { launchChromium } from './harness/chromium.ts';
import { startMachine } from './harness/machine.ts';
import { setSettings } from './harness/scene.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

/** Waits until the page says something. */
async function says(page: Page, words: string): Promise<void> {
  let text = '';
  await waitFor(
    async () => {
      // Not the body: the page's own script stands in it, with all of its sentences.
      text = await page.evaluate(() => document.querySelector('#root')?.textContent ?? '');
      return text.includes(words);
    },
    { what: `“${words}”` },
  ).catch((error: unknown) => {
    throw new Error(`the page says: ${text}`, { cause: error });
  });
}

/** Presses the button that begins with these words. */
async function press(page: Page, words: string): Promise<void> {
  await waitFor(
    () =>
      page.evaluate((wanted) => {
        const buttons = [...document.querySelectorAll('button')];
        const found = buttons.find((one) => one.textContent?.trim().startsWith(wanted));
        found?.click();
        return found !== undefined;
      }, words),
    { what: `a button “${words}”` },
  );
}

/** How the wallet behaves from now on. */
async function behave(page: Page, mode: WalletMode): Promise<void> {
  await waitFor(
    () => page.evaluate(() => typeof Reflect.get(window, 'standInWallet') === 'function'),
    { what: 'the wallet in the page' },
  );
  await page.evaluate(async (wanted) => {
    const set: unknown = Reflect.get(window, 'standInWallet');
    if (typeof set === 'function') await set(wanted);
  }, mode);
}

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    const world = process.env['COPYBARA_E2E_WORLD'] ?? '';
    const wallet = await buildWallet(join(world, '..', `wallet-${kind}`));
    story = await startStory(kind, { others: [wallet] });
  });
  afterAll(() => story.end());
  beforeEach(async () => {
    await story.fresh();
    await story.scene.chain.command({ do: 'register', name: 'dora', owner: '//Alice' });
  });

  /** Opens the names page as the extension does, with a wallet that behaves so, and connects it. */
  async function connected(mode: WalletMode): Promise<Page> {
    await story.browser.visit(story.browser.extensionUrl('names.html'), await story.tab());
    const page = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    await says(page, 'My names');
    await behave(page, 'sign');
    await press(page, 'Connect stand-in');
    await press(page, 'dora.azero');
    await behave(page, mode);
    return page;
  }

  /** Has the shown name written to this node, as far as the wallet. */
  async function writeThisNode(page: Page): Promise<void> {
    await press(page, 'Point this name to this node');
    await press(page, 'Write');
    await says(page, 'Fee, about');
    await press(page, 'Sign in the wallet');
  }

  it('from an empty profile to a name that leads here, and somebody else opens it', async () => {
    const page = await connected('sign');
    await says(page, 'There are no records');
    await writeThisNode(page);
    await says(page, 'dora.azero is written');
    await says(page, 'Read back from the final chain. Confirmed by operator');
    await press(page, 'Make it my name in Copybara');
    await says(page, 'This is your name in Copybara');
    await says(page, 'this node');
    const settings = await story.browser.inExtension(
      async (api) => (await api.storage.local.get('settings'))['settings'],
    );
    expect(settings).toMatchObject({ myName: 'dora.azero' });

    const site = await story.world.site('A', 'dora.azero');
    const machine = await startMachine(story.world.plan, 'B');
    const other = await launchChromium(story.world.plan, { machine });
    try {
      await setSettings(other, story.settings);
      const tab = await other.visit('http://dora.azero/');
      await waitFor(
        () =>
          tab.title().then(
            (title) => title === 'dora.azero',
            () => false,
          ),
        {
          what: 'her site at another person’s',
          timeout: 30_000,
        },
      );
    } finally {
      await other.close();
      await Promise.all([site.stop(), machine.stop()]);
    }
  });

  it.each([
    ['refuse', 'You refused it in the wallet.'],
    ['wrong', 'The chain found the signature wrong.'],
    ['gone', 'The wallet did not sign: Extension context invalidated.'],
  ] as const)('a wallet that behaves so (%s) ends in the truth', async (mode, words) => {
    const page = await connected(mode);
    await writeThisNode(page);
    await says(page, 'Nothing was written');
    await says(page, words);
    // What was made is still there, and can be written when the wallet wants to.
    await says(page, '1 change is not written yet');
    await behave(page, 'sign');
    await press(page, 'Try again');
    await press(page, 'Sign in the wallet');
    await says(page, 'dora.azero is written');
  });

  it('is remembered by the wallet, since its origin stays the same', async () => {
    await connected('sign');
    await story.fresh();
    await story.browser.visit(story.browser.extensionUrl('names.html'), await story.tab());
    const again = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    await says(again, 'My names');
    // Who refuses now was asked before, and would not be asked again.
    await behave(again, 'refuse');
    await press(again, 'Connect stand-in');
    await says(again, 'dora.azero');
  });

  /** How many transactions the first operator was given so far. */
  async function submitted(): Promise<number> {
    const { stats } = await story.scene.chain.command({ do: 'stats' });
    return Number(/"author_submitExtrinsic":(\d+)/.exec(JSON.stringify(stats))?.[1] ?? 0);
  }

  it('a wallet that stalls can be left, and nothing is sent', async () => {
    const before = await submitted();
    const page = await connected('stall');
    await writeThisNode(page);
    await says(page, 'Waiting for your wallet');
    await press(page, 'Stop waiting');
    await says(page, '1 change is not written yet');
    expect(await submitted()).toBe(before);
  });

  it('an operator that dies between price and block takes nothing away', async () => {
    const page = await connected('sign');
    await press(page, 'Point this name to this node');
    await press(page, 'Write');
    await says(page, 'Fee, about');
    await story.scene.chain.command({ do: 'fault', operator: 1, mode: 'down' });
    await press(page, 'Sign in the wallet');
    await says(page, 'dora.azero is written');
    await says(page, 'Confirmed by operator 1 and operator 3');
    await story.scene.chain.command({ do: 'fault', operator: 1, mode: 'none' });
  });
});
