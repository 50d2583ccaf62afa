import type { Translator } from '../lib/i18n/translate.ts';
import type { Visit } from '../lib/protocol/ui.ts';
import { stepStates } from './gate-scene.ts';
import { Icon } from './Icon.tsx';

type Props = { readonly t: Translator; readonly visit: Visit | undefined };

/** The five steps of a visit and how far it has come. */
export function StepList({ t, visit }: Props) {
  return (
    <ol class="steps" aria-label={t('gate.steps')}>
      {stepStates(visit).map(({ step, state }) => (
        <li
          key={step}
          class={`step step-${state}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span class="step-sign">
            <Icon sign={state} />
          </span>
          <span class="step-text">
            <span class="step-name">{t(`step.${step}`)}</span>
            <span class="step-state">
              <span class="unseen">: </span>
              {state === 'now' ? t(`step.${step}.now`) : t(`step.state.${state}`)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
