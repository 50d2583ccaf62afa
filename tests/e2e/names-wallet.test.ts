/** From an empty profile to a name that leads here: the names page with a wallet that really signs, and sometimes does not. */
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  ).catch(async (error: unknown) => {
    const text = await page.evaluate(() => document.querySelector('#root')?.textContent);
    throw new Error(`the page says: ${text}`, { cause: error });
  });
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

  it('says that the part with the wallet does not run, and goes on when it does', async () => {
    await story.browser.visit(story.browser.extensionUrl('names.html'), await story.tab());
    const page = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    // Before the page has had an idle moment to get it ready: what is damaged is not what the policy lets run.
    const whole = await page.evaluate(() => {
      Reflect.deleteProperty(window, 'copybaraWalletPart');
      const part = document.querySelector('#wallet-part');
      const text = part?.textContent ?? '';
      if (part) part.textContent = text.slice(0, -100);
      return text;
    });
    expect(whole.length).toBeGreaterThan(100_000);
    await behave(page, 'sign');
    await press(page, 'Connect stand-in');
    await says(page, 'The part of this page that speaks with wallets does not run');
    await page.evaluate((text) => {
      const part = document.querySelector('#wallet-part');
      if (part) part.textContent = text;
    }, whole);
    await press(page, 'Connect again');
    await says(page, 'dora.azero');
  });

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

  describe('a write whose page is closed', () => {
    /** Signs while all operators are behind, or forget what they take, and closes the page. */
    async function signedAndClosed(trouble: Readonly<Record<string, unknown>>): Promise<void> {
      // Operators that are behind know as many transactions of the account as those that are not.
      await seal(6);
      await everyOperator(trouble);
      const before = await submitted();
      const page = await connected('sign');
      await writeThisNode(page);
      await says(page, 'You can close this page');
      // It says so from the signature on, and what is on its way then may still arrive when the trouble is over.
      await waitFor(async () => (await submitted()) > before, { what: 'a node to be given it' });
      await page.close();
    }

    async function seal(blocks: number): Promise<void> {
      for (let made = 0; made < blocks; made += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one block after the other
        await story.scene.chain.command({ do: 'seal' });
      }
    }

    async function everyOperator(command: Readonly<Record<string, unknown>>): Promise<void> {
      for (const operator of [0, 1, 2]) {
        // oxlint-disable-next-line no-await-in-loop -- the chain takes one command after the other
        await story.scene.chain.command({ ...command, operator });
      }
    }

    afterEach(async () => {
      await everyOperator({ do: 'setBehind', blocks: 0 });
      await everyOperator({ do: 'fault', mode: 'none' });
    });

    async function openedAgain(): Promise<Page> {
      // The tab of the story is the one that was closed.
      const tab = await story.browser.puppeteer.newPage();
      await story.browser.visit(story.browser.extensionUrl('names.html'), tab);
      return story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    }

    it('and its browser ended: the next page says that it is not known, and then that it happened', async () => {
      await signedAndClosed({ do: 'setBehind', blocks: 5 });
      await story.restart();
      await story.ready();
      const again = await openedAgain();
      await says(again, 'Not known yet: what became of the write to dora.azero');
      await says(again, 'It can only come into a block before number');
      await everyOperator({ do: 'setBehind', blocks: 0 });
      await says(again, 'dora.azero is written');
      await says(again, 'on a page that has since been closed');
      await again.close();
      // Told once.
      const third = await openedAgain();
      await says(third, 'My names');
      expect(await third.evaluate(() => document.querySelector('.write'))).toBeNull();
    }, 180_000);

    it('and forgotten by its node: the next page sends the very same again, without the wallet', async () => {
      await signedAndClosed({ do: 'fault', mode: 'dropping' });
      const again = await openedAgain();
      await says(again, 'Not known yet: what became of the write to dora.azero');
      await says(again, 'No node seems to have it');
      await everyOperator({ do: 'fault', mode: 'none' });
      await press(again, 'Send it again');
      await says(again, 'dora.azero is written');
      await again.close();
    }, 120_000);

    it('and the host killed: it never got to the chain, and the next page says so, with what was to be written', async () => {
      await signedAndClosed({ do: 'fault', mode: 'dropping' });
      story.browser.host.kill();
      await everyOperator({ do: 'fault', mode: 'none' });
      const again = await openedAgain();
      await says(again, 'Not known yet: what became of the write to dora.azero');
      await seal(260);
      await says(again, 'Nothing was written');
      await says(again, 'No block took it while it was good');
      await says(again, 'Your changes are kept on this page');
      await behave(again, 'sign');
      await press(again, 'Connect stand-in');
      await says(again, '1 change is not written yet');
      await press(again, 'Try again');
      await press(again, 'Sign in the wallet');
      await says(again, 'dora.azero is written');
    }, 120_000);
  });

  it('goes from the welcome page with its name, and what is written there shows here at once', async () => {
    await story.set({ myName: 'dora.azero' });
    const welcome = await story.browser.openExtensionPage('welcome.html');
    const welcomeSays = (words: string): Promise<unknown> =>
      waitFor(() => welcome.evaluate((text) => document.body.innerText.includes(text), words), {
        what: `the welcome page to say “${words}”`,
      });
    await welcomeSays('isn’t linked to a Staex node');
    await press(welcome, 'Names and records');
    const page = await story.browser.pageAt((url) => url === `${NAMES_PAGE_ORIGIN}/`);
    await says(page, 'There are no records');
    expect(await page.evaluate(() => document.querySelector('#found')?.textContent)).toContain(
      'dora.azero',
    );
    await behave(page, 'sign');
    await press(page, 'Connect stand-in');
    await writeThisNode(page);
    await says(page, 'dora.azero is written');
    await welcomeSays('Leads to this node');
  }, 120_000);
});
