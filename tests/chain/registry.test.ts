import type { ContractPromise } from '@polkadot/api-contract';
import { expect, test } from 'vitest';
import { type Chain, type ChainOptions } from '../stand-ins/chain/chain.ts';
import { apiForTest, chainForTest, NODE_A, query, registryContract, signerOf } from './client.ts';

const ALICE = signerOf('//Alice').address;
const BOB = signerOf('//Bob').address;
const CHARLIE = signerOf('//Charlie').address;
const NOW = Date.UTC(2026, 0, 1);

async function setUp(
  options: ChainOptions = {},
): Promise<{ chain: Chain; contract: ContractPromise }> {
  const chain = await chainForTest({
    now: () => NOW,
    names: [
      {
        name: 'alice',
        owner: '//Alice',
        controller: '//Charlie',
        resolved: '//Bob',
        primary: true,
        registeredAt: NOW - 1000,
        expiresAt: NOW + 1000,
        records: { 'staex-id': NODE_A, avatar: '', 'STAEX-ID': 'upper' },
      },
      { name: 'past', registeredAt: 1, expiresAt: NOW, records: { 'staex-id': NODE_A } },
      { name: 'empty' },
    ],
    ...options,
  });
  return { chain, contract: registryContract(await apiForTest(chain), chain) };
}

const noName = { output: { Ok: { Err: 'NameDoesntExist' } }, reverted: true };
const noRecord = { output: { Ok: { Err: 'RecordNotFound' } }, reverted: true };

test('records: sorted, case-sensitive, empty values allowed, and all gone with the name', async () => {
  const { contract } = await setUp();
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    output: { Ok: { Ok: NODE_A } },
  });
  expect(await query(contract, 'getRecord', ['alice', 'avatar'])).toMatchObject({
    output: { Ok: { Ok: '' } },
  });
  expect(await query(contract, 'getAllRecords', ['alice'])).toMatchObject({
    output: {
      Ok: [
        ['STAEX-ID', 'upper'],
        ['avatar', ''],
        ['staex-id', NODE_A],
      ],
    },
  });
  for (const name of ['past', 'nobody', 'empty', 'ALICE', 'alice.azero', '']) {
    const one = await query(contract, 'getRecord', [name, 'staex-id']);
    const { output } = await query(contract, 'getAllRecords', [name]);
    expect({ name, one, output }).toEqual({ name, one: noRecord, output: { Ok: [] } });
  }
});

test('accounts: of live names only', async () => {
  const { contract } = await setUp();
  expect(await query(contract, 'getAddressDict', ['alice'])).toMatchObject({
    output: { Ok: { Ok: { owner: ALICE, controller: CHARLIE, resolved: BOB } } },
  });
  expect(await query(contract, 'getAddress', ['alice'])).toMatchObject({
    output: { Ok: { Ok: BOB } },
  });
  expect(await query(contract, 'getOwner', ['alice'])).toMatchObject({
    output: { Ok: { Ok: ALICE } },
  });
  expect(await query(contract, 'getController', ['alice'])).toMatchObject({
    output: { Ok: { Ok: CHARLIE } },
  });
  for (const message of ['getAddress', 'getOwner', 'getController', 'getAddressDict']) {
    for (const name of ['past', 'nobody']) {
      const answer = await query(contract, message, [name]);
      expect({ message, name, answer }).toEqual({ message, name, answer: noName });
    }
  }
});

test('the period is told of expired names too, so it tells them from names that never were', async () => {
  const { chain, contract } = await setUp();
  expect(await query(contract, 'getRegistrationPeriod', ['past'])).toMatchObject({
    output: { Ok: { Ok: ['1', NOW.toLocaleString('en')] } },
  });
  expect(await query(contract, 'getRegistrationPeriod', ['nobody'])).toEqual(noName);
  chain.setExpiry('alice', NOW - 5);
  expect(await query(contract, 'getAddress', ['alice'])).toEqual(noName);
});

test('reverse look-ups', async () => {
  const { chain, contract } = await setUp();
  expect(await query(contract, 'getPrimaryName', [BOB])).toMatchObject({
    output: { Ok: { Ok: 'alice' } },
  });
  expect(await query(contract, 'getPrimaryDomain', [BOB])).toMatchObject({
    output: { Ok: 'alice.azero' },
  });
  expect(await query(contract, 'getPrimaryName', [ALICE])).toMatchObject({
    output: { Ok: { Err: 'NoResolvedAddress' } },
  });
  expect(await query(contract, 'getNamesOfAddress', [ALICE])).toMatchObject({
    output: { Ok: ['alice', 'empty'] },
  });
  expect(await query(contract, 'getOwnedNamesOfAddress', [CHARLIE])).toMatchObject({
    output: { Ok: [] },
  });
  chain.setExpiry('alice', 1);
  expect(await query(contract, 'getPrimaryDomain', [BOB])).toMatchObject({ output: { Ok: null } });
});

test('a dry run of a write says what would be and writes nothing', async () => {
  const { contract } = await setUp();
  const change = ['alice', [['staex-id', null]], false];
  const done = { output: { Ok: 'Ok' }, reverted: false };
  const refused = { output: { Ok: { Err: 'CallerIsNotController' } }, reverted: true };
  expect(await query(contract, 'updateRecords', change, ALICE)).toEqual(done);
  expect(await query(contract, 'updateRecords', change, CHARLIE)).toEqual(done);
  // The account that the name resolves to may not write.
  expect(await query(contract, 'updateRecords', change, BOB)).toEqual(refused);
  expect(await query(contract, 'setAddress', ['alice', ALICE], BOB)).toEqual(refused);
  expect(await query(contract, 'setController', ['alice', BOB], BOB)).toEqual(refused);
  expect(await query(contract, 'updateRecords', ['past', [], true], ALICE)).toEqual(noName);
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    reverted: false,
  });
});

test('records over the limit are refused; up to it they are not', async () => {
  // One record of key 'k' and a value of 10 bytes encodes to 1 + (1 + 1) + (1 + 10) bytes.
  const { contract } = await setUp({ recordsSizeLimit: 14 });
  const write = (length: number) =>
    query(contract, 'updateRecords', ['empty', [['k', 'x'.repeat(length)]], true], ALICE);
  expect(await write(10)).toMatchObject({ reverted: false });
  expect(await write(11)).toEqual({ output: { Ok: { Err: 'RecordsOverflow' } }, reverted: true });
  expect(await query(contract, 'getRecordsSizeLimit', [])).toMatchObject({ output: { Ok: '14' } });
});

test('each ending has its registry', async () => {
  const { chain, contract } = await setUp();
  chain.register({ name: 'alice.tzero', records: { 'staex-id': 'other' } });
  expect(chain.registries['a0']).toBe(chain.registries['azero']);
  expect(chain.registries['tzero']).not.toBe(chain.registries['azero']);
  expect(await query(contract, 'getTld', [])).toMatchObject({ output: { Ok: 'azero' } });
  expect(await query(contract, 'getRecord', ['alice', 'staex-id'])).toMatchObject({
    output: { Ok: { Ok: NODE_A } },
  });
});
