/** The way of a call from its first word to its proof, one function for each thing that brings it further. */
import { compareCertificate, judgeCaller, judgeDial, judgeNodes, judgeOffer } from './handshake.ts';
import { type Answer, toExpiry } from './link-bytes.ts';
import { beginProof, stepProof } from './proof.ts';
import type { Event } from './session-events.ts';
import { media } from './session-live.ts';
import { stepMedia } from './session-media.ts';
import { end, move, planOf, type Step, stay } from './session-move.ts';
import type { Call, Peer, Phase, Relay, Session } from './session-state.ts';
import { ANSWER_GRACE, LINK_LIFETIME, READING_HOLDS } from './session-timers.ts';
import { callKey, tagAnswer, tagOffer } from './tags.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

/** Call was pressed. */
export function dial(session: Session, { callId, ours, theirs, wants, at }: Of<'dial'>): Step {
  if (session.phase.name !== 'idle') return stay(session);
  const judged = judgeDial(ours, theirs);
  if (!judged.ok) return end(session, { kind: 'refused', refusal: judged.error });
  const plan = { callId, ours: judged.value, theirs };
  const devices = stepMedia(session.media, { kind: 'want-media', wants });
  const ask = devices.asking ? [{ kind: 'ask-media', wants } as const] : [];
  return move(
    { ...session, begunAt: at, media: devices },
    { name: 'dialling', step: 'reading', plan },
    { kind: 'read-nodes', ours: plan.ours, theirs, accepted: [] },
    ...ask,
  );
}

/** A link was opened: in a new window, or once more while its call is here. */
export function begin(session: Session, { offer, here }: Of<'offer-opened'>): Step {
  if (session.phase.name !== 'idle') {
    const again = planOf(session.phase)?.callId === offer.callId;
    return again ? [session, [{ kind: 'focus' }]] : stay(session);
  }
  const judged = judgeOffer(offer, here);
  if (!judged.ok) return end(session, { kind: 'refused', refusal: judged.error });
  const ours = judged.value;
  return move(
    { ...session, begunAt: here.now },
    { name: 'checking', step: 'reading', offer, ours },
    { kind: 'read-nodes', ours, theirs: offer.caller, accepted: [] },
  );
}

/** The person takes one operator's word; that of another one alone would be asked about again. */
export function accept(session: Session): Step {
  const { phase } = session;
  if ((phase.name !== 'dialling' && phase.name !== 'checking') || phase.step !== 'asking') {
    return stay(session);
  }
  const plan = planOf(phase);
  if (plan === undefined) return stay(session);
  const { ours, theirs } = plan;
  const accepted = [...session.accepted, phase.operator];
  const read = { kind: 'read-nodes', ours, theirs, accepted } as const;
  const next: Phase =
    phase.name === 'dialling'
      ? { name: 'dialling', step: 'reading', plan }
      : { ...checkingOf(phase), step: 'reading' };
  return move({ ...session, accepted }, next, read);
}

type Checking = Extract<Phase, { name: 'checking' }>;

function checkingOf({ offer, ours, answering }: Checking): Omit<Checking, 'step' | 'operator'> {
  return { name: 'checking', offer, ours, ...(answering === undefined ? {} : { answering }) };
}

/**
 * Answer was pressed. It may have rung for an hour, and the name may have gone to another node meanwhile: what was read too long
 * ago is read again first.
 */
export function pressAnswer(session: Session, { wants, at }: Of<'answer'>): Step {
  const { phase } = session;
  if (phase.name !== 'ringing') return stay(session);
  const { offer, peer } = phase;
  if (at - phase.readAt > READING_HOLDS) {
    const ours = offer.callee;
    return move(
      session,
      { name: 'checking', step: 'reading', offer, ours, answering: wants },
      { kind: 'read-nodes', ours, theirs: offer.caller, accepted: session.accepted },
    );
  }
  const [asking, effects] = media(
    { ...session, phase: { name: 'answering', step: 'opening', offer, peer } },
    { kind: 'want-media', wants },
  );
  const { callId } = offer;
  const ask = { kind: 'open-relay', callId, peerNodeId: peer.nodeId, role: 'callee' } as const;
  return move({ ...asking, open: { ...asking.open, relay: true } }, asking.phase, ask, ...effects);
}

