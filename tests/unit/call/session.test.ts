import { describe, expect, it, test } from 'vitest';
import { decodeLink, linkUrl } from '../../../lib/call/link.ts';
import { DEFAULT_LINK_BASE } from '../../../lib/call/link-text.ts';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import { mayCallAgain } from '../../../lib/call/session-end.ts';
import type { Effect, Event } from '../../../lib/call/session-events.ts';
import type { Phase, Session } from '../../../lib/call/session-state.ts';
import { READING_HOLDS } from '../../../lib/call/session-timers.ts';
import { sure, value } from './arbitraries.ts';
import { ANSWER, COPYBARA, KEY, MALLORY, NOW, OFFER, OTHER_ANSWER, STAEX } from './people.ts';
import {
  BOTH,
  CALLEE_DESCRIBED,
  CALLEE_READ,
  CALLER_DESCRIBED,
  CALLER_READ,
  CHANNEL,
  calleeAt,
  callerAt,
  DIAL,
  goodAnswer,
  goodWords,
  HOST_FAILURE,
  kinds,
  OPEN,
  OPENED,
  play,
  RELAY,
  state,
} from './play.ts';

const timer = (name: Extract<Event, { kind: 'timer' }>['timer']): Event => ({
  kind: 'timer',
  timer: name,
});
const MEDIA_ON: Event = { kind: 'media-on', audio: true, video: true };
const causeOf = ({ phase }: Session) => (phase.name === 'ended' ? phase.cause : phase.name);
function inPhase<N extends Phase['name']>(session: Session, name: N): Extract<Phase, { name: N }> {
  if (session.phase.name !== name) throw new Error(`is ${session.phase.name}, not ${name}`);
  return session.phase as Extract<Phase, { name: N }>;
}
function sent(effects: readonly Effect[]): Event[] {
  return effects.flatMap((effect) =>
    effect.kind === 'send' ? [{ kind: 'channel-message', text: effect.text, at: NOW }] : [],
  );
}

describe('a call by two links', () => {
  it('comes about', () => {
    const [dialled, one] = play(NEW_SESSION, DIAL, MEDIA_ON, CALLER_READ, OPENED, CALLER_DESCRIBED);
    expect(kinds(one)).toEqual(['read-nodes', 'ask-media', 'open-relay', 'describe-offer']);
    const waiting = inPhase(dialled, 'waiting');
    if (waiting.role !== 'caller') throw new Error('the other side');
    const offer = value(decodeLink(`Hi! ${linkUrl(waiting.offer)}`));
    if (offer.kind !== 'offer') throw new Error('the other link');

    const [ringing, two] = play(NEW_SESSION, { ...OPEN, offer }, CALLEE_READ);
    expect(kinds(two)).toEqual(['read-nodes']);
    expect(inPhase(ringing, 'ringing')).toMatchObject({
      peer: { name: STAEX.name, nodeId: STAEX.nodeId, confirmedBy: ['a', 'b'] },
      acquaintance: 'new',
    });
    const [answered, three] = play(
      ringing,
      { kind: 'answer', wants: BOTH, at: NOW },
      OPENED,
      CALLEE_DESCRIBED,
    );
    expect(kinds(three)).toEqual(['open-relay', 'ask-media', 'describe-answer', 'arm']);
    const theirs = inPhase(answered, 'waiting');
    if (theirs.role !== 'callee') throw new Error('the other side');
    const answer = value(decodeLink(linkUrl(theirs.call.answer)));
    if (answer.kind !== 'answer') throw new Error('the other link');

    const [taken, four] = play(dialled, { kind: 'answer-opened', answer });
    expect(kinds(four)).toEqual(['arm', 'apply-answer', 'focus']);
    const [ready, five] = play(answered, { kind: 'peer-ready' });
    expect(kinds(five)).toEqual(['start-ice', 'remember-used']);
    // Both have come to the same key without either telling it.
    expect(four).toContainEqual({ kind: 'arm', callId: OFFER.callId, key: theirs.call.key });

    const [caller, six] = play(taken, { kind: 'peer-ready' }, state('connected'), CHANNEL);
    const [callee, seven] = play(ready, { kind: 'channel-opened', nonce: COPYBARA.nonce });
    const [callee2, eight] = play(callee, ...sent(six));
    const [caller2, nine] = play(caller, ...sent(seven), ...sent(eight));
    const [callee3, ten] = play(callee2, ...sent(nine));
    expect(kinds(nine)).toEqual(['send', 'start-media', 'remember-peer']);
    expect(kinds(ten)).toEqual(['start-media', 'remember-peer']);
    expect([causeOf(caller2), causeOf(callee3)]).toEqual(['in-call', 'in-call']);
    expect(caller2.timers).toEqual([]);
    expect(nine.at(-1)).toMatchObject({ name: COPYBARA.name, fingerprint: ANSWER.fingerprint });
    expect(ten.at(-1)).toMatchObject({ name: STAEX.name, fingerprint: OFFER.fingerprint });

    const [over, eleven] = play(caller2, { kind: 'hang-up' });
    expect(causeOf(over)).toEqual({ kind: 'hung-up' });
    expect(kinds(eleven)).toEqual(['stop-media', 'close-connection', 'close-relay']);
    const [left] = play(callee3, { kind: 'relay-closed', reason: 'peer-closed' });
    expect(causeOf(left)).toEqual({ kind: 'peer-hung-up' });
  });

  it('uses what the host gave, and tells it the node and never an address', () => {
    const [, effects] = play(NEW_SESSION, DIAL, CALLER_READ, OPENED);
    expect(effects).toContainEqual({
      kind: 'open-relay',
      callId: OFFER.callId,
      peerNodeId: COPYBARA.nodeId,
      role: 'caller',
    });
    expect(effects).toContainEqual({ kind: 'describe-offer', relay: RELAY });
  });
});

