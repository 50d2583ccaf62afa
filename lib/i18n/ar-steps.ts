import type { enSteps } from './en-steps.ts';
import type { Translation } from './translate.ts';

/** Arabic: what the gate and a call say alike, of their steps and of a single operator. */
export const arSteps = {
  'gate.asking.heading': 'لم يُجب سوى مشغّل واحد',
  'gate.asking.text':
    'يسأل Copybara عدة مشغّلين مستقلين عن العقدة التي يشير إليها الاسم، ويفتحه حين يتفق اثنان. هذه المرة لم يُجب سوى {operator}.',
  'gate.help': 'مساعدة',
  'step.state.done': 'تمّ',
  'step.state.now': 'جارٍ',
  'step.state.failed': 'فشل',
  'step.state.asking': 'بانتظارك',
  'step.state.later': 'ليس بعد',
} satisfies Translation<typeof enSteps>;
