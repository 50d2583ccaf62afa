/**
 * A call's life as a pure reducer: `step(session, event)` gives the session after it and what is to be done
 * (docs/call-session.md has the diagram). One session is one call in one window; it begins as `NEW_SESSION`.
 */
import { assertNever } from '../result.ts';
import { type CallHere, judgeAnswer } from './handshake.ts';
import type { EndCause } from './session-end.ts';
import type { Effect, Event, OtherCall } from './session-events.ts';
import { yieldsSoon, yieldsTo } from './session-glare.ts';
import { channelClosed, connection, media, peerReady } from './session-live.ts';
import { NO_MEDIA } from './session-media.ts';
import { end, move, planOf, type Step, stay } from './session-move.ts';
import {
  accept,
  answerTaken,
  begin,
  channelMessage,
  channelOpened,
  described,
  dial,
  nodesRead,
  pressAnswer,
  relayOpened,
} from './session-setup.ts';
import type { Phase, Session, Timer } from './session-state.ts';

/** A window in which no call was begun. */
export const NEW_SESSION: Session = {
  phase: { name: 'idle' },
  begunAt: undefined,
  accepted: [],
  media: NO_MEDIA,
  open: { relay: false, connection: false },
  timers: [],
};

/** What an event makes of a session. Late and senseless events change nothing. */
export function step(session: Session, event: Event): Step {
  if (session.phase.name === 'ended') return stepEnded(session, event);
  switch (event.kind) {
    case 'dial':
      return dial(session, event);
    case 'offer-opened':
      return begin(session, event);
    case 'accept-operator':
      return accept(session);
    case 'answer':
      return pressAnswer(session, event);
    case 'decline':
      return session.phase.name === 'ringing' ? end(session, { kind: 'declined' }) : stay(session);
    case 'hang-up':
      return hangUp(session);
    case 'close-window':
      return end(session, { kind: 'window-closed' });
    case 'answer-opened':
      return openAnswer(session, event);
    case 'nodes-read':
      return nodesRead(session, event);
    case 'one-operator':
      return oneOperator(session, event.operator);
    case 'nodes-unread':
      return isReading(session.phase)
        ? end(session, { kind: 'unread', whose: event.whose, failure: event.failure })
        : stay(session);
    case 'relay-opened':
      return relayOpened(session, event.relay);
    case 'relay-failed':
      return ifOpen(session, { kind: 'relay-failed', failure: event.failure });
    case 'relay-closed':
      return relayClosed(session, event.reason);
    case 'peer-ready':
      return peerReady(session);
    case 'host-gone':
      return ifOpen(session, { kind: 'host-gone', failure: event.failure });
    case 'worker-gone':
      // A call that only rings holds nothing yet, and a new worker can take it up.
      return session.open.relay || isReading(session.phase)
        ? end(session, { kind: 'worker-gone' })
        : stay(session);
    case 'described':
      return described(session, event);
    case 'browser-failed':
      return session.open.connection
        ? end(session, { kind: 'browser-failed', detail: event.detail })
        : stay(session);
    case 'connection':
      return connection(session, event.state);
    case 'channel-opened':
      return channelOpened(session, event.nonce);
    case 'channel-message':
      return channelMessage(session, event);
    case 'channel-closed':
      return channelClosed(session);
    case 'want-media':
    case 'media-on':
    case 'media-refused':
    case 'media-lost':
      return media(session, event);
    case 'timer':
      return timer(session, event.timer);
    case 'other-call':
      return otherCall(session, event.other);
    default:
      return assertNever(event);
  }
}

/** Two calls between the same two people: one of them ends. */
function otherCall(session: Session, other: OtherCall): Step {
  const { phase } = session;
  if (yieldsTo(session, other)) return end(session, { kind: 'other-call-goes-on' });
  if (phase.name !== 'waiting' || phase.role !== 'callee' || phase.yielding) return stay(session);
  return yieldsSoon(session, other) ? move(session, { ...phase, yielding: true }) : stay(session);
}

