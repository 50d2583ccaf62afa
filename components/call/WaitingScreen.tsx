import type { CallProps } from './call-props.ts';
import { acquaintanceOf, peerOf } from './call-scene.ts';
import { LinkShare } from './LinkShare.tsx';
import { PasteForm } from './PasteForm.tsx';
import { Preview } from './Preview.tsx';
import { ProofNote } from './ProofNote.tsx';

/** A link is made, and a person must carry it: how to, and what happens then. */
export function WaitingScreen(props: CallProps) {
  const { t, state, actions } = props;
  const { phase } = state.session;
  const peer = peerOf(phase);
  if (phase.name !== 'waiting' || peer === undefined) return null;
  const { name } = peer;
  const expiresAt = (phase.role === 'caller' ? phase.offer : phase.call.offer).expiresAt;
  return (
    <div class="call-columns">
      <div class="call-main">
        <p>{t(`call.waiting.${phase.role}.text`, { name })}</p>
        {state.link !== undefined && (
          <LinkShare {...props} link={state.link} expiresAt={expiresAt} />
        )}
        <p class="keep-open">{t('call.keep-open')}</p>
        {phase.role === 'caller' && (
          <section class="call-part call-back">
            <p>{t('call.paste.answer.text', { name })}</p>
            <PasteForm t={t} label={t('call.paste.answer')} onPaste={actions.paste} />
          </section>
        )}
        <div class="buttons">
          <button type="button" class="button" onClick={actions.hangUp}>
            {t('call.cancel')}
          </button>
        </div>
      </div>
      <div class="call-side">
        <Preview {...props} />
        <ProofNote t={t} peer={peer} acquaintance={acquaintanceOf(phase)} side={phase.role} />
      </div>
    </div>
  );
}
