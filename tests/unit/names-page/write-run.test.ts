import { describe, expect, it, test } from 'vitest';
import type { Verdict } from '../../../lib/azero/quorum.ts';
import type { Fate } from '../../../lib/azero/transaction-fate.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import type { WriteFailure } from '../../../names-page/write-failure.ts';
import { type Signed, WALLET_PATIENCE, type WritePorts } from '../../../names-page/write-run.ts';

import {
  agreed,
  cost,
  later,
  NODE,
  OTHER,
  order,
  setUp,
  signed,
  signNow,
  WRITTEN,
} from './write-run-world.ts';

describe('a write', () => {
  it('goes from its cost to a finalized block, and says who confirms it', async () => {
    const world = setUp({}, [
      agreed({ kind: 'pending', at: 'pool' }),
      { kind: 'disagreed', between: ['op1', 'op2'] },
      agreed({ kind: 'pending', at: 'in-block' }),
      WRITTEN,
    ]);
    expect(await signNow(world)).toEqual({
      stage: 'done',
      order,
      signed: { deadFrom: 64 },
      by: ['op1', 'op2'],
      overwritten: false,
    });
    expect(world.states).toMatchObject([
      { stage: 'preparing' },
      { stage: 'review', cost },
      { stage: 'signing', late: false },
      { stage: 'following', progress: 'pool', sent: false },
      { stage: 'following', progress: 'pool', sent: true },
      { stage: 'following', progress: 'pool', sent: true },
      { stage: 'following', progress: 'in-block', sent: true },
      { stage: 'done' },
    ]);
    expect(world.sent).toEqual([signed.hex]);
  });

  test.each<[string, Partial<WritePorts<string>>, WriteFailure]>([
    [
      'the account is not the controller',
      { prepare: async () => err({ kind: 'not-controller' }) },
      { kind: 'not-controller' },
    ],
    ['the wallet says no', { sign: async () => err({ kind: 'rejected' }) }, { kind: 'rejected' }],
    [
      'the node is another by now',
      { ownNode: async () => OTHER },
      { kind: 'node-changed', nodeId: OTHER },
    ],
    [
      'nobody says which node this is',
      { ownNode: async () => undefined },
      { kind: 'node-unknown' },
    ],
    [
      'the node finds the signature bad',
      { send: async () => err({ kind: 'bad-signature' }) },
      { kind: 'bad-signature' },
    ],
  ])('fails when %s', async (_what, change, failure) => {
    expect(await signNow(setUp(change))).toMatchObject({ stage: 'failed', order, failure });
  });

  it('does not sign for another node than the one that was shown', async () => {
    let asked = 0;
    const world = setUp({
      ownNode: async () => OTHER,
      sign: async () => {
        asked += 1;
        return ok(signed);
      },
    });
    await signNow(world);
    expect(asked).toBe(0);
  });

  it('may point a name at another node when that is what the person typed', async () => {
    const world = setUp({ ownNode: async () => OTHER });
    await world.run.begin({ ...order, ownNode: false });
    await world.run.sign();
    expect(world.run.state().stage).toBe('done');
  });

  it('tells why a block holds it and nothing changed', async () => {
    const used = agreed({ kind: 'used', records: [['staex-id', OTHER]] });
    expect(await signNow(setUp({}, [used]))).toMatchObject({
      stage: 'failed',
      failure: { kind: 'dispatch-error', error: 'OutOfGas' },
    });
  });

  it('ends when it can no longer happen', async () => {
    expect(await signNow(setUp({}, [agreed({ kind: 'too-late' })]))).toMatchObject({
      stage: 'failed',
      failure: { kind: 'not-in-time' },
    });
  });

  it('does not call sent what nobody may have', async () => {
    const world = setUp({ send: async () => ok('unknown') }, [
      agreed({ kind: 'pending', at: 'pool' }),
      agreed({ kind: 'too-late' }),
    ]);
    await signNow(world);
    expect(world.states).toContainEqual(expect.objectContaining({ stage: 'following' }));
    expect(world.states).not.toContainEqual(expect.objectContaining({ sent: true }));
  });

  it('asks on while the chain is gone, and ends in the truth', async () => {
    const silent: Verdict<Fate> = { kind: 'silent', faults: [] };
    const world = setUp({ send: async () => ok('unknown') }, [silent, silent, WRITTEN]);
    expect(await signNow(world)).toMatchObject({ stage: 'done' });
    expect(world.states).toContainEqual(
      expect.objectContaining({ stage: 'following', unreachable: true }),
    );
  });

  it('takes the word of one operator when no other answers, and says whose it is', async () => {
    const one: Verdict<Fate> = {
      kind: 'too-few',
      value: { kind: 'used', records: [['staex-id', NODE]] },
      by: ['op1'],
      faults: [],
    };
    expect(await signNow(setUp({}, [one]))).toMatchObject({ stage: 'done', by: ['op1'] });
  });
});

