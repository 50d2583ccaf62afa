import { useRef } from 'preact/hooks';
import type { CallState, Sending } from '../../lib/call/call-state.ts';
import type { Phase } from '../../lib/call/session-state.ts';
import { endText } from '../../lib/i18n/calls.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { plainProse } from '../Prose.tsx';
import { headingOf, theirName } from './call-scene.ts';
import { callSteps } from './call-steps.ts';

/** What is read out when a phase begins. */
export function announcement(t: Translator, phase: Phase, dialling: AzeroName | undefined): string {
  const heading = headingOf(t, phase, dialling);
  if (phase.name === 'idle') return '';
  if (phase.name === 'ended') return plainProse(`${heading} ${endText(t, phase.cause).next}`);
  const step = callSteps(phase).find(({ state }) => state === 'now')?.step;
  if (step === undefined || step === 'links') return heading;
  return `${heading}. ${t(`call.step.${step}.now`)}`;
}

/** What changed on the other side, in one sentence: kept until the next change. */
export function useTheirNews(t: Translator, { session, their }: CallState): string {
  const before = useRef<Sending | undefined>(undefined);
  const said = useRef('');
  const { phase } = session;
  const name = theirName(phase);
  if (phase.name !== 'in-call' || name === undefined) {
    before.current = undefined;
    said.current = '';
    return '';
  }
  const news = before.current && newsOf(before.current, their);
  before.current = their;
  if (news) said.current = t(`call.their.${news}.text`, { name });
  return said.current;
}

function newsOf(before: Sending, now: Sending) {
  if (now.held !== before.held) return now.held ? 'cut' : undefined;
  if (now.screen !== before.screen) return now.screen ? 'screen' : 'no-screen';
  if (now.audio !== before.audio) return now.audio ? 'unmuted' : 'muted';
  if (now.video !== before.video) return now.video ? 'camera' : 'no-camera';
  return undefined;
}
