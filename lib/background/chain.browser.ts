import { createRecordCache } from '../azero/cache.ts';
import { createRpc, delay } from '../azero/chain.browser.ts';
import { withDefaults } from '../azero/networks.ts';
import { createNameReader } from '../azero/registry.ts';
import { resolveChain } from '../azero/resolve-chain.ts';
import type { Settings } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import type { Chain } from './names.ts';

/** The chain that the settings name, with the records that were stored of it; undefined when they can't be used. */
export async function openChain(settings: Settings): Promise<Chain | undefined> {
  const resolved = resolveChain(withDefaults(settings.chain ?? {}));
  if (!resolved.ok) return undefined;
  const { quorum } = resolved.value;
  const cache = createRecordCache({ quorum });
  cache.restore(await browser.storage.session.get(null), Date.now());
  const rpc = createRpc();
  let closed = false;

  function save(): void {
    const { put, remove } = cache.takeChanges();
    if (closed) return;
    if (Object.keys(put).length > 0) void browser.storage.session.set(put);
    if (remove.length > 0) void browser.storage.session.remove([...remove]);
  }

  return {
    reader: createNameReader({ chain: resolved.value, rpc, now: Date.now, delay }),
    cache,
    quorum,
    save,
    close() {
      cache.clear();
      save();
      closed = true;
      rpc.close();
    },
  };
}
