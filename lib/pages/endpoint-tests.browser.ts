import type { EndpointTest } from '../../components/options/options-props.ts';
import { createRpc } from '../azero/chain.browser.ts';
import { NETWORKS, type Network } from '../azero/networks.ts';

/** Asks each of these endpoints for the first block of the network, all at once, and tells what came of it. */
export async function testEndpoints(
  network: Network,
  urls: readonly string[],
  tell: (url: string, test: EndpointTest) => void,
): Promise<void> {
  const { genesis } = NETWORKS[network];
  const rpc = createRpc();
  await Promise.all(urls.map(async (url) => tell(url, await testEndpoint(rpc, url, genesis))));
  rpc.close();
}

async function testEndpoint(
  rpc: ReturnType<typeof createRpc>,
  url: string,
  genesis: string | undefined,
): Promise<EndpointTest> {
  const before = performance.now();
  const hash = await rpc(url, 'chain_getBlockHash', [0]);
  if (!hash.ok) return { state: 'failed', cause: hash.error.kind };
  if (typeof hash.value !== 'string') return { state: 'failed', cause: 'garbage' };
  const isOther = genesis !== undefined && hash.value.toLowerCase() !== genesis;
  if (isOther) return { state: 'failed', cause: 'wrong-genesis' };
  return { state: 'works', ms: Math.round(performance.now() - before) };
}
