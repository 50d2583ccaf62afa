import type { CallState } from '../../lib/call/call-state.ts';
import type { Acquaintance } from '../../lib/call/handshake.ts';
import type { Role } from '../../lib/call/proof.ts';
import type { Peer, Phase } from '../../lib/call/session-state.ts';
import { endText } from '../../lib/i18n/calls.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { assertNever } from '../../lib/result.ts';
import { plainProse } from '../Prose.tsx';

/** What fills the window: the same screen serves several phases, so that nothing jumps between them. */
export type Screen = 'dial' | 'steps' | 'operator' | 'waiting' | 'ringing' | 'stage' | 'ended';

/** The screen of a phase. */
export function screenOf(phase: Phase): Screen {
  switch (phase.name) {
    case 'idle':
      return 'dial';
    case 'dialling':
    case 'checking':
      return phase.step === 'asking' ? 'operator' : 'steps';
    case 'answering':
    case 'connecting':
    case 'proving':
      return 'steps';
    case 'waiting':
    case 'ringing':
    case 'ended':
      return phase.name;
    case 'in-call':
    case 'reconnecting':
      return 'stage';
    default:
      return assertNever(phase);
  }
}

/** The name on the other side; undefined: nobody was named yet. */
export function theirName(phase: Phase): AzeroName | undefined {
  switch (phase.name) {
    case 'idle':
      return undefined;
    case 'dialling':
      return phase.plan.theirs;
    case 'checking':
      return phase.offer.caller;
    case 'ringing':
    case 'answering':
      return phase.peer.name;
    case 'waiting':
      return phase.role === 'caller' ? phase.peer.name : phase.call.peer.name;
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
      return phase.call.peer.name;
    case 'ended':
      return phase.plan?.theirs;
    default:
      return assertNever(phase);
  }
}

/** The headline of a phase. */
export function headingOf(t: Translator, phase: Phase, dialling: AzeroName | undefined): string {
  const name = theirName(phase) ?? '';
  switch (phase.name) {
    case 'idle':
      return dialling === undefined
        ? t('call.dial.heading')
        : t('call.dial.heading.named', { name: dialling });
    case 'dialling':
      return phase.step === 'asking'
        ? t('gate.asking.heading')
        : t('call.dialling.heading', { name });
    case 'checking':
      return phase.step === 'asking'
        ? t('gate.asking.heading')
        : t('call.checking.heading', { name });
    case 'ringing':
      return t('call.ringing.heading', { name });
    case 'answering':
      return t('call.answering.heading', { name });
    case 'waiting':
      return t(`call.waiting.${phase.role}.heading`, { name });
    case 'connecting':
    case 'proving':
      return t('call.connecting.heading', { name });
    case 'in-call':
      return t('call.title.with', { name });
    case 'reconnecting':
      return t('call.reconnecting.heading');
    case 'ended':
      return plainProse(endText(t, phase.cause).what);
    default:
      return assertNever(phase);
  }
}

/** Who the chain says is on the other side, once it was read. */
export function peerOf(phase: Phase): Peer | undefined {
  switch (phase.name) {
    case 'idle':
    case 'checking':
    case 'ended':
      return undefined;
    case 'dialling':
      return phase.step === 'opening' || phase.step === 'describing' ? phase.peer : undefined;
    case 'ringing':
    case 'answering':
      return phase.peer;
    case 'waiting':
      return phase.role === 'caller' ? phase.peer : phase.call.peer;
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
      return phase.call.peer;
    default:
      return assertNever(phase);
  }
}

/** How their certificate compares with the one that is remembered, once it was seen. */
export function acquaintanceOf(phase: Phase): Acquaintance | undefined {
  if (phase.name === 'ringing') return phase.acquaintance;
  return 'call' in phase ? phase.call.acquaintance : undefined;
}

/** The side that we are, also before a link is there. */
export function roleOf(phase: Phase): Role {
  switch (phase.name) {
    case 'checking':
    case 'ringing':
    case 'answering':
      return 'callee';
    case 'waiting':
      return phase.role;
    case 'connecting':
    case 'proving':
    case 'in-call':
    case 'reconnecting':
      return phase.call.role;
    case 'idle':
    case 'dialling':
    case 'ended':
      return 'caller';
    default:
      return assertNever(phase);
  }
}

/** The title of the window: who it is, and how far the call is, so that it is found among others. */
export function windowTitle(
  t: Translator,
  state: Pick<CallState, 'session' | 'dialling' | 'isPrivate'>,
): string {
  // Browsers keep titles in their history.
  if (state.isPrivate) return t('brand');
  const heading = headingOf(t, state.session.phase, state.dialling);
  return t('call.title.window', { heading });
}
