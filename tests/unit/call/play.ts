import { beginProof, stepProof } from '../../../lib/call/proof.ts';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import type { Effect, Event } from '../../../lib/call/session-events.ts';
import type { Phase, Session } from '../../../lib/call/session-state.ts';
import { tagAnswer } from '../../../lib/call/tags.ts';
import { value } from './arbitraries.ts';
import { ANSWER, COPYBARA, NOW, OFFER, OTHER_ANSWER, OTHER_OFFER, STAEX } from './people.ts';

/** A session after some events, and all that was to be done. */
export function play(from: Session, ...events: readonly Event[]): [Session, Effect[]] {
  const effects: Effect[] = [];
  let session = from;
  for (const event of events) {
    const [next, more] = step(session, event);
    session = next;
    effects.push(...more);
  }
  return [session, effects];
}

/** The kinds of effects, without the timers. */
export function kinds(effects: readonly Effect[]): string[] {
  return effects.map(({ kind }) => kind).filter((kind) => !/timer/.test(kind));
}

export const BOTH = { audio: true, video: true };
export const NEITHER = { audio: false, video: false };
export const HOST_FAILURE = { kind: 'host-stopped' } as const;
export const RELAY = {
  turnUrl: 'turn:10.115.0.1:40000?transport=udp',
  username: 'call',
  credential: 'secret',
  peerVirtual: { address: '198.18.0.1', port: 5000 },
};
export const DIAL: Extract<Event, { kind: 'dial' }> = {
  kind: 'dial',
  callId: OFFER.callId,
  ours: STAEX.name,
  theirs: COPYBARA.name,
  wants: BOTH,
  at: NOW,
};
export const OPEN: Extract<Event, { kind: 'offer-opened' }> = {
  kind: 'offer-opened',
  offer: OFFER,
  here: { now: NOW, ours: COPYBARA.name, waiting: [], used: [] },
};
const READ = {
  kind: 'nodes-read',
  confirmedBy: ['a', 'b'],
  remembered: undefined,
  at: NOW,
} as const;
/** What chain and node say to the caller. */
export const CALLER_READ: Extract<Event, { kind: 'nodes-read' }> = {
  ...READ,
  nodes: { ourRecord: STAEX.nodeId, ourNode: STAEX.nodeId, theirRecord: COPYBARA.nodeId },
};
/** What they say to the callee. */
export const CALLEE_READ: Extract<Event, { kind: 'nodes-read' }> = {
  ...READ,
  nodes: { ourRecord: COPYBARA.nodeId, ourNode: COPYBARA.nodeId, theirRecord: STAEX.nodeId },
};
export const OPENED: Event = { kind: 'relay-opened', relay: RELAY };
const described = ({ credentials, fingerprint }: typeof OFFER | typeof ANSWER): Event => ({
  kind: 'described',
  essence: { credentials, fingerprint },
  at: NOW,
});
export const CALLER_DESCRIBED = described(OFFER);
export const CALLEE_DESCRIBED = described(ANSWER);
export const CHANNEL: Event = { kind: 'channel-opened', nonce: STAEX.nonce };
export const state = (word: Extract<Event, { kind: 'connection' }>['state']): Event => ({
  kind: 'connection',
  state: word,
});

/** The answer that a callee would make to the waiting call of this session. */
export function goodAnswer({ phase }: Session): Event {
  if (phase.name !== 'waiting' || phase.role !== 'caller') throw new Error('no waiting call');
  const { offer, peer } = phase;
  const { credentials, fingerprint } = ANSWER;
  const fields = { kind: 'answer', callId: offer.callId, credentials, fingerprint } as const;
  return { kind: 'answer-opened', answer: tagAnswer(fields, offer, peer.nodes) };
}

/** What the other side of a session that is proving says: its nonce, and its echo of ours. */
export function goodWords({ phase }: Session): [Event, Event] {
  if (phase.name !== 'proving') throw new Error('nothing to prove');
  const { role, key, nonce } = phase.proof;
  const peer = beginProof(role === 'caller' ? 'callee' : 'caller', key, COPYBARA.nonce);
  const echo = value(stepProof(peer.proof, `copybara 1 nonce ${nonce}`)).send ?? '';
  const message = (text: string): Event => ({ kind: 'channel-message', text, at: NOW + 1000 });
  return [message(peer.send), message(echo)];
}

const TO_END: readonly Stop[] = [
  CHANNEL,
  (session) => goodWords(session)[0],
  (session) => goodWords(session)[1],
  state('disconnected'),
];

/** A caller's session in one of the states that a call passes. */
export function callerAt(name: Phase['name']): Session {
  return walk(name, [DIAL, CALLER_READ, OPENED, CALLER_DESCRIBED, goodAnswer, ...TO_END]);
}

/** A callee's session in one of the states that a call passes. */
export function calleeAt(name: Phase['name']): Session {
  const answer: Event = { kind: 'answer', wants: BOTH, at: NOW };
  const ready: Event = { kind: 'peer-ready' };
  return walk(name, [OPEN, CALLEE_READ, answer, OPENED, CALLEE_DESCRIBED, ready, ...TO_END]);
}

