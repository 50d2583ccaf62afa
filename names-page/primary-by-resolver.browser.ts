import { resolveAddressToDomain, SupportedChainId } from '@azns/resolver-core';
import type { Network } from '../lib/azero/networks.ts';
import type { RegistryWriter } from './registry-writer.browser.ts';

/** What AZERO.ID's own resolver says of an account; undefined where it says nothing. Never rejects. */
export async function primaryByResolver(
  network: Exclude<Network, 'development'>,
  { api }: Pick<RegistryWriter, 'api'>,
  address: string,
): Promise<string | null | undefined> {
  const chainId =
    network === 'alephzero' ? SupportedChainId.AlephZero : SupportedChainId.AlephZeroTestnet;
  try {
    const said = await resolveAddressToDomain(address, { chainId, customApi: api });
    return said.error === undefined ? said.primaryDomain : undefined;
  } catch {
    return undefined;
  }
}