describe('a link', () => {
  const refused = (kind: string) => ({
    kind: 'refused',
    refusal: expect.objectContaining({ kind }),
  });
  const here = { now: NOW, ours: COPYBARA.name, waiting: [], used: [] };
  test.each([
    ['link-expired', { ...here, now: OFFER.expiresAt }],
    ['link-used', { ...here, used: [OFFER.callId] }],
    ['own-link', { ...here, waiting: [OFFER.callId] }],
    ['not-for-us', { ...here, ours: MALLORY.name }],
  ])('that is %s ends at once, with nothing asked', (kind, context) => {
    const [session, effects] = play(NEW_SESSION, { ...OPEN, here: context });
    expect(causeOf(session)).toEqual(refused(kind));
    expect(effects).toEqual([]);
  });

  it('does not ring where the chain says something else', () => {
    const nodes = { ourRecord: COPYBARA.nodeId, ourNode: COPYBARA.nodeId };
    const read = { ...CALLEE_READ, nodes: { ...nodes, theirRecord: MALLORY.nodeId } };
    const [session, effects] = play(NEW_SESSION, OPEN, read);
    expect(causeOf(session)).toEqual(refused('views-differ'));
    expect(kinds(effects)).toEqual(['read-nodes']);
  });

  it('opened twice shows the call it opened', () => {
    for (const name of ['checking', 'ringing', 'waiting', 'connecting', 'in-call'] as const) {
      const before = calleeAt(name);
      expect(step(before, OPEN)).toEqual([before, [{ kind: 'focus' }]]);
    }
  });

  it('that one operator speaks for asks the person', () => {
    const one: Event = { kind: 'one-operator', operator: 'a' };
    const [asking] = play(NEW_SESSION, OPEN, one);
    expect(asking.phase).toMatchObject({ name: 'checking', step: 'asking', operator: 'a' });
    const [ringing, effects] = play(asking, { kind: 'accept-operator' }, CALLEE_READ);
    expect(effects).toContainEqual(expect.objectContaining({ accepted: ['a'] }));
    expect(causeOf(ringing)).toBe('ringing');
    // Asked anew, it is still that operator's word that she takes, and nobody else's.
    const [again, more] = play(ringing, {
      kind: 'answer',
      wants: BOTH,
      at: NOW + READING_HOLDS + 1,
    });
    expect(more).toContainEqual(expect.objectContaining({ kind: 'read-nodes', accepted: ['a'] }));
    const [other] = play(again, { kind: 'one-operator', operator: 'b' });
    expect(other.phase).toMatchObject({ name: 'checking', step: 'asking', operator: 'b' });
    const [, last] = play(other, { kind: 'accept-operator' });
    expect(last).toContainEqual(expect.objectContaining({ accepted: ['a', 'b'] }));
  });
});

