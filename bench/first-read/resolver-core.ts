/** The rival: `resolveDomainToAddress` with `@polkadot/api`, in a fresh process. */
import { ContractId, resolveDomainToAddress, SupportedChainId } from '@azns/resolver-core';
import { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';
import { givenOrder, report, warmUp } from './order.ts';

const order = givenOrder();
const { endpoints, router, names } = order;

/** The classes say `ttl?: … | undefined`, their interface does not: they differ under exactOptionalPropertyTypes only. */
function isProvider(provider: object): provider is NonNullable<ApiOptions['provider']> {
  return 'hasSubscriptions' in provider;
}

await warmUp(order);
let started = performance.now();
// What its own `getApi` does, which has no way to be given another address.
const provider = new WsProvider(endpoints[0]?.replace('http:', 'ws:'));
if (!isProvider(provider)) throw new Error('no provider');
const customApi = await ApiPromise.create({ provider, noInitWarn: true });
const each: number[] = [];
for (const name of names) {
  const { address, error } = await resolveDomainToAddress(name, {
    chainId: SupportedChainId.Development,
    customApi,
    customContractAddresses: { [ContractId.Router]: router },
  });
  if (error !== undefined || address === null) throw new Error(`no address: ${error?.name}`);
  each.push(performance.now() - started);
  started = performance.now();
}
report(each);