describe('a write that outlives its page', () => {
  const tracked = { ...signed, hash: `0x${'cd'.repeat(32)}` };
  const since = 1_700_000_000_000;
  const silent: Verdict<Fate> = { kind: 'silent', faults: [] };
  const otherwise = agreed({ kind: 'used', records: [['staex-id', OTHER]] });

  it('is noted down before it is sent, and let go when its end was told', async () => {
    const world = setUp();
    await signNow(world);
    expect(world.noted).toEqual([`signed ${signed.hash}`, 'sent', `told ${signed.hash}`]);
  });

  it('is not sent when it can not be noted down', async () => {
    const world = setUp({ remember: async () => false });
    expect(await signNow(world)).toMatchObject({
      stage: 'failed',
      failure: { kind: 'not-remembered' },
    });
    expect(world.sent).toEqual([]);
  });

  it('is not let go by who does not wait for it, and can be waited for again', async () => {
    const fate = later<Verdict<Fate>>();
    const fates = [fate.promise, Promise.resolve(WRITTEN)];
    const world = setUp({ fate: () => fates.shift() ?? fate.promise });
    await world.run.begin(order);
    const signing = world.run.sign();
    await expect.poll(() => world.run.state().stage).toBe('following');
    world.run.cancel();
    fate.settle(WRITTEN);
    await signing;
    expect(world.noted).not.toContain(`told ${signed.hash}`);
    await world.run.followAgain();
    expect(world.run.state()).toMatchObject({ stage: 'done' });
    expect(world.noted).toContain(`told ${signed.hash}`);
  });

  test.each<[string, readonly Verdict<Fate>[], Partial<WritePorts<string>>, object]>([
    ['that it happened', [silent, WRITTEN], {}, { stage: 'done', overwritten: false }],
    [
      'that it happened and was written over',
      [otherwise],
      { reason: async () => 'happened' },
      { stage: 'done', overwritten: true },
    ],
    ['that it failed', [otherwise], {}, { stage: 'failed', failure: { error: 'OutOfGas' } }],
    [
      'that it can not happen any more',
      [agreed({ kind: 'pending', at: 'pool' }), agreed({ kind: 'too-late' })],
      {},
      { stage: 'failed', failure: { kind: 'not-in-time' } },
    ],
  ])('is told when its page is opened again: %s', async (_what, fates, change, end) => {
    const world = setUp(change, fates);
    await world.run.resume(order, tracked, since);
    expect(world.run.state()).toMatchObject({ order, signed: { deadFrom: 64, since }, ...end });
    expect(world.noted).toEqual([`told ${tracked.hash}`]);
    expect(world.sent).toEqual([]);
  });

  it('says that it waits for another transaction of the account', async () => {
    const world = setUp({}, [agreed({ kind: 'pending', at: 'behind' }), WRITTEN]);
    await signNow(world);
    expect(world.states).toContainEqual(expect.objectContaining({ progress: 'behind' }));
  });
});

describe('a write that is given up', () => {
  it('is let go when it was noted down and not sent', async () => {
    const remembered = later<boolean>();
    const world = setUp({ remember: () => remembered.promise });
    await world.run.begin(order);
    const signing = world.run.sign();
    world.run.cancel();
    remembered.settle(true);
    await signing;
    expect(world.sent).toEqual([]);
    expect(world.noted).toEqual([]);
  });

  it('does not send what a wallet signs afterwards', async () => {
    const wallet = later<Result<Signed, WriteFailure>>();
    const patience = later<void>();
    const world = setUp({
      sign: () => wallet.promise,
      delay: (ms) => (ms === WALLET_PATIENCE ? patience.promise : Promise.resolve()),
    });
    await world.run.begin(order);
    const signing = world.run.sign();
    patience.settle();
    await expect.poll(() => world.run.state()).toMatchObject({ stage: 'signing', late: true });
    world.run.cancel();
    expect(world.run.state()).toMatchObject({ failure: { kind: 'wallet-stalled' } });
    wallet.settle(ok(signed));
    await signing;
    expect(world.sent).toEqual([]);
    expect(world.run.state().stage).toBe('failed');
  });

  it('does not show a cost that comes afterwards', async () => {
    const costs = later<Result<{ cost: typeof cost; transaction: string }, WriteFailure>>();
    const world = setUp({ prepare: () => costs.promise });
    const preparing = world.run.begin(order);
    world.run.cancel();
    costs.settle(ok({ cost, transaction: 'tx' }));
    await preparing;
    expect(world.run.state().stage).toBe('idle');
  });

  it('while it is sent stays noted down, whatever comes of that', async () => {
    const answer = later<Result<'sent' | 'unknown', WriteFailure>>();
    const world = setUp({ send: () => answer.promise });
    await world.run.begin(order);
    const signing = world.run.sign();
    await expect.poll(() => world.run.state().stage).toBe('following');
    world.run.cancel();
    answer.settle(err({ kind: 'bad-signature' }));
    await signing;
    expect(world.run.state().stage).toBe('unknown');
    expect(world.noted).toEqual([`signed ${signed.hash}`]);
  });

  it('after signing says that it may still happen', async () => {
    const fate = later<Verdict<Fate>>();
    const world = setUp({ fate: () => fate.promise });
    await world.run.begin(order);
    const signing = world.run.sign();
    await expect.poll(() => world.run.state().stage).toBe('following');
    world.run.cancel();
    expect(world.run.state()).toMatchObject({ stage: 'unknown', order, signed: { deadFrom: 64 } });
    fate.settle(WRITTEN);
    await signing;
    expect(world.run.state().stage).toBe('unknown');
    world.run.close();
    expect(world.run.state().stage).toBe('idle');
  });

  it('does not let a second one begin while the first is under way', async () => {
    const fate = later<Verdict<Fate>>();
    const world = setUp({ fate: () => fate.promise });
    await world.run.begin(order);
    const signing = world.run.sign();
    await expect.poll(() => world.run.state().stage).toBe('following');
    await world.run.begin({ ...order, name: 'bob.azero' });
    expect(world.run.state()).toMatchObject({ stage: 'following', order });
    fate.settle(WRITTEN);
    await signing;
    expect(world.run.state().stage).toBe('done');
  });
});
