import { describe, expect, it, test } from 'vitest';
import type { Verdict } from '../../../lib/azero/quorum.ts';
import type { Fate } from '../../../lib/azero/transaction-fate.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import type { WriteFailure } from '../../../names-page/write-failure.ts';
import {
  createWriteRun,
  type Signed,
  WALLET_PATIENCE,
  type WritePorts,
} from '../../../names-page/write-run.ts';
import type { WriteOrder, WriteState } from '../../../names-page/write-state.ts';

const NODE = '0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghj0';
const OTHER = 'zyxwvtsrqpnmkjhgfedcba9876543210zyxwvtsrqpnmkjhgfed0';
const order: WriteOrder = {
  label: 'alice',
  name: 'alice.azero',
  account: '5Grw',
  changes: [['staex-id', NODE]],
  ownNode: true,
};
const cost = { fee: 5n, deposit: 2n, free: 100n };
const signed: Signed = {
  hex: '0x01',
  hash: `0x${'ab'.repeat(32)}`,
  signer: new Uint8Array(32),
  nonce: 3,
  deadFrom: 64,
  label: 'alice',
  after: 1,
};
const agreed = (value: Fate): Verdict<Fate> => ({ kind: 'agreed', value, by: ['op1', 'op2'] });
const WRITTEN = agreed({ kind: 'used', records: [['staex-id', NODE]] });

/** A promise and what fulfils it. */
function later<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle: (value: T) => settle(value) };
}

function setUp(
  change: Partial<WritePorts<string>> = {},
  fates: readonly Verdict<Fate>[] = [WRITTEN],
) {
  const states: WriteState[] = [];
  const sent: string[] = [];
  const noted: string[] = [];
  const left = [...fates];
  const run = createWriteRun<string>(
    {
      prepare: async () => ok({ cost, transaction: 'tx' }),
      ownNode: async () => NODE,
      sign: async () => ok(signed),
      remember: async (_order, { hash }) => {
        noted.push(`signed ${hash}`);
        return true;
      },
      told: (hash) => noted.push(`told ${hash}`),
      send: async (one) => {
        noted.push('sent');
        sent.push(one);
        return ok('sent');
      },
      fate: async () => left.shift() ?? WRITTEN,
      reason: async () => ({ kind: 'dispatch-error', error: 'OutOfGas' }),
      // The wallet's patience never ends by itself here, a look at the chain follows at once.
      delay: (ms) => (ms === WALLET_PATIENCE ? new Promise(() => {}) : Promise.resolve()),
      ...change,
    },
    (state) => states.push(state),
  );
  return { run, states, sent, noted, stages: () => states.map(({ stage }) => stage) };
}

async function signNow(world: ReturnType<typeof setUp>): Promise<WriteState> {
  await world.run.begin(order);
  await world.run.sign();
  return world.run.state();
}

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

describe('a write that no node is known to have', () => {
  const since = 1_700_000_000_000;
  const PENDING = agreed({ kind: 'pending', at: 'pool' });
  const IN_BLOCK = agreed({ kind: 'pending', at: 'in-block' });
  const { hex: _, ...withoutBytes } = signed;

  /** A run whose looks at the chain are answered when the test says so. */
  function following(change: Partial<WritePorts<string>> = {}) {
    const looks: ((fate: Verdict<Fate>) => void)[] = [];
    const fate = (): Promise<Verdict<Fate>> =>
      new Promise((resolve) => {
        looks.push(resolve);
      });
    const world = setUp({ fate, ...change });
    const answer = async (verdict: Verdict<Fate>): Promise<void> => {
      await expect.poll(() => looks.length).toBeGreaterThan(0);
      looks.shift()?.(verdict);
      await expect.poll(() => looks.length + Number(world.run.state().stage === 'done')).toBe(1);
    };
    return { ...world, answer };
  }

  it('is sent again as it was signed, and told by the chain', async () => {
    const answers = [ok('unknown' as const), ok('sent' as const)];
    const tried: string[] = [];
    const world = following({
      send: async (hex) => {
        tried.push(hex);
        return answers.shift() ?? ok('unknown');
      },
    });
    await world.run.begin(order);
    const signing = world.run.sign();
    await world.answer({ kind: 'silent', faults: [] });
    expect(world.run.state()).toMatchObject({ again: 'possible', sent: false, unreachable: true });
    await world.run.sendAgain();
    expect(tried).toEqual([signed.hex, signed.hex]);
    expect(world.run.state()).toMatchObject({ stage: 'following', again: 'no', sent: true });
    await world.answer(WRITTEN);
    await signing;
    expect(world.run.state().stage).toBe('done');
  });

  it('is sent again by a page that is opened later', async () => {
    const world = following();
    const resumed = world.run.resume(order, signed, since);
    expect(world.run.state()).toMatchObject({ again: 'no' });
    await world.answer(PENDING);
    expect(world.run.state()).toMatchObject({ again: 'possible', sent: false });
    await world.run.sendAgain();
    expect(world.sent).toEqual([signed.hex]);
    await world.answer(WRITTEN);
    await resumed;
  });

  it('is not offered while it is in a block, nor where the signed bytes are not there', async () => {
    const world = following();
    const resumed = world.run.resume(order, signed, since);
    await world.answer(IN_BLOCK);
    expect(world.run.state()).toMatchObject({ again: 'no' });
    await world.answer(WRITTEN);
    await resumed;
    const old = following();
    const other = old.run.resume(order, withoutBytes, since);
    await old.answer(PENDING);
    expect(old.run.state()).toMatchObject({ again: 'no' });
    await old.run.sendAgain();
    expect(old.sent).toEqual([]);
    await old.answer(WRITTEN);
    await other;
  });

  it('is still looked after when every node refuses it: it may have been taken before', async () => {
    const failure: WriteFailure = { kind: 'stale-nonce' };
    const world = following({ send: async () => err(failure) });
    const resumed = world.run.resume(order, signed, since);
    await world.answer(PENDING);
    await world.run.sendAgain();
    expect(world.run.state()).toMatchObject({ stage: 'following', refused: failure });
    expect(world.noted).toEqual([]);
    await world.answer(WRITTEN);
    await resumed;
    expect(world.run.state().stage).toBe('done');
  });

  it('may be sent again when a node took it and no block has it for long', async () => {
    const world = setUp({}, [...Array.from({ length: 40 }, () => PENDING), WRITTEN]);
    await signNow(world);
    const offered = world.states.filter(
      (state) => state.stage === 'following' && state.again === 'possible',
    );
    expect(offered[0]).toMatchObject({ sent: true, progress: 'pool' });
    const before = world.states.indexOf(offered[0] ?? { stage: 'idle' });
    expect(before).toBeGreaterThan(30);
  });

  it('is offered again after one did not want to wait', async () => {
    const world = following();
    const resumed = world.run.resume(order, signed, since);
    await world.answer(PENDING);
    world.run.cancel();
    const again = world.run.followAgain();
    await world.answer(PENDING);
    await world.answer(PENDING);
    expect(world.run.state()).toMatchObject({ stage: 'following', again: 'possible' });
    await world.answer(WRITTEN);
    await Promise.all([resumed, again]);
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
