/** A PAC of ours leads to the host only where it is loaded as soon as it is made. */
import { LOAD_TIME } from '../../lib/routing/pac.ts';
import type { TestBrowser } from './harness/browser.ts';
import { waitFor } from './harness/wait-for.ts';

/** Resolves when this PAC leads to no host any more where it is loaded. */
export async function isOld(pac: string): Promise<void> {
  const made = /Date\.now\(\) - (\d+)/.exec(pac)?.[1];
  if (made === undefined) throw new Error('a PAC that does not say when it was made');
  await waitFor(() => Date.now() - Number(made) >= LOAD_TIME, {
    what: 'the time to load the PAC to be over',
  });
}

/** Resolves when that holds for the one that is set in Chromium. */
export async function pacIsOld(browser: TestBrowser): Promise<void> {
  await isOld(
    await browser.inExtension(async (api) => JSON.stringify(await api.proxy.settings.get({}))),
  );
}
