import { expect, test } from 'vitest';
import {
  apiForTest,
  chainForTest,
  enoughGas,
  NODE_A,
  nonceOf,
  query,
  registryContract,
  signerOf,
} from './client.ts';

const names = [
  { name: 'alice', owner: '//Alice', controller: '//Charlie', records: { 'staex-id': NODE_A } },
];

test.each(['ws', 'http'] as const)('ApiPromise connects and reads over %s', async (transport) => {
  const chain = await chainForTest({ names });
  const api = await apiForTest(chain, transport);
  expect(api.genesisHash.toHex()).toBe(chain.genesis);
  expect(api.runtimeVersion.specName.toString()).toBe('substrate-contracts-node');
  expect(api.registry.chainSS58).toBe(42);
  const contract = registryContract(api, chain);
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toEqual({
    output: { Ok: { Ok: NODE_A } },
    reverted: false,
  });
  expect(await query(contract, 'getRecord', ['nobody', 'staex-id'])).toEqual({
    output: { Ok: { Err: 'RecordNotFound' } },
    reverted: true,
  });
});

test('a signed update_records lands, leaves its event, and is read by everybody', async () => {
  const chain = await chainForTest({ names });
  const api = await apiForTest(chain);
  const contract = registryContract(api, chain);
  const changes = [
    ['staex-id', null],
    ['avatar', 'x'],
  ];
  const update = contract.tx['updateRecords'];
  const events: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    update?.({ gasLimit: enoughGas(api) }, 'alice', changes, false)
      .signAndSend(signerOf('//Alice'), (result) => {
        if (result.isError || result.dispatchError)
          reject(new Error(result.dispatchError?.toString()));
        if (!result.isFinalized) return;
        if ('contractEvents' in result && Array.isArray(result.contractEvents)) {
          events.push(...result.contractEvents);
        }
        resolve();
      })
      .catch(reject);
  });
  expect(events).toMatchObject([{ event: { identifier: 'RecordsUpdated' } }]);
  expect(await query(contract, 'getAllRecords', ['alice'])).toMatchObject({
    output: { Ok: [['avatar', 'x']] },
  });
  const block = await api.rpc.chain.getBlock();
  expect(block.block.extrinsics.map(({ method }) => method.section)).toEqual([
    'timestamp',
    'contracts',
  ]);
});

test('what a stranger signs is included, fails as reverted, and changes nothing', async () => {
  const chain = await chainForTest({ names });
  const api = await apiForTest(chain);
  const contract = registryContract(api, chain);
  const update = contract.tx['updateRecords']?.({ gasLimit: enoughGas(api) }, 'alice', [], true);
  const error = await new Promise<string>((resolve, reject) => {
    update
      ?.signAndSend(signerOf('//Bob'), ({ dispatchError, isFinalized }) => {
        if (!isFinalized) return;
        resolve(
          dispatchError?.isModule
            ? api.registry.findMetaError(dispatchError.asModule).name
            : 'none',
        );
      })
      .catch(reject);
  });
  expect(error).toBe('ContractReverted');
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    reverted: false,
  });
  expect(await nonceOf(api, signerOf('//Bob').address)).toBe(1);
});

test('the controller may write as well as the owner', async () => {
  const chain = await chainForTest({ names });
  const api = await apiForTest(chain);
  const contract = registryContract(api, chain);
  await contract.tx['updateRecords']?.(
    { gasLimit: enoughGas(api) },
    'alice',
    [['k', 'v']],
    false,
  ).signAndSend(signerOf('//Charlie'));
  expect(await query(contract, 'getRecord', ['alice', 'k'])).toMatchObject({
    output: { Ok: { Ok: 'v' } },
  });
});

test('finalized comes only when the lag is over', async () => {
  const chain = await chainForTest({ names, finalityLag: 2 });
  const api = await apiForTest(chain);
  const update = registryContract(api, chain).tx['updateRecords'];
  const seen: string[] = [];
  await new Promise<void>((resolve, reject) => {
    update?.({ gasLimit: enoughGas(api) }, 'alice', [['k', 'v']], false)
      .signAndSend(signerOf('//Alice'), ({ status }) => {
        seen.push(status.type);
        if (status.isInBlock) {
          seen.push(`final ${chain.finalized().number}`);
          chain.seal();
          seen.push('sealed');
          chain.seal();
        }
        if (status.isFinalized) resolve();
      })
      .catch(reject);
  });
  expect(seen).toEqual(['Ready', 'InBlock', 'final 0', 'sealed', 'Finalized']);
});

test('the nonce that a node tells is the one it wants', async () => {
  const chain = await chainForTest({ names });
  const api = await apiForTest(chain);
  const update = registryContract(api, chain).tx['updateRecords'];
  const alice = signerOf('//Alice');
  for (const value of ['1', '2']) {
    await update?.({ gasLimit: enoughGas(api) }, 'alice', [['k', value]], false).signAndSend(
      alice,
      { nonce: -1 },
    );
  }
  expect(chain.ledger.newest.number).toBe(2);
  expect(await nonceOf(api, alice.address)).toBe(2);
});
