import { createRecordCache } from '../azero/cache.ts';
import { createRpc, delay } from '../azero/chain.browser.ts';
import { withDefaults } from '../azero/networks.ts';
import { createNameReader } from '../azero/registry.ts';
import { resolveChain } from '../azero/resolve-chain.ts';
import type { Settings } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import type { Chain } from './names.ts';

/** What is stored of the chain's records in this session, among other things. */
export function readRecords(): Promise<Record<string, unknown>> {
  return browser.storage.session.get(null);
}

/** The chain that the settings name, with the records of it in what is `stored`; undefined when they can't be used. */
export function openChain(
  settings: Settings,
  stored: Readonly<Record<string, unknown>>,
): Chain | undefined {
  const resolved = resolveChain(withDefaults(settings.chain ?? {}));
  if (!resolved.ok) return undefined;
  const { quorum } = resolved.value;
  const cache = createRecordCache({ quorum });
  cache.restore(stored, Date.now());
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
