import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallId } from '../../../lib/call/call-id.ts';
import { callIdFromBytes } from '../../../lib/call/call-id-bytes.ts';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import { asOtherCall } from '../../../lib/call/session-glare.ts';
import type { Session } from '../../../lib/call/session-state.ts';
import { sure } from './arbitraries.ts';
import { COPYBARA, MALLORY, NOW, OFFER, STAEX } from './people.ts';
import { calleeAt, callerAt } from './play.ts';

const LOWER = sure(callIdFromBytes(new Uint8Array(6)));
const HIGHER = sure(callIdFromBytes(new Uint8Array(6).fill(255)));
const yields = (session: Session, other: Parameters<typeof told>[1]): boolean =>
  told(session, other)[0].phase.name === 'ended';
/** Begun before anything was proven, unless it is said otherwise. */
const told = (
  session: Session,
  other: {
    callId: CallId;
    stage: 'early' | 'answered' | 'connecting' | 'proven';
    begunAt?: number;
    since?: number;
  },
) =>
  step(session, {
    kind: 'other-call',
    other: { begunAt: NOW, ...other, theirs: COPYBARA.name },
  });

describe('two calls between the same two people', () => {
  it('are told of each other', () => {
    expect(asOtherCall(NEW_SESSION)).toBeUndefined();
    expect(asOtherCall(step(callerAt('waiting'), { kind: 'hang-up' })[0])).toBeUndefined();
    const { callId } = OFFER;
    const stages = (session: Session) => asOtherCall(session);
    const begun = { callId, begunAt: NOW };
    const [caller, callee] = [{ theirs: COPYBARA.name }, { theirs: STAEX.name }];
    expect(stages(callerAt('waiting'))).toEqual({ ...begun, ...caller, stage: 'early' });
    expect(stages(calleeAt('waiting'))).toEqual({ ...begun, ...callee, stage: 'answered' });
    expect(stages(calleeAt('proving'))).toMatchObject({ stage: 'connecting' });
    expect(stages(calleeAt('in-call'))).toMatchObject({ stage: 'proven' });
    expect(stages(calleeAt('reconnecting'))).toMatchObject({ stage: 'early' });
  });

  it('go on side by side until one connects, and then the lower id wins', () => {
    const waiting = callerAt('waiting');
    expect(yields(waiting, { callId: LOWER, stage: 'connecting' })).toBe(false);
    expect(yields(waiting, { callId: HIGHER, stage: 'proven' })).toBe(true);
    const connecting = callerAt('connecting');
    expect(yields(connecting, { callId: LOWER, stage: 'connecting' })).toBe(true);
    expect(yields(connecting, { callId: HIGHER, stage: 'proven' })).toBe(false);
    expect(yields(connecting, { callId: LOWER, stage: 'early' })).toBe(false);
    const talking = callerAt('in-call');
    expect(yields(talking, { callId: LOWER, stage: 'connecting' })).toBe(false);
    expect(yields(talking, { callId: LOWER, stage: 'proven' })).toBe(true);
    expect(yields(talking, { callId: OFFER.callId, stage: 'proven' })).toBe(false);
  });

  it('let a new one take the place of one that is cut, once it is proven', () => {
    const cut = callerAt('reconnecting');
    const { stage: asTold } = sure(asOtherCall(cut));
    expect(yields(cut, { callId: LOWER, stage: 'connecting' })).toBe(false);
    expect(yields(cut, { callId: HIGHER, stage: 'proven' })).toBe(true);
    for (const stage of ['connecting', 'in-call'] as const) {
      expect(yields(callerAt(stage), { callId: LOWER, stage: asTold })).toBe(false);
    }
  });

  // A side that has lost its browser, or sees the cut first, calls anew while here everything still looks well.
  it('let one that was begun anew go on, whatever the ids, and take the place of the first once it is proven', () => {
    const first = callerAt('in-call');
    const { since } = sure(asOtherCall(first));
    const at = sure(since);
    for (const callId of [LOWER, HIGHER]) {
      for (const name of ['dialling', 'waiting', 'connecting', 'proving', 'in-call'] as const) {
        const anew = { ...callerAt(name), begunAt: at };
        expect(yields(anew, { callId, stage: 'proven', since: at })).toBe(false);
      }
      expect(yields(first, { callId, stage: 'connecting', begunAt: at })).toBe(false);
      expect(yields(first, { callId, stage: 'proven', begunAt: at, since: at + 1 })).toBe(true);
    }
    // One that was under way before the other was proven is a crossed one.
    const crossed = { ...callerAt('waiting'), begunAt: at - 1 };
    expect(yields(crossed, { callId: HIGHER, stage: 'proven', since: at })).toBe(true);
  });

  it('leave no answer behind that nobody will open', () => {
    const waiting = calleeAt('waiting');
    const other = { callId: HIGHER, stage: 'proven', theirs: STAEX.name, begunAt: NOW } as const;
    // Its caller may have opened it at this very moment, and then we hear of it.
    const [later, effects] = step(waiting, { kind: 'other-call', other });
    expect(later.phase.name).toBe('waiting');
    expect(effects).toEqual([{ kind: 'start-timer', timer: 'yielding', ms: 10_000 }]);
    expect(step(later, { kind: 'other-call', other })).toEqual([later, []]);
    expect(step(later, { kind: 'peer-ready' })[0].phase.name).toBe('connecting');
    expect(step(later, { kind: 'timer', timer: 'yielding' })[0].phase).toMatchObject({
      name: 'ended',
      cause: { kind: 'other-call-goes-on' },
    });
  });

  it('leave calls with others alone', () => {
    const other = {
      callId: LOWER,
      theirs: MALLORY.name,
      stage: 'proven',
      begunAt: NOW,
    } as const;
    const session = callerAt('in-call');
    expect(step(session, { kind: 'other-call', other })).toEqual([session, []]);
  });

  // Two calls cross: A calls B and B calls A, and both are answered. Whatever the order in which the two
  // sides come to know things, they must end in one call, the same on both sides.
  it('end as one, the same on both sides, in any order of events', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (choices) => {
        const world = cross();
        for (const choice of choices) world.go(choice);
        world.finish();
        expect(world.talking()).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });
});

