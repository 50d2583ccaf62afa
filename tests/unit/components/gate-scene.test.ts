import { describe, expect, it } from 'vitest';
import { heldFailure, portOf, stepStates } from '../../../components/gate-scene.ts';
import { parseName } from '../../../lib/names/name.ts';
import { STEPS } from '../../../lib/protocol/ui.ts';
import { ALICE, ALICE_NODE, failedVisit } from './states.ts';

describe('stepStates', () => {
  it('names the steps of a visit in their order', () => {
    expect(stepStates(undefined).map(({ step }) => step)).toEqual([...STEPS]);
  });

  it.each(STEPS.map((step, place) => [step, place] as const))(
    'has one step now: %s',
    (step, place) => {
      const states = stepStates({ state: 'working', name: ALICE, step }).map(({ state }) => state);
      expect(states.lastIndexOf('done')).toBe(place - 1);
      expect(states.indexOf('now')).toBe(place);
      expect(states.filter((state) => state === 'later')).toHaveLength(STEPS.length - place - 1);
    },
  );
});

describe('heldFailure', () => {
  const failed = failedVisit({ kind: 'mcc-timeout' }, 'node');
  if (failed.state !== 'failed') throw new Error('not failed');

  it('ends with another name, and when the visit opens or asks', () => {
    const bob = parseName('bob.azero');
    if (!bob.ok) throw new Error('no name');
    expect(
      heldFailure(failed, { state: 'working', name: bob.value, step: 'name' }),
    ).toBeUndefined();
    expect(
      heldFailure(failed, { state: 'asking', name: ALICE, operator: 'A', nodeId: ALICE_NODE }),
    ).toBeUndefined();
    expect(heldFailure(failed, { state: 'working', name: ALICE, step: 'node' })).toBe(failed);
    expect(heldFailure(undefined, undefined)).toBeUndefined();
  });
});

describe('portOf', () => {
  it('takes the port of the host, or the usual one of the scheme', () => {
    expect(portOf('alice.azero:8080', 'http://alice.azero:8080/')).toBe('8080');
    expect(portOf('alice.azero', 'http://alice.azero/')).toBe('80');
    expect(portOf('alice.azero', 'https://alice.azero/')).toBe('443');
  });
});
