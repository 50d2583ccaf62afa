import { resolveAddressToDomain, SupportedChainId } from '@azns/resolver-core';
import { expect, test } from 'vitest';
import type { WriteOrder } from '../../names-page/write-state.ts';
import { signPayload } from '../stand-ins/wallet/sign.ts';
import { apiForTest, NODE_A, NODE_B, registryContract, signerOf } from './client.ts';
import {
  alice,
  BYTE,
  FEE,
  LEAST,
  ORDER,
  recordsOf,
  setUp,
  type World,
  write,
} from './write-world.ts';

test.each(['http', 'ws'] as const)('writes over %s, and reads back that it did', async (scheme) => {
  const world = await setUp({ scheme });
  expect(await write(world)).toMatchObject({
    stage: 'done',
    order: ORDER,
    by: ['op1', 'op2'],
    overwritten: false,
  });
  expect(world.noted).toEqual([]);
  expect(recordsOf(world.first)).toEqual({ 'staex-id': NODE_B, bühne: 'wert ✓' });
  expect(world.states).toContainEqual(
    expect.objectContaining({
      stage: 'review',
      // Six bytes less for the record that goes, sixteen more for the one that comes; what must stay can't be spent.
      cost: {
        fee: 1_000_000_000n,
        deposit: BYTE * 10n,
        free: 999_999_000_000_000n,
      },
    }),
  );
});

test('shows the block before it is final', async () => {
  const world = await setUp({ finalityLag: 2 });
  const done = write(world);
  await expect
    .poll(() => world.states.at(-1), { timeout: 10_000 })
    .toMatchObject({ stage: 'following', progress: 'in-block' });
  world.ledger.seal();
  world.ledger.seal();
  expect(await done).toMatchObject({ stage: 'done' });
});

test.each<[string, Partial<WriteOrder>, (world: World) => void, object]>([
  [
    'of somebody else',
    { account: signerOf('//Bob').address },
    () => {},
    { kind: 'not-controller' },
  ],
  [
    'of a name that is gone',
    {},
    ({ ledger }) => ledger.setExpiry('alice', 1),
    { kind: 'name-gone' },
  ],
  [
    'that the account can not pay',
    {},
    ({ first }) => first.setBalance('//Alice', LEAST),
    { kind: 'too-little-for-deposit' },
  ],
  [
    'whose fee the account can not pay',
    { changes: [['old', null]] },
    ({ first }) => first.setBalance('//Alice', LEAST + 5n),
    { kind: 'too-little-balance', need: FEE, have: 5n },
  ],
  [
    'whose deposit the account can pay, and not with the fee',
    {},
    ({ first }) => first.setBalance('//Alice', LEAST + BYTE * 10n + FEE - 1n),
    { kind: 'too-little-for-deposit', need: BYTE * 10n + FEE, have: BYTE * 10n + FEE - 1n },
  ],
  [
    'that is too large',
    { changes: [['k', 'x'.repeat(500)]] },
    () => {},
    { kind: 'records-overflow' },
  ],
])('a write %s fails before the wallet is asked', async (_what, change, prepare, failure) => {
  let asked = 0;
  const world = await setUp({ recordsSizeLimit: 300 }, (payload) => {
    asked += 1;
    return signPayload(alice, payload);
  });
  prepare(world);
  expect(await write(world, { ...ORDER, ...change })).toMatchObject({ stage: 'failed', failure });
  expect(asked).toBe(0);
});

test('a wrong signature is refused by the chain, and nothing is written', async () => {
  const world = await setUp({}, (payload) => signPayload(signerOf('//Bob'), payload));
  expect(await write(world)).toMatchObject({ stage: 'failed', failure: { kind: 'bad-signature' } });
  expect(recordsOf(world.first)).toEqual({ 'staex-id': NODE_A, old: 'x' });
});

