import type { CallWord, LiveCall } from '../protocol/calls.ts';
import { asOtherCall } from './session-glare.ts';
import type { Phase, Session } from './session-state.ts';

/** A call as the popup, the badge and the other calls of this browser are told of it; undefined where there is none. */
export function liveCall(session: Session): LiveCall | undefined {
  const { phase } = session;
  const other = asOtherCall(session);
  const word = wordOf(phase);
  if (other === undefined || word === undefined) return undefined;
  return { ...other, role: roleOf(phase), word };
}

function wordOf(phase: Phase): CallWord | undefined {
  switch (phase.name) {
    case 'idle':
    case 'ended':
      return undefined;
    // The callee's side of dialling.
    case 'checking':
    case 'answering':
      return 'dialling';
    case 'dialling':
    case 'waiting':
    case 'ringing':
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
      return phase.name;
  }
}

function roleOf(phase: Phase): LiveCall['role'] {
  if (phase.name === 'dialling') return 'caller';
  if (phase.name === 'waiting') return phase.role;
  return 'call' in phase ? phase.call.role : 'callee';
}
