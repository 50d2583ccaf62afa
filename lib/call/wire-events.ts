import { isCallId } from './call-id.ts';
import { decodePayload } from './link.ts';
import type { Event } from './session-events.ts';
import { planOf } from './session-move.ts';
import type { Session } from './session-state.ts';
import type { WireEvent } from './wire.ts';

/** What the background says, as the session of this window hears it; undefined where it means nothing to that. */
export function asSessionEvent(event: WireEvent, session: Session): Event | undefined {
  switch (event.kind) {
    case 'answer': {
      const link = decodePayload(event.payload);
      const isAnswer = link.ok && link.value.kind === 'answer';
      return isAnswer ? { kind: 'answer-opened', answer: link.value } : undefined;
    }
    case 'host-gone':
      return { kind: 'host-gone', failure: event.failure };
    case 'other-call': {
      const { callId, theirs, stage, begunAt, since } = event.other;
      if (!isCallId(callId)) return undefined;
      const other = { callId, theirs, stage, begunAt };
      return { kind: 'other-call', other: since === undefined ? other : { ...other, since } };
    }
    case 'peer-ready':
      return isOf(event, session) ? { kind: 'peer-ready' } : undefined;
    case 'relay-closed': {
      if (!isOf(event, session)) return undefined;
      const { reason } = event;
      const isWord = reason === 'replaced' || reason === 'peer-closed';
      return { kind: 'relay-closed', reason: isWord ? reason : { kind: reason } };
    }
    // Neither is a matter of the session.
    case 'errand':
    case 'focus':
      return undefined;
  }
}

function isOf({ callId }: { readonly callId: string }, { phase }: Session): boolean {
  return planOf(phase)?.callId === callId;
}