type Stop = Event | ((session: Session) => Event);

function walk(name: Phase['name'], way: readonly Stop[]): Session {
  let session = NEW_SESSION;
  for (const stop of way) {
    if (session.phase.name === name) return session;
    [session] = step(session, typeof stop === 'function' ? stop(session) : stop);
  }
  if (session.phase.name !== name) throw new Error(`no way to ${name}`);
  return session;
}

/** Events that may come at any time, whether they mean something or not. */
const ANY_TIME: readonly Event[] = [
  DIAL,
  { ...DIAL, theirs: STAEX.name },
  OPEN,
  { ...OPEN, here: { ...OPEN.here, now: OFFER.expiresAt } },
  { ...OPEN, offer: OTHER_OFFER },
  { kind: 'accept-operator' },
  { kind: 'answer', wants: BOTH, at: NOW },
  { kind: 'answer', wants: NEITHER, at: NOW },
  { kind: 'answer', wants: BOTH, at: NOW + 30 * 60_000 },
  { kind: 'decline' },
  { kind: 'hang-up' },
  { kind: 'close-window' },
  { kind: 'answer-opened', answer: ANSWER },
  { kind: 'answer-opened', answer: OTHER_ANSWER },
  CALLER_READ,
  CALLEE_READ,
  { ...CALLER_READ, nodes: { ...CALLER_READ.nodes, theirRecord: STAEX.nodeId } },
  { kind: 'one-operator', operator: 'a' },
  { kind: 'nodes-unread', whose: 'theirs', failure: { kind: 'chain-unreachable' } },
  OPENED,
  { kind: 'relay-failed', failure: { kind: 'node-unresolved' } },
  { kind: 'peer-ready' },
  { kind: 'relay-closed', reason: 'replaced' },
  { kind: 'relay-closed', reason: 'peer-closed' },
  { kind: 'relay-closed', reason: { kind: 'overlay-missing' } },
  { kind: 'host-gone', failure: HOST_FAILURE },
  { kind: 'worker-gone' },
  CALLER_DESCRIBED,
  CALLEE_DESCRIBED,
  { kind: 'browser-failed', detail: 'no' },
  state('connecting'),
  state('connected'),
  state('disconnected'),
  state('failed'),
  CHANNEL,
  { kind: 'channel-message', text: 'hello', at: NOW },
  { kind: 'channel-message', text: `copybara 1 echo ${'0'.repeat(32)}`, at: NOW },
  { kind: 'channel-closed' },
  { kind: 'want-media', wants: BOTH },
  { kind: 'want-media', wants: NEITHER },
  { kind: 'media-on', audio: true, video: true },
  { kind: 'media-on', audio: true, video: false },
  { kind: 'media-refused', troubles: { microphone: 'denied', camera: 'denied' } },
  { kind: 'media-refused', troubles: { camera: 'dismissed' } },
  { kind: 'media-lost', troubles: { camera: 'unplugged' }, audio: true, video: false },
  ...(
    [
      'reading',
      'opening',
      'describing',
      'ringing',
      'waiting',
      'yielding',
      'connecting',
      'proving',
      'failed',
      'reconnecting',
      'revive',
    ] as const
  ).map((timer): Event => ({ kind: 'timer', timer })),
  ...(['early', 'answered', 'connecting', 'proven'] as const).map(
    (stage): Event => ({
      kind: 'other-call',
      other: { callId: OTHER_OFFER.callId, theirs: COPYBARA.name, stage, begunAt: NOW - 1 },
    }),
  ),
];

/** What brings a call further from where it stands. */
export function further(session: Session): readonly Event[] {
  const { phase } = session;
  switch (phase.name) {
    case 'idle':
      return [DIAL, OPEN];
    case 'dialling':
    case 'checking':
    case 'answering':
      switch (phase.step) {
        case 'reading':
          return [phase.name === 'dialling' ? CALLER_READ : CALLEE_READ];
        case 'asking':
          return [{ kind: 'accept-operator' }];
        case 'opening':
          return [OPENED];
        case 'describing':
          return [phase.name === 'dialling' ? CALLER_DESCRIBED : CALLEE_DESCRIBED];
      }
      break;
    case 'ringing':
      return [{ kind: 'answer', wants: BOTH, at: NOW }];
    case 'waiting':
      return [phase.role === 'caller' ? goodAnswer(session) : { kind: 'peer-ready' }];
    case 'connecting':
      return [CHANNEL];
    case 'proving': {
      const [nonce, echo] = goodWords(session);
      return [phase.proof.answered ? echo : nonce];
    }
    case 'in-call':
      return [state('disconnected')];
    case 'reconnecting':
      return [state('connected'), state('failed')];
    case 'ended':
      return [];
  }
  return [];
}

/** Everything that may happen to a session. */
export function anything(session: Session): readonly Event[] {
  return [...further(session), ...ANY_TIME];
}
