import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../lib/azero/quorum.ts';
import type { Fate } from '../../../lib/azero/transaction-fate.ts';
import { err, ok } from '../../../lib/result.ts';
import type { WriteFailure } from '../../../names-page/write-failure.ts';
import type { WritePorts } from '../../../names-page/write-run.ts';
import { agreed, order, setUp, signed, signNow, WRITTEN } from './write-run-world.ts';

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
