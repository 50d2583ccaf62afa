import type { Phase } from '../../lib/call/session-state.ts';

/** Something that must be done before two people hear each other. */
type CallStep = 'names' | 'relay' | 'offer' | 'answer' | 'links' | 'nodes' | 'browsers' | 'proof';

/** A step and how far it is. */
export type StepState = {
  readonly step: CallStep;
  readonly state: 'done' | 'now' | 'later';
};

const DIAL = ['names', 'relay', 'offer'] as const;
const ANSWER = ['names', 'relay', 'answer'] as const;
const CONNECT = ['links', 'nodes', 'browsers', 'proof'] as const;

/** The steps that a phase belongs to; none where a person, and no step, is waited for. */
export function callSteps(phase: Phase): readonly StepState[] {
  switch (phase.name) {
    case 'dialling':
      return upTo(DIAL, ['reading', 'opening', 'describing'].indexOf(phase.step));
    case 'checking':
      return upTo(ANSWER, 0);
    case 'answering':
      return upTo(ANSWER, phase.step === 'opening' ? 1 : 2);
    case 'connecting':
      return upTo(CONNECT, phase.reached ? 2 : 1);
    case 'proving':
      return upTo(CONNECT, 3);
    default:
      return [];
  }
}

function upTo(steps: readonly CallStep[], now: number): readonly StepState[] {
  return steps.map((step, index) => ({
    step,
    state: index < now ? 'done' : index === now ? 'now' : 'later',
  }));
}