test('a transaction of the account that comes first takes the number away', async () => {
  const world: World = await setUp({}, async (payload) => {
    const api = await apiForTest(world.first, 'http');
    const gasLimit = api.registry.createType('WeightV2', { refTime: 4e9, proofSize: 200_000 });
    const update = registryContract(api, world.first).tx['updateRecords'];
    await update?.({ gasLimit }, 'alice', [['first', '1']], false).signAndSend(alice);
    return signPayload(alice, payload);
  });
  expect(await write(world)).toMatchObject({ stage: 'failed', failure: { kind: 'stale-nonce' } });
  expect(recordsOf(world.first)).toMatchObject({ first: '1', 'staex-id': NODE_A });
});

test('a name that is sold while the wallet waits: the block holds a failure, and its name is told', async () => {
  const world: World = await setUp({}, (payload) => {
    world.ledger.register({ name: 'alice', owner: '//Bob', records: { 'staex-id': NODE_A } });
    return signPayload(alice, payload);
  });
  expect(await write(world)).toMatchObject({
    stage: 'failed',
    failure: { kind: 'dispatch-error', error: 'ContractReverted' },
  });
});

test.each<[string, string, object]>([
  ['Cancelled', 'rejected', {}],
  ['Rejected by user', 'rejected', {}],
  ['Extension context invalidated.', 'wallet-gone', { detail: 'Extension context invalidated.' }],
])('a wallet that says "%s" is told as %s', async (message, kind, more) => {
  const world = await setUp({}, () => Promise.reject(new Error(message)));
  expect(await write(world)).toMatchObject({ stage: 'failed', failure: { kind, ...more } });
});

test('one node that is killed after signing: the other takes it', async () => {
  const world: World = await setUp({}, async (payload) => {
    const signature = signPayload(alice, payload);
    await world.first.fault({ mode: 'down' });
    return signature;
  });
  expect(await write(world)).toMatchObject({ stage: 'done', by: ['op2'] });
});

test('all nodes killed after signing, and back again without it: too late is told when it is', async () => {
  const world: World = await setUp({}, async (payload) => {
    const signature = signPayload(alice, payload);
    for (const chain of world.chains) await chain.fault({ mode: 'down' });
    return signature;
  });
  const done = write(world);
  await expect
    .poll(() => world.states.at(-1))
    .toMatchObject({ stage: 'following', progress: 'pool', sent: false, unreachable: true });
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  await expect.poll(() => world.states.at(-1)).toMatchObject({ unreachable: false });
  for (let made = 0; made < 300; made += 1) world.ledger.seal();
  expect(await done).toMatchObject({ stage: 'failed', failure: { kind: 'not-in-time' } });
  expect(recordsOf(world.first)).toEqual({ 'staex-id': NODE_A, old: 'x' });
});

test('all nodes killed when they had it: what they wrote is found when they are back', async () => {
  const world = await setUp({ finalityLag: 1 });
  const submitted = world.first.asked('author_submitExtrinsic');
  const done = write(world);
  await submitted;
  for (const chain of world.chains) await chain.fault({ mode: 'down' });
  await expect.poll(() => world.states.at(-1)).toMatchObject({ unreachable: true });
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  world.ledger.seal();
  expect(await done).toMatchObject({ stage: 'done', by: ['op1', 'op2'] });
});

test('another chain than the settings say is refused before anything is signed', async () => {
  const world = await setUp({ genesis: `0x${'66'.repeat(32)}` });
  expect(world.writer).toEqual({ ok: false, error: { kind: 'wrong-chain' } });
});

test('on Aleph Zero, a runtime that has contracts elsewhere is not signed for', async () => {
  // The stand-in has the real genesis and addresses here, and pallet 8 where Aleph Zero has 18.
  const world = await setUp({ network: 'alephzero' });
  expect(await write(world)).toMatchObject({ stage: 'failed', failure: { kind: 'chain-lying' } });
});

test('AZERO.ID’s own resolver can be asked over the same connection', async () => {
  const world = await setUp({
    network: 'alephzero',
    names: [{ name: 'alice', owner: '//Alice', primary: true }],
  });
  if (!world.writer.ok) throw new Error(world.writer.error.kind);
  const { api } = world.writer.value;
  expect(
    await resolveAddressToDomain(alice.address, {
      chainId: SupportedChainId.AlephZero,
      customApi: api,
    }),
  ).toMatchObject({ primaryDomain: 'alice.azero', error: undefined });
});
