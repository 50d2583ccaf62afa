import type { Phase } from '../../lib/call/session-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CallSteps } from './CallSteps.tsx';
import type { CallProps } from './call-props.ts';
import { acquaintanceOf, peerOf, roleOf, theirName } from './call-scene.ts';
import { callSteps } from './call-steps.ts';
import { Preview } from './Preview.tsx';
import { ProofNote } from './ProofNote.tsx';

/** What is done before two people hear each other, step by step. */
export function StepsScreen(props: CallProps) {
  const { t, state, actions } = props;
  const { phase } = state.session;
  const peer = peerOf(phase);
  return (
    <div class="call-columns">
      <div class="call-main">
        <CallSteps t={t} steps={callSteps(phase)} />
        <p class="soft">{explanation(t, phase)}</p>
        <div class="buttons">
          <button type="button" class="button" onClick={actions.hangUp}>
            {t('call.cancel')}
          </button>
        </div>
      </div>
      <div class="call-side">
        <Preview {...props} />
        {peer && (
          <ProofNote t={t} peer={peer} acquaintance={acquaintanceOf(phase)} side={roleOf(phase)} />
        )}
      </div>
    </div>
  );
}

/** What the steps are for. */
function explanation(t: Translator, phase: Phase): string {
  switch (phase.name) {
    case 'dialling':
      return t('call.dialling.text');
    case 'checking':
      return t('call.checking.text');
    case 'answering':
      return t('call.answering.text');
    case 'connecting':
    case 'proving':
      return t(phase.failing ? 'call.connecting.rough' : 'call.connecting.text');
    default:
      return '';
  }
}

/** Only one operator answered: the person decides, as she does about a site. */
export function OperatorScreen({ t, state, actions }: CallProps) {
  const { phase } = state.session;
  if ((phase.name !== 'dialling' && phase.name !== 'checking') || phase.step !== 'asking') {
    return null;
  }
  const { operator } = phase;
  const name = theirName(phase) ?? '';
  return (
    <div class="call-main">
      <p>{t('gate.asking.text', { operator })}</p>
      <p>{t('call.operator.meaning', { operator, name })}</p>
      <div class="buttons">
        <button type="button" class="button button-main" onClick={actions.hangUp}>
          {t('call.cancel')}
        </button>
        <button type="button" class="button" onClick={actions.acceptOperator}>
          {t('call.operator.accept')}
        </button>
      </div>
    </div>
  );
}