describe('an answer', () => {
  it('that is forged spends nothing: the right one comes after it', () => {
    const waiting = callerAt('waiting');
    const forged = { ...OTHER_ANSWER, callId: OFFER.callId };
    const [still, effects] = play(waiting, { kind: 'answer-opened', answer: forged });
    expect(still).toEqual(waiting);
    expect(effects).toEqual([{ kind: 'tell', refusal: { kind: 'forged-answer' } }]);
    expect(causeOf(step(still, goodAnswer(still))[0])).toBe('connecting');
  });

  test.each([
    ['answer-taken', callerAt('in-call'), goodAnswer(callerAt('waiting'))],
    ['call-taken', callerAt('connecting'), { kind: 'answer-opened', answer: ANSWER }],
    ['own-answer', calleeAt('waiting'), { kind: 'answer-opened', answer: ANSWER }],
    ['no-waiting-call', callerAt('dialling'), { kind: 'answer-opened', answer: ANSWER }],
    ['no-waiting-call', NEW_SESSION, { kind: 'answer-opened', answer: ANSWER }],
  ] as const)('is refused as %s', (kind, session, event) => {
    expect(step(session, event)).toEqual([session, [{ kind: 'tell', refusal: { kind } }]]);
  });
});

describe('the false failed of browsers', () => {
  it('ends nothing when it passes', () => {
    const [session, effects] = play(callerAt('connecting'), state('failed'), state('connecting'));
    expect(effects).toEqual([
      { kind: 'start-timer', timer: 'failed', ms: 2000 },
      { kind: 'stop-timer', timer: 'failed' },
    ]);
    expect(causeOf(session)).toBe('connecting');
    expect(causeOf(step(session, timer('failed'))[0])).toBe('connecting');
  });

  it('ends the call when it lasts', () => {
    const [session] = play(callerAt('connecting'), state('failed'), timer('failed'));
    expect(causeOf(session)).toEqual({ kind: 'not-connected' });
  });
});

describe('a cut', () => {
  it('holds the media until the path is back', () => {
    const [cut, one] = play(callerAt('in-call'), state('disconnected'));
    expect([causeOf(cut), kinds(one)]).toEqual(['reconnecting', ['hold-media']]);
    const [back, two] = play(cut, state('connected'));
    expect([causeOf(back), kinds(two)]).toEqual(['in-call', ['resume-media']]);
    expect(back.timers).toEqual([]);
  });

  it('is tried to mend after the browser gave up, and comes back by it', () => {
    const [failed] = play(callerAt('in-call'), state('disconnected'), state('failed'));
    const [again, effects] = play(failed, timer('revive'), state('connecting'), timer('revive'));
    expect(kinds(effects)).toEqual(['revive-connection', 'revive-connection']);
    expect(again.timers).toEqual(['reconnecting', 'revive']);
    expect(causeOf(step(again, state('connected'))[0])).toBe('in-call');
    const [lost, last] = play(again, timer('reconnecting'));
    expect(causeOf(lost)).toEqual({ kind: 'connection-lost' });
    expect(kinds(last)).toContain('close-connection');
  });

  it('that closes the channel is final', () => {
    const closed: Event = { kind: 'channel-closed' };
    expect(causeOf(step(callerAt('reconnecting'), closed)[0])).toEqual({ kind: 'connection-lost' });
    expect(causeOf(step(callerAt('in-call'), closed)[0])).toEqual({ kind: 'peer-hung-up' });
    expect(causeOf(step(callerAt('proving'), closed)[0])).toEqual({ kind: 'not-connected' });
  });
});

describe('an answer long after it began to ring', () => {
  const late = { kind: 'answer', wants: BOTH, at: NOW + READING_HOLDS + 1 } as const;

  it('has chain and node asked again first, and then goes on by itself', () => {
    const [reading, first] = step(calleeAt('ringing'), late);
    expect(first.map(({ kind }) => kind)).toContain('read-nodes');
    expect(kinds(first)).not.toContain('ask-media');
    expect(kinds(first)).not.toContain('open-relay');
    const [answering, then] = step(reading, { ...CALLEE_READ, at: late.at });
    expect(inPhase(answering, 'answering').step).toBe('opening');
    expect(kinds(then)).toEqual(['open-relay', 'ask-media']);
  });

  it('is refused when the name has gone to another node meanwhile', () => {
    const [reading] = step(calleeAt('ringing'), late);
    const nodes = { ...CALLEE_READ.nodes, theirRecord: MALLORY.nodeId };
    const [ended, effects] = step(reading, { ...CALLEE_READ, nodes, at: late.at });
    expect(causeOf(ended)).toMatchObject({ kind: 'refused', refusal: { kind: 'views-differ' } });
    expect(kinds(effects)).not.toContain('open-relay');
  });

  it('keeps what was wanted where one operator’s word is asked about in between', () => {
    const [reading] = step(calleeAt('ringing'), late);
    const [answering] = play(
      reading,
      { kind: 'one-operator', operator: 'a' },
      { kind: 'accept-operator' },
      { ...CALLEE_READ, at: late.at },
    );
    expect(inPhase(answering, 'answering').step).toBe('opening');
  });
});

