import type { Offer } from './link-bytes.ts';
import type { EndCause } from './session-end.ts';
import type { Effect } from './session-events.ts';
import { NO_MEDIA } from './session-media.ts';
import type { Phase, Plan, Session } from './session-state.ts';
import { timersOf } from './session-timers.ts';

/** A session after an event, and what is to be done. */
export type Step = readonly [Session, readonly Effect[]];

/** Nothing happens: the event is late, or means nothing where the call stands. */
export function stay(session: Session): Step {
  return [session, []];
}

/** To another phase (or the same with other values): its timers start and the others stop, then come the effects. */
export function move(session: Session, phase: Phase, ...effects: readonly Effect[]): Step {
  const wanted = timersOf(phase);
  const stops = session.timers.filter((timer) => !wanted.some((other) => other.timer === timer));
  const starts = wanted.filter(({ timer }) => !session.timers.includes(timer));
  return [
    { ...session, phase, timers: wanted.map(({ timer }) => timer) },
    [
      ...stops.map((timer) => ({ kind: 'stop-timer', timer }) as const),
      ...starts.map(({ timer, ms }) => ({ kind: 'start-timer', timer, ms }) as const),
      ...effects,
    ],
  ];
}

/** The end: all that is open is closed, devices first. */
export function end(session: Session, cause: EndCause): Step {
  const plan = planOf(session.phase);
  const { relay, connection } = session.open;
  const effects: Effect[] = [];
  if (session.media.asked) effects.push({ kind: 'stop-media' });
  if (connection) effects.push({ kind: 'close-connection' });
  if (relay && plan) effects.push({ kind: 'close-relay', callId: plan.callId });
  const closed = { ...session, media: NO_MEDIA, open: { relay: false, connection: false } };
  return move(closed, { name: 'ended', cause, plan }, ...effects);
}

/** Which call a phase is about. */
export function planOf(phase: Phase): Plan | undefined {
  switch (phase.name) {
    case 'idle':
      return undefined;
    case 'ended':
    case 'dialling':
      return phase.plan;
    case 'checking':
    case 'ringing':
    case 'answering':
      return planOfCallee(phase.offer);
    case 'waiting':
      return phase.role === 'caller' ? planOfCaller(phase.offer) : planOfCallee(phase.call.offer);
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
      return phase.call.role === 'caller'
        ? planOfCaller(phase.call.offer)
        : planOfCallee(phase.call.offer);
  }
}

type Names = Pick<Offer, 'callId' | 'caller' | 'callee'>;

function planOfCaller({ callId, caller, callee }: Names): Plan {
  return { callId, ours: caller, theirs: callee };
}

function planOfCallee({ callId, caller, callee }: Names): Plan {
  return { callId, ours: callee, theirs: caller };
}
