import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createUntilDone, type UntilDone } from '../../../lib/background/until-done.ts';
import { createClock, settle } from '../../fakes/clock.ts';

let clock: ReturnType<typeof createClock>;
let stuck: boolean[];
let untilDone: UntilDone;
/** The attempts at the one step of a test, which it answers when it likes. */
let attempts: PromiseWithResolvers<string>[];
const step = (): Promise<string> => {
  const attempt = Promise.withResolvers<string>();
  attempts.push(attempt);
  return attempt.promise;
};

beforeEach(() => {
  clock = createClock();
  stuck = [];
  attempts = [];
  untilDone = createUntilDone(clock.after, (is) => void stuck.push(is));
});

describe('a step', () => {
  test('that is done at once is made once, and nobody hears that anything was stuck', async () => {
    const done = untilDone(step);
    attempts[0]?.resolve('first');
    expect(await done).toBe('first');
    await clock.advance(120_000);
    expect(attempts).toHaveLength(1);
    expect(stuck).toEqual([]);
  });

  test('that fails, or is left unanswered, is made again after longer and longer pauses', async () => {
    const done = untilDone(step);
    attempts[0]?.reject(new Error('no'));
    await clock.advance(999);
    expect(attempts).toHaveLength(1);
    await clock.advance(1);
    expect(attempts).toHaveLength(2);
    // 5 s without an answer, then a pause of 4 s.
    await clock.advance(8_999);
    expect(attempts).toHaveLength(2);
    await clock.advance(1);
    expect(attempts).toHaveLength(3);
    expect(stuck).toEqual([true]);
    attempts[2]?.resolve('third');
    expect(await done).toBe('third');
    expect(stuck).toEqual([true, false]);
  });

  test('is done by the first attempt that succeeds, also by one that was given up', async () => {
    const done = untilDone(step);
    await clock.advance(5_000);
    attempts[0]?.resolve('late');
    expect(await done).toBe('late');
    await clock.advance(120_000);
    expect(attempts).toHaveLength(1);
    expect(stuck).toEqual([true, false]);
  });

  test('is not begun once more by an attempt that was given up and fails in the end', async () => {
    const done = untilDone(step);
    await clock.advance(6_000);
    attempts[0]?.reject(new Error('no'));
    await clock.advance(4_000);
    expect(attempts).toHaveLength(2);
    attempts[1]?.resolve('second');
    await done;
    expect(stuck).toEqual([true, false]);
  });

  test('says when an attempt that was given up settles after all: it may have undone what came later', async () => {
    const onLate = vi.fn<() => void>();
    const done = untilDone(step, { onLate });
    await clock.advance(6_000);
    attempts[1]?.resolve('second');
    await done;
    expect(onLate).not.toHaveBeenCalled();
    attempts[0]?.resolve('first');
    await settle();
    expect(onLate).toHaveBeenCalledOnce();
  });

  test('has as long as it is given', async () => {
    void untilDone(step, { patience: 20_000 });
    await clock.advance(20_000);
    expect(attempts).toHaveLength(1);
    await clock.advance(1_000);
    expect(attempts).toHaveLength(2);
  });

  test('is not told as no longer stuck while another one is', async () => {
    const one = untilDone(step);
    const other = untilDone(step);
    await clock.advance(5_000);
    expect(stuck).toEqual([true]);
    attempts[0]?.resolve('one');
    await one;
    expect(stuck).toEqual([true]);
    attempts[1]?.resolve('other');
    await other;
    expect(stuck).toEqual([true, false]);
  });
});