/** Chain and node have spoken. */
export function nodesRead(session: Session, event: Of<'nodes-read'>): Step {
  const { phase } = session;
  const { nodes, confirmedBy, remembered } = event;
  if (phase.name === 'dialling' && phase.step === 'reading') {
    const judged = judgeNodes(nodes);
    if (!judged.ok) return end(session, { kind: 'refused', refusal: judged.error });
    const { plan } = phase;
    const nodeId = nodes.theirRecord;
    const ids = { caller: nodes.ourNode, callee: nodeId };
    const peer: Peer = { name: plan.theirs, nodeId, nodes: ids, confirmedBy, remembered };
    return move(
      { ...session, open: { ...session.open, relay: true } },
      { name: 'dialling', step: 'opening', plan, peer },
      { kind: 'open-relay', callId: plan.callId, peerNodeId: nodeId, role: 'caller' },
    );
  }
  if (phase.name === 'checking' && phase.step === 'reading') {
    const { offer } = phase;
    const judged = judgeCaller(offer, nodes);
    if (!judged.ok) return end(session, { kind: 'refused', refusal: judged.error });
    const nodeId = nodes.theirRecord;
    const peer: Peer = {
      name: offer.caller,
      nodeId,
      nodes: judged.value,
      confirmedBy,
      remembered,
    };
    const acquaintance = compareCertificate(remembered, offer.fingerprint);
    const { at: readAt } = event;
    const wait = Math.max(0, offer.expiresAt - readAt);
    const ringing: Phase = { name: 'ringing', offer, peer, acquaintance, readAt, wait };
    const { answering: wants } = phase;
    if (wants === undefined) return move(session, ringing);
    return pressAnswer({ ...session, phase: ringing }, { kind: 'answer', wants, at: readAt });
  }
  return stay(session);
}

/** The host has a relay for this call. */
export function relayOpened(session: Session, relay: Relay): Step {
  const { phase } = session;
  if ((phase.name !== 'dialling' && phase.name !== 'answering') || phase.step !== 'opening') {
    return stay(session);
  }
  const opened = { ...session, open: { ...session.open, connection: true } };
  const next: Phase = { ...phase, step: 'describing' };
  return phase.name === 'dialling'
    ? move(opened, next, { kind: 'describe-offer', relay })
    : move(opened, next, { kind: 'describe-answer', relay, theirs: phase.offer });
}

/** The browser has described itself: now there is a link. */
export function described(session: Session, { essence, at }: Of<'described'>): Step {
  const { phase } = session;
  if (phase.name === 'dialling' && phase.step === 'describing') {
    const { plan, peer } = phase;
    const expiresAt = toExpiry(at + LINK_LIFETIME);
    const { callId, ours: caller, theirs: callee } = plan;
    const offer = tagOffer(
      { kind: 'offer', callId, expiresAt, caller, callee, ...essence },
      peer.nodes,
    );
    const wait = Math.max(0, expiresAt + ANSWER_GRACE - at);
    return move(session, { name: 'waiting', role: 'caller', offer, peer, wait });
  }
  if (phase.name === 'answering' && phase.step === 'describing') {
    const { offer, peer } = phase;
    const { callId } = offer;
    const answer = tagAnswer({ kind: 'answer', callId, ...essence }, offer, peer.nodes);
    const key = callKey(offer, answer, peer.nodes);
    const acquaintance = compareCertificate(peer.remembered, offer.fingerprint);
    const call: Call = { role: 'callee', offer, answer, peer, key, acquaintance };
    const wait = Math.max(0, offer.expiresAt + ANSWER_GRACE - at);
    return move(
      session,
      { name: 'waiting', role: 'callee', call, wait, yielding: false },
      { kind: 'arm', callId, key },
    );
  }
  return stay(session);
}

/** The answer to our waiting call, checked: from here on no other counts. */
export function answerTaken(
  session: Session,
  { offer, peer }: Extract<Phase, { name: 'waiting'; role: 'caller' }>,
  answer: Answer,
  key: string,
): Step {
  const acquaintance = compareCertificate(peer.remembered, answer.fingerprint);
  const call: Call = { role: 'caller', offer, answer, peer, key, acquaintance };
  return move(
    session,
    { name: 'connecting', call, failing: false, reached: false },
    { kind: 'arm', callId: offer.callId, key },
    { kind: 'apply-answer', theirs: answer },
    { kind: 'focus' },
  );
}

/** The channel is open, to whom is not known yet. */
export function channelOpened(session: Session, nonce: Uint8Array): Step {
  const { phase } = session;
  if (phase.name !== 'connecting') return stay(session);
  const { call } = phase;
  const { proof, send } = beginProof(call.role, call.key, nonce);
  return move(
    session,
    { name: 'proving', call, proof, failing: false },
    { kind: 'send', text: send },
  );
}

/** A message before the proof is a part of the proof; later ones are not for the session. */
export function channelMessage(session: Session, { text, at }: Of<'channel-message'>): Step {
  const { phase } = session;
  if (phase.name !== 'proving') return stay(session);
  const stepped = stepProof(phase.proof, text);
  if (!stepped.ok) return end(session, { kind: 'not-proven', error: stepped.error });
  const { proof, send } = stepped.value;
  const effects = send === undefined ? [] : [{ kind: 'send', text: send } as const];
  if (!proof.proven) return move(session, { ...phase, proof }, ...effects);
  const { call } = phase;
  const { name, nodeId } = call.peer;
  const { fingerprint } = call.role === 'caller' ? call.answer : call.offer;
  return move(
    session,
    { name: 'in-call', call, since: at },
    ...effects,
    { kind: 'start-media' },
    { kind: 'remember-peer', name, nodeId, fingerprint, acquaintance: call.acquaintance },
  );
}
