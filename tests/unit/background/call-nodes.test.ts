import { beforeEach, describe, expect, test } from 'vitest';
import type { Calls } from '../../../lib/background/calls.ts';
import { err, ok } from '../../../lib/result.ts';
import { COPYBARA, MALLORY, STAEX } from '../call/people.ts';
import { createCallWorld } from './call-world.ts';

let world: ReturnType<typeof createCallWorld>;
let calls: Calls;

beforeEach(() => {
  world = createCallWorld();
  calls = world.make();
});

describe('the names of a call', () => {
  const names = { ours: COPYBARA.name, theirs: STAEX.name, accepted: [] };
  const read = async (more: object = {}): Promise<unknown> => {
    const answer = await world.connect(calls, 5).ask('read-nodes', { ...names, ...more });
    return answer !== undefined && 'answer' in answer ? answer.answer : answer;
  };

  test('are read anew, and our own node is asked', async () => {
    expect(await read()).toEqual({
      state: 'read',
      ourRecord: COPYBARA.nodeId,
      ourNode: COPYBARA.nodeId,
      theirRecord: STAEX.nodeId,
      confirmedBy: ['A', 'B'],
    });
    expect(world.reads).toEqual([
      { name: COPYBARA.name, acceptOne: false, fresh: true },
      { name: STAEX.name, acceptOne: false, fresh: true },
    ]);
  });

  test('ask the person when only one operator answers, and take the word of just that one when she does', async () => {
    const alone = ({ name, nodeId }: typeof STAEX, operator: string): void => {
      world.records.set(name, err({ kind: 'one-operator-only', operator, nodeId }));
    };
    alone(STAEX, 'A');
    expect(await read()).toEqual({ state: 'one-operator', operator: 'A' });
    expect(await read({ accepted: ['A'] })).toMatchObject({
      state: 'read',
      theirRecord: STAEX.nodeId,
      confirmedBy: ['A'],
    });
    expect(await read({ accepted: ['B'] })).toEqual({ state: 'one-operator', operator: 'A' });
    alone(COPYBARA, 'B');
    expect(await read({ accepted: ['A'] })).toEqual({ state: 'one-operator', operator: 'B' });
    expect(await read({ accepted: ['A', 'B'] })).toMatchObject({ ourRecord: COPYBARA.nodeId });
    // What settles the matter anyway is not asked about.
    world.records.set(STAEX.name, err({ kind: 'no-record' }));
    expect(await read()).toMatchObject({ state: 'unread', whose: 'theirs' });
  });

  test('say which of the two could not be read, and why', async () => {
    expect(await read({ theirs: MALLORY.name })).toEqual({
      state: 'unread',
      whose: 'theirs',
      failure: { kind: 'name-not-registered' },
    });
    world.records.set(COPYBARA.name, err({ kind: 'record-malformed', value: 'x' }));
    expect(await read()).toMatchObject({ whose: 'ours', failure: { kind: 'record-malformed' } });
  });

  test('are of no use without our own node', async () => {
    world.state.answers['status'] = ok({ state: 'down', cause: 'mcc-timeout', detail: 'late' });
    expect(await read()).toEqual({
      state: 'unread',
      whose: 'ours',
      failure: { kind: 'mcc-timeout', words: { detail: 'late' } },
    });
    world.state.answers['status'] = err({ kind: 'host-not-installed' });
    expect(await read()).toMatchObject({ failure: { kind: 'host-not-installed' } });
  });
});