describe('an end', () => {
  const ways: readonly (readonly [string, Session, Event])[] = [
    ['refused', NEW_SESSION, { ...DIAL, theirs: STAEX.name }],
    ['cancelled', callerAt('waiting'), { kind: 'hang-up' }],
    ['cancelled', callerAt('connecting'), { kind: 'hang-up' }],
    ['declined', calleeAt('ringing'), { kind: 'decline' }],
    ['window-closed', callerAt('proving'), { kind: 'close-window' }],
    ['stuck', callerAt('dialling'), timer('reading')],
    ['not-answered', callerAt('waiting'), timer('waiting')],
    ['missed', calleeAt('ringing'), timer('ringing')],
    ['answer-not-opened', calleeAt('waiting'), timer('waiting')],
    ['not-connected', calleeAt('connecting'), timer('connecting')],
    ['not-proven', calleeAt('proving'), timer('proving')],
    ['not-proven', calleeAt('proving'), { kind: 'channel-message', text: 'hello', at: NOW }],
    ['taken-elsewhere', calleeAt('waiting'), { kind: 'relay-closed', reason: 'replaced' }],
    ['relay-failed', calleeAt('answering'), { kind: 'relay-failed', failure: HOST_FAILURE }],
    ['relay-failed', callerAt('in-call'), { kind: 'relay-closed', reason: HOST_FAILURE }],
    ['host-gone', callerAt('waiting'), { kind: 'host-gone', failure: HOST_FAILURE }],
    ['worker-gone', callerAt('in-call'), { kind: 'worker-gone' }],
    ['worker-gone', calleeAt('checking'), { kind: 'worker-gone' }],
    ['browser-failed', callerAt('waiting'), { kind: 'browser-failed', detail: 'x' }],
    [
      'unread',
      calleeAt('checking'),
      { kind: 'nodes-unread', whose: 'ours', failure: HOST_FAILURE },
    ],
  ];
  test.each(ways)('is %s', (kind, session, event) => {
    const [over] = step(session, event);
    expect(causeOf(over)).toMatchObject({ kind });
    expect(over).toMatchObject({ open: { relay: false, connection: false }, timers: [] });
  });

  it('leaves a ringing call alone that holds nothing yet', () => {
    const ringing = calleeAt('ringing');
    for (const event of [
      { kind: 'worker-gone' },
      { kind: 'host-gone', failure: HOST_FAILURE },
    ] as const) {
      expect(step(ringing, event)).toEqual([ringing, []]);
    }
  });

  it('knows whom to call again, and when that makes sense', () => {
    const [lost] = play(callerAt('reconnecting'), timer('reconnecting'));
    const { plan, cause } = inPhase(lost, 'ended');
    expect(plan).toEqual({ callId: OFFER.callId, ours: STAEX.name, theirs: COPYBARA.name });
    expect(mayCallAgain(cause)).toBe(true);
    const again = ways.map(([kind, session, event]) => [
      kind,
      mayCallAgain(inPhase(step(session, event)[0], 'ended').cause),
    ]);
    expect(again.filter(([, may]) => may === false).map(([kind]) => kind)).toEqual([
      'refused',
      'window-closed',
      'not-proven',
      'not-proven',
      'taken-elsewhere',
    ]);
    expect(mayCallAgain({ kind: 'refused', refusal: { kind: 'link-expired', expiresAt: 0 } })).toBe(
      true,
    );
    expect(mayCallAgain({ kind: 'other-call-goes-on' })).toBe(false);
  });
});

it('the fixtures are the vectors', () => {
  expect(linkUrl(OFFER)).toMatch(DEFAULT_LINK_BASE);
  expect(KEY).toHaveLength(64);
  expect(sure(goodWords(calleeAt('proving'))[0]).kind).toBe('channel-message');
});
