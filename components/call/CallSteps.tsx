import type { Translator } from '../../lib/i18n/translate.ts';
import { Icon } from '../Icon.tsx';
import type { StepState } from './call-steps.ts';

type Props = { readonly t: Translator; readonly steps: readonly StepState[] };

/** What must be done before two people hear each other, and what is being waited for. */
export function CallSteps({ t, steps }: Props) {
  return (
    <ol class="steps" aria-label={t('call.steps')}>
      {steps.map(({ step, state }) => (
        <li
          key={step}
          class={`step step-${state}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span class="step-sign">
            <Icon sign={state} />
          </span>
          <span class="step-text">
            <span class="step-name">{t(`call.step.${step}`)}</span>
            <span class="step-state">
              <span class="unseen">: </span>
              {state === 'now' && step !== 'links'
                ? t(`call.step.${step}.now`)
                : t(`step.state.${state}`)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
