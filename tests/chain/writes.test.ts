import { expect, test } from 'vitest';
import {
  apiForTest,
  chainForTest,
  enoughGas,
  gas,
  NODE_A,
  query,
  registryContract,
  signerOf,
} from './client.ts';

const BOB = signerOf('//Bob').address;

async function setUp() {
  const chain = await chainForTest({ names: [{ name: 'alice', records: { 'staex-id': NODE_A } }] });
  const api = await apiForTest(chain, 'http');
  const contract = registryContract(api, chain);
  const write = async (message: string, ...args: readonly unknown[]) => {
    await contract.tx[message]?.({ gasLimit: enoughGas(api) }, ...args).signAndSend(
      signerOf('//Alice'),
    );
  };
  return { chain, api, contract, write };
}

test('set_address and set_controller change their account only', async () => {
  const { contract, write } = await setUp();
  await write('setAddress', 'alice', BOB);
  expect(await query(contract, 'getAddress', ['alice'])).toMatchObject({
    output: { Ok: { Ok: BOB } },
  });
  await write('setController', 'alice', BOB);
  expect(await query(contract, 'getController', ['alice'])).toMatchObject({
    output: { Ok: { Ok: BOB } },
  });
  expect(await query(contract, 'updateRecords', ['alice', [], false], BOB)).toMatchObject({
    reverted: false,
  });
});

test('a sold name keeps the old record when the seller keeps it, and loses it when not', async () => {
  const { chain, contract, write } = await setUp();
  chain.register({ name: 'clean', records: { 'staex-id': NODE_A } });
  await write('transfer', BOB, 'alice', true, false, false, []);
  await write('transfer', BOB, 'clean', false, false, false, []);
  expect(await query(contract, 'getOwner', ['alice'])).toMatchObject({
    output: { Ok: { Ok: BOB } },
  });
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    output: { Ok: { Ok: NODE_A } },
  });
  expect(await query(contract, 'getRecord', ['clean', 'staex-id'])).toMatchObject({
    reverted: true,
  });
});

test('a call without enough gas is included and changes nothing', async () => {
  const { chain, api, contract } = await setUp();
  const gasLimit = gas(api, 1n);
  await contract.tx['updateRecords']?.({ gasLimit }, 'alice', [], true).signAndSend(
    signerOf('//Alice'),
  );
  expect(chain.ledger.newest.extrinsics).toHaveLength(2);
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    reverted: false,
  });
});