/** What comes after the end closes what it opened, and nothing begins again. */
function stepEnded(session: Session, event: Event): Step {
  const close = (...effects: readonly Effect[]): Step => [session, effects];
  const callId = planOf(session.phase)?.callId;
  switch (event.kind) {
    case 'media-on':
    case 'media-lost':
      return close({ kind: 'stop-media' });
    case 'described':
      return close({ kind: 'close-connection' });
    case 'relay-opened':
      return callId === undefined ? stay(session) : close({ kind: 'close-relay', callId });
    case 'answer-opened':
      return close({ kind: 'tell', refusal: { kind: 'no-waiting-call' } });
    default:
      return stay(session);
  }
}

function isReading(phase: Phase): boolean {
  return (phase.name === 'dialling' || phase.name === 'checking') && phase.step === 'reading';
}

/** Ends a call that has, or waits for, a relay. */
function ifOpen(session: Session, cause: EndCause): Step {
  return session.open.relay ? end(session, cause) : stay(session);
}

function hangUp(session: Session): Step {
  const { name } = session.phase;
  const hadPeer = name === 'in-call' || name === 'reconnecting';
  return end(session, { kind: hadPeer ? 'hung-up' : 'cancelled' });
}

function oneOperator(session: Session, operator: string): Step {
  const { phase } = session;
  if (phase.name === 'dialling' && phase.step === 'reading') {
    return move(session, { ...phase, step: 'asking', operator });
  }
  if (phase.name === 'checking' && phase.step === 'reading') {
    return move(session, { ...phase, step: 'asking', operator });
  }
  return stay(session);
}

function openAnswer(session: Session, { answer }: Extract<Event, { kind: 'answer-opened' }>): Step {
  const { phase } = session;
  const judged = judgeAnswer(answer, callHere(phase));
  if (judged.ok && phase.name === 'waiting' && phase.role === 'caller') {
    return answerTaken(session, phase, answer, judged.value);
  }
  // Whatever is refused, a waiting call goes on waiting.
  return judged.ok ? stay(session) : [session, [{ kind: 'tell', refusal: judged.error }]];
}

function callHere(phase: Phase): CallHere | undefined {
  if (phase.name === 'waiting' && phase.role === 'caller') {
    return { role: 'caller', offer: phase.offer, nodes: phase.peer.nodes };
  }
  if ('call' in phase && phase.call.role === 'caller') {
    const { offer, peer, answer } = phase.call;
    return { role: 'caller', offer, nodes: peer.nodes, taken: answer };
  }
  const callId = planOf(phase)?.callId;
  const isCallee = phase.name !== 'dialling' && callId !== undefined;
  return isCallee ? { role: 'callee', callId } : undefined;
}

function relayClosed(
  session: Session,
  reason: Extract<Event, { kind: 'relay-closed' }>['reason'],
): Step {
  if (reason === 'replaced') return ifOpen(session, { kind: 'taken-elsewhere' });
  if (reason === 'peer-closed') return ifOpen(session, { kind: 'peer-hung-up' });
  return ifOpen(session, { kind: 'relay-failed', failure: reason });
}

function timer(session: Session, fired: Timer): Step {
  if (!session.timers.includes(fired)) return stay(session);
  const rest = { ...session, timers: session.timers.filter((other) => other !== fired) };
  switch (fired) {
    case 'reading':
    case 'opening':
    case 'describing':
      return end(rest, { kind: 'stuck', step: fired });
    case 'ringing':
      return end(rest, { kind: 'missed' });
    case 'waiting': {
      const isCaller = session.phase.name === 'waiting' && session.phase.role === 'caller';
      return end(rest, { kind: isCaller ? 'not-answered' : 'answer-not-opened' });
    }
    case 'yielding':
      return end(rest, { kind: 'other-call-goes-on' });
    case 'connecting':
    case 'failed':
      return end(rest, { kind: 'not-connected' });
    case 'proving':
      return end(rest, { kind: 'not-proven', error: undefined });
    case 'reconnecting':
      return end(rest, { kind: 'connection-lost' });
    case 'revive':
      return move(rest, session.phase, { kind: 'revive-connection' });
  }
}
