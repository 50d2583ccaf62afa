import { createRpc } from '../lib/azero/chain.browser.ts';
import type { ResolvedChain } from '../lib/azero/resolve-chain.ts';
import { err, type Result } from '../lib/result.ts';
import { loadWalletPart } from './load-wallet-part.browser.ts';
import type { RegistryWriter } from './registry-writer.browser.ts';
import type { WriteFailure } from './write-failure.ts';

/** The largest answer while writing, in bytes: a runtime's metadata, as hex. */
const MAX_METADATA = 4 * 1024 * 1024;
/** How long that may take, in ms. */
const METADATA_TIMEOUT = 15_000;

/** The one writer of the page: connected when it is wanted first, and anew when its endpoint has gone. */
export type WriterConnection = {
  readonly get: () => Promise<Result<RegistryWriter, WriteFailure>>;
  /** Does something with it; where the endpoint has gone meanwhile, once more over another one. */
  readonly use: <T>(
    task: (writer: RegistryWriter) => Promise<Result<T, WriteFailure>>,
  ) => Promise<Result<T, WriteFailure>>;
};

/** Makes it; nothing is asked of the chain yet. */
export function createWriterConnection(chain: ResolvedChain): WriterConnection {
  const rpc = createRpc({ maxAnswer: MAX_METADATA, timeout: METADATA_TIMEOUT });
  let current: Promise<Result<RegistryWriter, WriteFailure>> | undefined;

  async function get(): Promise<Result<RegistryWriter, WriteFailure>> {
    if (current === undefined) {
      const part = loadWalletPart();
      if (!part.ok) return part;
      current = part.value.connectWriter(chain, rpc);
    }
    const outcome = await current;
    // One that failed is tried anew next time.
    if (!outcome.ok) current = undefined;
    return outcome;
  }

  async function attempt<T>(
    task: (writer: RegistryWriter) => Promise<Result<T, WriteFailure>>,
  ): Promise<Result<T, WriteFailure>> {
    const writer = await get();
    return writer.ok ? task(writer.value) : err(writer.error);
  }

  return {
    get,
    async use(task) {
      const first = await attempt(task);
      if (first.ok || first.error.kind !== 'chain-unreachable') return first;
      current = undefined;
      return attempt(task);
    },
  };
}
