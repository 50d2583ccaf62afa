import type { AzeroName } from '../names/name.ts';
import type { CallId } from './call-id.ts';
import type { Role } from './proof.ts';
import type { EndCause } from './session-end.ts';
import { planOf } from './session-move.ts';
import type { Session } from './session-state.ts';

/** What a call that goes on will leave in the history. Times in ms since 1970. */
export type Trace = {
  readonly startedAt: number;
  /** Undefined: nobody called yet, so there is nothing to keep. */
  readonly role: Role | undefined;
  readonly provenAt: number | undefined;
};

/** A call that is over. Times in ms since 1970. */
export type EndedCall = {
  readonly callId: CallId;
  readonly name: AzeroName;
  readonly role: Role;
  readonly startedAt: number;
  readonly provenAt: number | undefined;
  readonly endedAt: number;
  readonly cause: EndCause['kind'];
};

/** The trace of a window in which nothing happened. */
export const NO_TRACE: Trace = { startedAt: 0, role: undefined, provenAt: undefined };

/** The trace after a session has gone on to where it is now. */
export function follow(trace: Trace, { phase }: Session, at: number): Trace {
  if (phase.name === 'in-call' && trace.provenAt === undefined) {
    return { ...trace, provenAt: phase.since };
  }
  if (trace.role !== undefined) return trace;
  // A link that never rang is no call of somebody: it was refused before anything was known of her.
  if (phase.name === 'ringing') return { ...trace, startedAt: at, role: 'callee' };
  if (phase.name === 'dialling') return { ...trace, startedAt: at, role: 'caller' };
  return trace;
}

/** What is kept of a call that has ended; undefined where there was none. */
export function endedCall(trace: Trace, { phase }: Session, at: number): EndedCall | undefined {
  const plan = planOf(phase);
  const { role, startedAt, provenAt } = trace;
  if (phase.name !== 'ended' || plan === undefined || role === undefined) return undefined;
  const { callId, theirs: name } = plan;
  return { callId, name, role, startedAt, provenAt, endedAt: at, cause: phase.cause.kind };
}
