import { describe, expect, it } from 'vitest';
import { createLook, type Look } from '../../../lib/pages/diagnostics-look.ts';

describe('a look into everything', () => {
  it('ends when what it asks fails, and finds it the next time', async () => {
    const told: Look<string>[] = [];
    const answers = [Promise.reject(new Error('the disk is full')), Promise.resolve('all well')];
    const look = createLook(
      () => answers.shift() ?? Promise.resolve(''),
      (now) => told.push(now),
    );
    await look();
    await look();
    expect(told).toEqual([
      { state: 'looking' },
      { state: 'failed', detail: 'Error: the disk is full' },
      { state: 'looking' },
      { state: 'found', found: 'all well' },
    ]);
  });

  it('tells of the last one only, whichever ends first', async () => {
    const told: Look<string>[] = [];
    const slow = Promise.withResolvers<string>();
    const answers = [slow.promise, Promise.resolve('new')];
    const look = createLook(
      () => answers.shift() ?? Promise.resolve(''),
      (now) => told.push(now),
    );
    const first = look();
    await look();
    slow.resolve('old');
    await first;
    expect(told.at(-1)).toEqual({ state: 'found', found: 'new' });
    expect(told.filter(({ state }) => state === 'found')).toHaveLength(1);
  });
});
