import { useState } from 'preact/hooks';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { wantsOf } from './ModeChoice.tsx';
import { AcquaintanceNote, ProofNote } from './ProofNote.tsx';

/** Who calls, what is proven of it, and how to answer. */
export function RingingScreen({ t, state, actions }: CallProps) {
  const { phase } = state.session;
  const [blocking, setBlocking] = useState(false);
  if (phase.name !== 'ringing') return null;
  const { peer, acquaintance } = phase;
  const { name } = peer;
  const note = state.people.find((person) => person.name === name)?.note;
  return (
    <div class="call-columns">
      <div class="call-main">
        <AcquaintanceNote t={t} name={name} acquaintance={acquaintance} />
        {note && <p class="person-note">{note}</p>}
        <div class="answer-buttons">
          <button
            type="button"
            class="button button-main button-call"
            onClick={() => actions.answer(wantsOf('video'))}
          >
            <CallIcon sign="camera" />
            {t('call.ringing.video')}
          </button>
          <button type="button" class="button" onClick={() => actions.answer(wantsOf('voice'))}>
            <CallIcon sign="microphone" />
            {t('call.ringing.voice')}
          </button>
          <button type="button" class="button" onClick={() => actions.answer(wantsOf('listen'))}>
            <CallIcon sign="headphones" />
            {t('call.ringing.listen')}
          </button>
          <button type="button" class="button button-bad" onClick={actions.decline}>
            <CallIcon sign="hang-up" />
            {t('call.ringing.decline')}
          </button>
        </div>
        {blocking ? (
          <div class="call-part">
            <p>{t('call.ringing.block.sure', { name })}</p>
            <div class="buttons">
              <button
                type="button"
                class="button button-small button-bad"
                onClick={() => actions.block(name, true)}
              >
                {t('call.ringing.block.yes')}
              </button>
              <button type="button" class="button button-small" onClick={() => setBlocking(false)}>
                {t('call.ringing.block.no')}
              </button>
            </div>
          </div>
        ) : (
          <p>
            <button
              type="button"
              class="button button-quiet button-block"
              onClick={() => setBlocking(true)}
            >
              <CallIcon sign="block" />
              {t('call.ringing.block', { name })}
            </button>
          </p>
        )}
      </div>
      <div class="call-side">
        <ProofNote t={t} peer={peer} acquaintance={undefined} side="callee" />
      </div>
    </div>
  );
}