type Stage = 'waiting' | 'connecting' | 'proven' | 'ended';

const sessions = (at: typeof callerAt) =>
  new Map<Stage, Session>([
    ['waiting', at('waiting')],
    ['connecting', at('connecting')],
    ['proven', at('in-call')],
    ['ended', step(at('waiting'), { kind: 'hang-up' })[0]],
  ]);
const CALLERS = sessions(callerAt);
const CALLEES = sessions(calleeAt);

/** A model of two sides with two crossing calls, judged by the real rule; what one side closes the other hears later. */
function cross() {
  const calls = { low: { caller: 'A' }, high: { caller: 'B' } } as const;
  type Id = keyof typeof calls;
  type Side = 'A' | 'B';
  const at: Record<Side, Record<Id, Stage>> = {
    A: { low: 'waiting', high: 'waiting' },
    B: { low: 'waiting', high: 'waiting' },
  };
  const ids: readonly Id[] = ['low', 'high'];
  const sides: readonly Side[] = ['A', 'B'];
  const isCaller = (side: Side, id: Id): boolean => calls[id].caller === side;
  const otherSide = (side: Side): Side => (side === 'A' ? 'B' : 'A');

  function real(side: Side, id: Id): Session {
    const stage = at[side][id];
    return sure((isCaller(side, id) ? CALLERS : CALLEES).get(stage));
  }
  // The ids are those of the two fixtures, put below and above by the id that the other one is told to have.
  function settle(side: Side): void {
    for (const id of ids) {
      const other: Id = id === 'low' ? 'high' : 'low';
      const info = asOtherCall(real(side, other));
      const own = real(side, id);
      const theirs = asOtherCall(own)?.theirs;
      if (info === undefined || theirs === undefined) continue;
      const callId = id === 'low' ? HIGHER : LOWER;
      const event = { kind: 'other-call', other: { ...info, callId, theirs } } as const;
      if (step(own, event)[0].phase.name === 'ended') at[side][id] = 'ended';
    }
  }
  function moves(): (() => void)[] {
    return sides.flatMap((side) =>
      ids.flatMap((id): (() => void)[] => {
        const mine = at[side][id];
        const theirs = at[otherSide(side)][id];
        const to = (stage: Stage) => () => {
          at[side][id] = stage;
          settle(side);
        };
        // The caller takes the answer when it comes, also when the callee has gone since.
        if (mine === 'waiting' && isCaller(side, id)) return [to('connecting')];
        if (mine === 'waiting' && theirs === 'connecting') return [to('connecting')];
        if (mine === 'connecting' && (theirs === 'connecting' || theirs === 'proven')) {
          return [to('proven')];
        }
        // Whoever was connected hears the other close; a waiting callee is not armed against anybody.
        const wasThere = mine === 'connecting' || mine === 'proven';
        return wasThere && theirs === 'ended' ? [to('ended')] : [];
      }),
    );
  }
  return {
    go(choice: number): void {
      const possible = moves();
      possible[choice % possible.length]?.();
    },
    finish(): void {
      for (let possible = moves(); possible.length > 0; possible = moves()) possible[0]?.();
    },
    talking: () => ids.filter((id) => at.A[id] === 'proven' && at.B[id] === 'proven'),
  };
}
