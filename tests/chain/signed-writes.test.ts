// What becomes of what a wallet has signed: altered, out of turn, dearer than shown, or told by a page that is opened later.
import type { SignerPayloadJSON } from '@polkadot/types/types';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { PendingWrite } from '../../lib/protocol/names-page.ts';
import { memoryOf, recall } from '../../names-page/write-memory.ts';
import type { WriteOrder } from '../../names-page/write-state.ts';
import { balanceOf, toAccount } from '../stand-ins/chain/state.ts';
import { signPayload } from '../stand-ins/wallet/sign.ts';
import { apiForTest, enoughGas, NODE_A, registryContract } from './client.ts';
import {
  alice,
  BYTE,
  FEE,
  type Given,
  ORDER,
  recordsOf,
  setUp,
  type World,
  write,
} from './write-world.ts';

/** A text as it stands in an encoded call. */
const toHexText = (text: string): string => Buffer.from(text).toString('hex');

/** What a wallet gives back that signs the transaction otherwise than it was given. */
async function altered(
  world: World,
  payload: SignerPayloadJSON,
  change: Partial<SignerPayloadJSON>,
): Promise<Given> {
  const { registry } = await apiForTest(world.first, 'http');
  const other = { ...payload, ...change };
  const { signature } = registry.createType('ExtrinsicPayload', other, { version: 4 }).sign(alice);
  const extrinsic = registry.createType('Extrinsic', { method: other.method }, { version: 4 });
  extrinsic.addSignature(alice.address, signature, other);
  return { signature, signedTransaction: extrinsic.toHex() };
}

test.each<[string, (payload: SignerPayloadJSON) => Partial<SignerPayloadJSON>]>([
  ['pays a tip', () => ({ tip: '0x00000000000000000000000000000009' })],
  ['takes a later number', () => ({ nonce: '0x00000001' })],
  ['never ends', ({ genesisHash }) => ({ era: '0x00', blockHash: genesisHash })],
  [
    'writes something else',
    ({ method }) => ({ method: method.replace(toHexText('wert'), toHexText('Wert')) }),
  ],
])('what a wallet signs so that it %s is not sent', async (_what, change) => {
  const world: World = await setUp({}, (payload) => altered(world, payload, change(payload)));
  expect(await write(world)).toMatchObject({
    stage: 'failed',
    failure: { kind: 'signed-otherwise' },
  });
  expect(world.noted).toEqual([]);
  expect(world.ledger.newest.number).toBe(0);
});

test('what a wallet signs as it was given may come as a whole transaction', async () => {
  const world: World = await setUp({}, (payload) => altered(world, payload, {}));
  expect(await write(world)).toMatchObject({ stage: 'done' });
});

test('what is no transaction is the wallet’s fault, and told as that', async () => {
  const world = await setUp({}, (payload) => ({
    signature: signPayload(alice, payload),
    signedTransaction: '0xdeadbeef',
  }));
  expect(await write(world)).toMatchObject({ failure: { kind: 'signed-otherwise' } });
});

/** A write whose number is one ahead of the account's, once it waits for the transaction before it. */
async function writeAhead() {
  const world: World = await setUp({}, async (payload) => {
    for (const chain of world.chains) await chain.fault({ mode: 'none' });
    return signPayload(alice, payload);
  });
  for (const chain of world.chains) await chain.fault({ mode: 'nonce-ahead', by: 1 });
  const done = write(world);
  await expect
    .poll(() => world.states.at(-1), { timeout: 10_000 })
    .toMatchObject({ stage: 'following', progress: 'behind' });
  return { world, done };
}

test('a number that is ahead of the account’s waits for the transaction before, and then happens', async () => {
  const { world, done } = await writeAhead();
  const api = await apiForTest(world.first, 'http');
  const update = registryContract(api, world.first).tx['updateRecords'];
  await update?.({ gasLimit: enoughGas(api) }, 'alice', [['first', '1']], false).signAndSend(alice);
  expect(await done).toMatchObject({ stage: 'done' });
});

