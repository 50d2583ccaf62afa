/** What happens to a call's connection and devices while it lives. */

import type { Effect, Event } from './session-events.ts';
import { type MediaEvent, stepMedia } from './session-media.ts';
import { end, move, type Step, stay } from './session-move.ts';
import type { Session } from './session-state.ts';

/** The other host knows this call: the callee may start. */
export function peerReady(session: Session): Step {
  const { phase } = session;
  if (phase.name === 'connecting') return move(session, { ...phase, reached: true });
  if (phase.name !== 'waiting' || phase.role !== 'callee') return stay(session);
  const { callId, expiresAt } = phase.call.offer;
  return move(
    session,
    { name: 'connecting', call: phase.call, failing: false, reached: true },
    { kind: 'start-ice' },
    { kind: 'remember-used', callId, until: expiresAt },
  );
}

/** The browser says how its connection is. `failed` ends nothing by itself: it may be false, or be mended. */
export function connection(
  session: Session,
  state: Extract<Event, { kind: 'connection' }>['state'],
): Step {
  const { phase } = session;
  switch (phase.name) {
    case 'connecting':
    case 'proving':
      return state === 'disconnected'
        ? stay(session)
        : move(session, { ...phase, failing: state === 'failed' });
    case 'in-call': {
      if (state === 'connecting' || state === 'connected') return stay(session);
      const { call, since } = phase;
      const failed = state === 'failed';
      return move(session, { name: 'reconnecting', call, since, failed }, { kind: 'hold-media' });
    }
    case 'reconnecting': {
      const { call, since } = phase;
      return state === 'connected'
        ? move(session, { name: 'in-call', call, since }, { kind: 'resume-media' })
        : move(session, { ...phase, failed: phase.failed || state === 'failed' });
    }
    case 'idle':
    case 'dialling':
    case 'checking':
    case 'ringing':
    case 'answering':
    case 'waiting':
    case 'ended':
      return stay(session);
  }
}

/** The channel is gone for good: the other side closed it, or the browser gave up. */
export function channelClosed(session: Session): Step {
  switch (session.phase.name) {
    case 'connecting':
    case 'proving':
      return end(session, { kind: 'not-connected' });
    case 'in-call':
      return end(session, { kind: 'peer-hung-up' });
    case 'reconnecting':
      return end(session, { kind: 'connection-lost' });
    case 'idle':
    case 'dialling':
    case 'checking':
    case 'ringing':
    case 'answering':
    case 'waiting':
    case 'ended':
      return stay(session);
  }
}

/** Something happened to microphone or camera; what is on is sent only where the other side has proven itself. */
export function media(session: Session, event: MediaEvent): Step {
  const { phase, media: before } = session;
  const wanted = event.kind === 'want-media';
  if (
    phase.name === 'idle' ||
    phase.name === 'checking' ||
    phase.name === 'ringing' ||
    !(wanted || before.asked)
  ) {
    // Nobody pressed Call or Answer, or she wants nothing: no device may be on, and none is asked for.
    return wanted ? stay(session) : [session, [{ kind: 'stop-media' }]];
  }
  const after = stepMedia(before, event);
  const effects: Effect[] = [];
  if (wanted && after.asking) effects.push({ kind: 'ask-media', wants: event.wants });
  else if (wanted && before.asked) effects.push({ kind: 'stop-media' });
  const started = phase.name === 'in-call' || phase.name === 'reconnecting';
  const changed = after.audio !== before.audio || after.video !== before.video;
  // The devices behind the same two words may be others.
  if (started && (changed || event.kind === 'media-on')) effects.push({ kind: 'update-media' });
  return [{ ...session, media: after }, effects];
}
