import { describe, expect, it } from 'vitest';
import { heldVisit, portOf, sceneOf, stepStates } from '../../../components/gate-scene.ts';
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

describe('heldVisit', () => {
  const failed = failedVisit({ kind: 'mcc-timeout' }, 'node');
  if (failed.state !== 'failed') throw new Error('not failed');
  const asking = { state: 'asking', name: ALICE, operator: 'A', nodeId: ALICE_NODE } as const;

  it('ends with another name, when the visit comes further, and when it asks', () => {
    const bob = parseName('bob.azero');
    if (!bob.ok) throw new Error('no name');
    expect(heldVisit(failed, { state: 'working', name: bob.value, step: 'name' })).toBeUndefined();
    expect(heldVisit(failed, { state: 'working', name: ALICE, step: 'address' })).toBeUndefined();
    expect(heldVisit(failed, asking)).toBe(asking);
    expect(heldVisit(failed, { state: 'working', name: ALICE, step: 'node' })).toBe(failed);
    expect(heldVisit(undefined, undefined)).toBeUndefined();
  });

  it('keeps a question in view while the others are asked again', () => {
    const again = { state: 'working', name: ALICE, step: 'record' } as const;
    const kept = heldVisit(asking, again);
    expect(sceneOf('waiting', again, kept)).toEqual({ kind: 'asking', operator: 'A' });
    expect(heldVisit(kept, { state: 'working', name: ALICE, step: 'node' })).toBeUndefined();
  });
});

describe('portOf', () => {
  it('takes the port of the host, or the usual one of the scheme', () => {
    expect(portOf('alice.azero:8080', 'http://alice.azero:8080/')).toBe('8080');
    expect(portOf('alice.azero', 'http://alice.azero/')).toBe('80');
    expect(portOf('alice.azero', 'https://alice.azero/')).toBe('443');
  });
});
