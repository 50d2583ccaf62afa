import {
  ContractId,
  resolveAddressToDomain,
  resolveDomainToAddress,
  SupportedChainId,
} from '@azns/resolver-core';
import { expect, test, vi } from 'vitest';
import { apiForTest, chainForTest, signerOf } from './client.ts';

test('@azns/resolver-core resolves through the router, and takes each no as it takes the real one', async () => {
  const chain = await chainForTest({
    names: [
      { name: 'alice', owner: '//Alice', resolved: '//Bob', primary: true },
      { name: 'past', expiresAt: 1 },
      { name: 'carol.tzero', owner: '//Charlie' },
    ],
  });
  const options = {
    chainId: SupportedChainId.Development,
    customApi: await apiForTest(chain),
    customContractAddresses: { [ContractId.Router]: chain.router },
  };
  const bob = signerOf('//Bob').address;
  expect(await resolveDomainToAddress('alice.azero', options)).toEqual({
    address: bob,
    error: undefined,
  });
  expect(await resolveDomainToAddress('ALICE.a0', options)).toMatchObject({ address: bob });
  expect(await resolveDomainToAddress('carol.tzero', options)).toMatchObject({
    address: signerOf('//Charlie').address,
  });
  expect(await resolveDomainToAddress('carol.azero', options)).toMatchObject({ address: null });
  expect(await resolveDomainToAddress('past.azero', options)).toMatchObject({ address: null });
  expect(await resolveAddressToDomain(bob, options)).toMatchObject({
    primaryDomain: 'alice.azero',
  });
  expect(await resolveAddressToDomain(signerOf('//Eve').address, options)).toMatchObject({
    primaryDomain: null,
  });
  // An ending without a registry is an error, which it also prints.
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  expect(await resolveDomainToAddress('alice.nowhere', options)).toMatchObject({
    address: undefined,
    error: { name: 'CONTRACT_ERROR' },
  });
  expect(printed).toHaveBeenCalledWith(expect.stringContaining('TldNotFound'));
});
