/** Reads names in a fresh process, the way the extension's background does. */
import { createRpc, delay } from '../../lib/azero/chain.browser.ts';
import { createNameReader } from '../../lib/azero/registry.ts';
import { resolveChain } from '../../lib/azero/resolve-chain.ts';
import { nameOf } from '../native-host.ts';
import { givenOrder, report, warmUp } from './order.ts';

const order = givenOrder();
const { endpoints, registry, genesis, quorum, names } = order;

await warmUp(order);
let started = performance.now();
const chain = resolveChain({
  network: 'development',
  endpoints: endpoints.map((url, index) => ({ url, operator: `operator ${index + 1}` })),
  registry,
  quorum,
  ...(genesis !== undefined && { genesis }),
});
if (!chain.ok) throw new Error(chain.error.kind);
const reader = createNameReader({ chain: chain.value, rpc: createRpc(), now: Date.now, delay });
const each: number[] = [];
for (const name of names) {
  const read = await reader.read(nameOf(name));
  if (!read.ok) throw new Error(read.error.kind);
  each.push(performance.now() - started);
  started = performance.now();
}
report(each);
