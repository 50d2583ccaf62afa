/**
 * Two people who call each other at one time: each has a waiting call and the other's link. Both calls may go on until one
 * connects, since nobody can tell the other which one to drop. Then both sides drop the same one, by rules that need
 * nothing but the two ids: neither may drop a call that the other side still counts on.
 *
 * Who calls anew while a call is proven means to: that one may be cut, and nobody has noticed yet. It goes on beside the
 * first and takes its place once it is proven.
 */

import type { OtherCall, Stage } from './session-events.ts';
import { planOf } from './session-move.ts';
import type { Phase, Session } from './session-state.ts';

/** How far a phase is; undefined where there is no call. */
function stageOf(phase: Phase): Stage | undefined {
  switch (phase.name) {
    case 'idle':
    case 'ended':
      return undefined;
    case 'dialling':
    case 'checking':
    case 'ringing':
    case 'answering':
      return 'early';
    case 'waiting':
      // From here on the caller may take our answer at any moment.
      return phase.role === 'caller' ? 'early' : 'answered';
    case 'connecting':
    case 'proving':
      return 'connecting';
    case 'in-call':
      return 'proven';
    // Whoever calls anew while it is cut has perhaps lost it already: then it must not stand in the way, and may end.
    case 'reconnecting':
      return 'early';
  }
}

/** A call as the other calls of this browser are told of it; undefined where there is none. */
export function asOtherCall({ phase, begunAt }: Session): OtherCall | undefined {
  const plan = planOf(phase);
  const stage = stageOf(phase);
  if (plan === undefined || stage === undefined || begunAt === undefined) return undefined;
  const since = 'since' in phase ? { since: phase.since } : {};
  return { callId: plan.callId, theirs: plan.theirs, stage, begunAt, ...since };
}

/** Whether a call is to end since another one with the same person goes on. */
export function yieldsTo(session: Session, other: OtherCall): boolean {
  const own = asOtherCall(session);
  if (own === undefined || own.theirs !== other.theirs || own.callId === other.callId) return false;
  if (isAnew(own, other)) return false;
  if (isAnew(other, own)) return other.stage === 'proven';
  switch (own.stage) {
    case 'early':
      return other.stage === 'proven';
    case 'answered':
    case 'connecting':
      return isConnecting(other) && other.callId < own.callId;
    case 'proven':
      return other.stage === 'proven' && other.callId < own.callId;
  }
}

/** Whether a call that was answered is to end since another one is proven, unless its caller has opened the answer before that. */
export function yieldsSoon(session: Session, other: OtherCall): boolean {
  const own = asOtherCall(session);
  if (own?.stage !== 'answered' || other.stage !== 'proven') return false;
  return own.theirs === other.theirs && own.callId !== other.callId && !isAnew(own, other);
}

/** Whether one call was begun when the other one was proven already. */
function isAnew({ begunAt }: OtherCall, { since }: OtherCall): boolean {
  return since !== undefined && begunAt >= since;
}

function isConnecting({ stage }: OtherCall): boolean {
  return stage === 'connecting' || stage === 'proven';
}
