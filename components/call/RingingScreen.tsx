import { AskFirst } from './AskFirst.tsx';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { MODES, wantsOf } from './ModeChoice.tsx';
import { AcquaintanceNote, ProofNote } from './ProofNote.tsx';

/** Who calls, what is proven of it, and how to answer. */
export function RingingScreen({ t, state, actions }: CallProps) {
  const { phase } = state.session;
  if (phase.name !== 'ringing') return null;
  const { peer, acquaintance } = phase;
  const { name } = peer;
  const note = state.people.find((person) => person.name === name)?.note;
  return (
    <div class="call-columns">
      <div class="call-main">
        {/* That it is the same is said by a link, and proven by nothing yet. */}
        {acquaintance !== 'same' && (
          <AcquaintanceNote t={t} name={name} acquaintance={acquaintance} />
        )}
        {note && <p class="person-note">{note}</p>}
        <div class="answer-buttons">
          {MODES.map(({ mode, sign }) => (
            <button
              key={mode}
              type="button"
              class={
                mode === state.preferences.startAs ? 'button button-main button-call' : 'button'
              }
              onClick={() => actions.answer(wantsOf(mode))}
            >
              <CallIcon sign={sign} />
              {t(`call.ringing.${mode}`)}
            </button>
          ))}
          <button type="button" class="button button-bad" onClick={actions.decline}>
            <CallIcon sign="hang-up" />
            {t('call.ringing.decline')}
          </button>
        </div>
        <div>
          <AskFirst
            class="button button-quiet button-block"
            sign="block"
            label={t('call.ringing.block')}
            question={t('call.ringing.block.sure', { name })}
            yes={t('call.ringing.block.yes')}
            no={t('call.ringing.block.no')}
            onYes={() => actions.block(name, true)}
          />
        </div>
      </div>
      <div class="call-side">
        <ProofNote t={t} peer={peer} acquaintance={undefined} side="callee" />
      </div>
    </div>
  );
}
