import type { enSteps } from './en-steps.ts';
import type { Translation } from './translate.ts';

/** German: what the gate and a call say alike, of their steps and of a single operator. */
export const deSteps = {
  'gate.asking.heading': 'Nur ein Betreiber hat geantwortet',
  'gate.asking.text':
    'Copybara fragt mehrere unabhängige Betreiber, auf welchen Knoten ein Name zeigt, und öffnet ihn, wenn zwei sich einig sind. Diesmal hat nur {operator} geantwortet.',
  'gate.help': 'Hilfe',
  'step.state.done': 'fertig',
  'step.state.now': 'läuft',
  'step.state.failed': 'gescheitert',
  'step.state.asking': 'wartet auf dich',
  'step.state.later': 'noch nicht',
} satisfies Translation<typeof enSteps>;