test('a number that is ahead, and nothing comes before it: it lapses, and that is told', async () => {
  const { world, done } = await writeAhead();
  for (let made = 0; made < 256; made += 1) world.ledger.seal();
  expect(await done).toMatchObject({ stage: 'failed', failure: { kind: 'not-in-time' } });
  expect(recordsOf(world.first)).toEqual({ 'staex-id': NODE_A, old: 'x' });
});

test('one node that calls a good transaction bad is one node’s word', async () => {
  const world = await setUp();
  await world.first.fault({ mode: 'refusing' });
  expect(await write(world)).toMatchObject({ stage: 'done' });
});

test('a chain that goes on while it is made does not shorten the time in which it can happen', async () => {
  const world: World = await setUp({}, async (payload) => {
    const signature = signPayload(alice, payload);
    for (const chain of world.chains) await chain.fault({ mode: 'down' });
    return signature;
  });
  // As a chain does that makes a block a second: between two questions there is another one.
  for (let made = 0; made < 300; made += 1) world.ledger.seal();
  const signed = new AbortController();
  for (const chain of world.chains) {
    void (async () => {
      while (!signed.signal.aborted) {
        // oxlint-disable-next-line no-await-in-loop -- each question is one block later
        await chain.asked('chain_getFinalizedHead');
        world.ledger.seal();
      }
    })();
  }
  const done = write(world);
  await expect
    .poll(() => world.states.at(-1), { timeout: 10_000 })
    .toMatchObject({ stage: 'following', unreachable: true });
  signed.abort();
  const state = world.states.at(-1);
  const deadFrom = state?.stage === 'following' ? state.signed.deadFrom : 0;
  expect(deadFrom - world.ledger.newest.number).toBeGreaterThan(250);
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  for (let made = 0; made < 300; made += 1) world.ledger.seal();
  await done;
});

test('more deposit than was shown is not paid: the chain leaves everything as it was', async () => {
  const world: World = await setUp({}, (payload) => {
    // What was to be changed is gone, so that writing it takes more than it did in the dry run.
    world.ledger.removeRecord('alice', 'staex-id');
    return signPayload(alice, payload);
  });
  const before = balanceOf(world.ledger.state, toAccount('//Alice'));
  expect(await write(world)).toMatchObject({
    stage: 'failed',
    failure: { kind: 'deposit-grew' },
  });
  expect(balanceOf(world.ledger.state, toAccount('//Alice'))).toBe(before - FEE);
});

test('what is given back when a record goes is shown, and comes', async () => {
  const world = await setUp();
  const before = balanceOf(world.ledger.state, toAccount('//Alice'));
  expect(await write(world, { ...ORDER, changes: [['old', null]] })).toMatchObject({
    stage: 'done',
  });
  expect(world.states).toContainEqual(
    expect.objectContaining({
      stage: 'review',
      cost: expect.objectContaining({ fee: FEE, deposit: -BYTE * 6n }),
    }),
  );
  expect(balanceOf(world.ledger.state, toAccount('//Alice'))).toBe(before - FEE + BYTE * 6n);
});

test('a page that is opened later says what became of it, though the name was changed again since', async () => {
  const world = await setUp();
  if (!world.writer.ok) throw new Error(world.writer.error.kind);
  const made = world.writer.value;
  const order = { ...ORDER, changes: [['old', 'y']] } as const satisfies WriteOrder;
  const prepared = await made.prepare(order);
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const signed = await made.sign(order, prepared.value.transaction, world.signer);
  if (!signed.ok) throw new Error(signed.error.kind);
  await world.send(signed.value.hex);
  const memory = memoryOf(order, signed.value, world.chain, 1);
  const kept = v.parse(PendingWrite, JSON.parse(JSON.stringify(memory)));
  const known = recall(kept, world.chain);
  if (known === undefined) throw new Error('not known');

  const first = world.run(made);
  await first.resume(known.order, known.sent, kept.signedAt);
  expect(first.state()).toMatchObject({ stage: 'done', overwritten: false, signed: { since: 1 } });
  world.ledger.setRecord('alice', 'old', 'z');
  const second = world.run(made);
  await second.resume(known.order, known.sent, kept.signedAt);
  expect(second.state()).toMatchObject({ stage: 'done', overwritten: true });
});

