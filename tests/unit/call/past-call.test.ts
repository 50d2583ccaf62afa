import { describe, expect, it } from 'vitest';
import { endedCall, follow, NO_TRACE } from '../../../lib/call/past-call.ts';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import type { Event } from '../../../lib/call/session-events.ts';
import type { Session } from '../../../lib/call/session-state.ts';
import { COPYBARA, NOW, OFFER, STAEX } from './people.ts';
import { calleeAt, callerAt, DIAL, OPEN } from './play.ts';

/** What is kept when a window went through these sessions, one a second. */
function kept(...sessions: readonly Session[]) {
  let trace = NO_TRACE;
  let at = 0;
  for (const session of sessions) trace = follow(trace, session, (at += 1000));
  const last = sessions.at(-1);
  return last && endedCall(trace, last, at);
}
const after = (session: Session, event: Event) => step(session, event)[0];
const { callId } = OFFER;

describe('what the history keeps', () => {
  it('is a call that was had, from its first moment to its last', () => {
    const talking = callerAt('in-call');
    const cut = callerAt('reconnecting');
    const way = [NEW_SESSION, callerAt('dialling'), callerAt('waiting'), talking, cut, talking];
    expect(kept(...way)).toBeUndefined();
    expect(kept(...way, after(talking, { kind: 'hang-up' }))).toEqual({
      callId,
      name: COPYBARA.name,
      role: 'caller',
      startedAt: 2000,
      provenAt: NOW + 1000,
      endedAt: 7000,
      cause: 'hung-up',
    });
  });

  it('is a call that rang and was not answered', () => {
    const ringing = calleeAt('ringing');
    const ended = after(ringing, { kind: 'decline' });
    expect(kept(NEW_SESSION, calleeAt('checking'), ringing, ended)).toEqual({
      callId,
      name: STAEX.name,
      role: 'callee',
      startedAt: 3000,
      provenAt: undefined,
      endedAt: 4000,
      cause: 'declined',
    });
  });

  it('is a call that could not be made', () => {
    const dialling = callerAt('dialling');
    const failure = { kind: 'chain-unreachable' } as const;
    const ended = after(dialling, { kind: 'nodes-unread', whose: 'theirs', failure });
    expect(kept(dialling, ended)).toMatchObject({ cause: 'unread', role: 'caller' });
  });

  it('is no link that never rang, and nobody whom one could not even try to call', () => {
    const checking = calleeAt('checking');
    const failure = { kind: 'chain-unreachable' } as const;
    const unread = after(checking, { kind: 'nodes-unread', whose: 'theirs', failure });
    expect(kept(NEW_SESSION, checking, unread)).toBeUndefined();
    const here = { ...OPEN.here, now: OFFER.expiresAt };
    expect(kept(NEW_SESSION, after(NEW_SESSION, { ...OPEN, here }))).toBeUndefined();
    expect(kept(NEW_SESSION, after(NEW_SESSION, { ...DIAL, ours: undefined }))).toBeUndefined();
    expect(kept(NEW_SESSION, after(NEW_SESSION, { kind: 'close-window' }))).toBeUndefined();
  });
});