/** Signed, and gone with a chain that answers nothing; the page is closed then. What a page that is opened later knows of it. */
async function signedIntoNothing() {
  const world: World = await setUp({}, async (payload) => {
    const signature = signPayload(alice, payload);
    for (const chain of world.chains) await chain.fault({ mode: 'down' });
    return signature;
  });
  if (!world.writer.ok) throw new Error(world.writer.error.kind);
  const made = world.writer.value;
  const memories: unknown[] = [];
  const closed = world.run(made, (order, signed) => {
    memories.push(memoryOf(order, signed, world.chain, 1));
  });
  await closed.begin(ORDER);
  const signing = closed.sign();
  await expect
    .poll(() => world.states.at(-1), { timeout: 10_000 })
    .toMatchObject({ stage: 'following', sent: false, again: 'possible' });
  closed.cancel();
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  await signing;
  const kept = v.parse(PendingWrite, JSON.parse(JSON.stringify(memories[0])));
  const known = recall(kept, world.chain);
  if (known === undefined) throw new Error('not known');
  const opened = world.run(made);
  const resumed = opened.resume(known.order, known.sent, kept.signedAt);
  await expect
    .poll(opened.state, { timeout: 10_000 })
    .toMatchObject({ stage: 'following', again: 'possible', unreachable: false });
  return { world, opened, resumed, hex: known.sent.hex ?? '' };
}

test('what no node took is sent again by a page that is opened later, and written once', async () => {
  const { world, opened, resumed, hex } = await signedIntoNothing();
  expect(world.ledger.newest.number).toBe(0);
  await opened.sendAgain();
  await resumed;
  expect(opened.state()).toMatchObject({ stage: 'done', overwritten: false, by: ['op1', 'op2'] });
  expect(recordsOf(world.first)).toMatchObject({ bühne: 'wert ✓' });
  const { number } = world.ledger.newest;
  expect(await world.send(hex)).toEqual({ ok: false, error: { kind: 'stale-nonce' } });
  expect(world.ledger.newest.number).toBe(number);
});

test('what is refused when it is sent again is told by the chain, not by the node', async () => {
  const { world, opened, resumed } = await signedIntoNothing();
  for (const chain of world.chains) await chain.fault({ mode: 'refusing' });
  await opened.sendAgain();
  expect(opened.state()).toMatchObject({
    stage: 'following',
    refused: { kind: 'bad-signature' },
    again: 'possible',
  });
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  await opened.sendAgain();
  await resumed;
  expect(opened.state()).toMatchObject({ stage: 'done' });
});

test('what was not sent again in time can no longer be', async () => {
  const { world, opened, resumed, hex } = await signedIntoNothing();
  for (let made = 0; made < 256; made += 1) world.ledger.seal();
  await resumed;
  expect(opened.state()).toMatchObject({ stage: 'failed', failure: { kind: 'not-in-time' } });
  await opened.sendAgain();
  expect(await world.send(hex)).toMatchObject({ ok: false });
  expect(recordsOf(world.first)).toEqual({ 'staex-id': NODE_A, old: 'x' });
});

test('what a node took and forgot is sent again', async () => {
  const world = await setUp();
  for (const chain of world.chains) await chain.fault({ mode: 'dropping' });
  if (!world.writer.ok) throw new Error(world.writer.error.kind);
  const run = world.run(world.writer.value);
  await run.begin(ORDER);
  const signing = run.sign();
  await expect
    .poll(run.state, { timeout: 20_000 })
    .toMatchObject({ stage: 'following', sent: true, again: 'possible' });
  for (const chain of world.chains) await chain.fault({ mode: 'none' });
  await run.sendAgain();
  await signing;
  expect(run.state()).toMatchObject({ stage: 'done' });
});
