import { mayCallAgain } from '../../lib/call/session-end.ts';
import { durationText } from '../../lib/i18n/call-formats.ts';
import { endText } from '../../lib/i18n/calls.ts';
import { NextStep } from '../FailureNotice.tsx';
import { AskFirst } from './AskFirst.tsx';
import { CallIcon, type CallSign } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { NoteForm } from './NoteForm.tsx';
import { OwnName } from './OwnName.tsx';

type Props = CallProps & {
  /** How long the two heard each other, in ms; undefined: it never came to that. */
  readonly lasted: number | undefined;
};

/** Why the call is over, and what to do next. */
export function EndedScreen({ t, state, actions, shell, chat, files, lasted }: Props) {
  const { phase } = state.session;
  if (phase.name !== 'ended') return null;
  const { cause, plan } = phase;
  const again = mayCallAgain(cause) && plan !== undefined;
  const lacksName =
    cause.kind === 'refused' && cause.refusal.kind === 'no-own-name' && state.ours === undefined;
  const unsaved = files?.unsaved ?? 0;
  const note = state.people.find((person) => person.name === plan?.theirs)?.note ?? '';
  return (
    <div class="call-main">
      {lasted !== undefined && (
        <p class="lasted">{t('call.ended.duration', { time: durationText(lasted) })}</p>
      )}
      <NextStep t={t} text={endText(t, cause).next} label="gate.next" />
      {lacksName && <OwnName t={t} actions={actions} />}
      <div class="buttons">
        {again && (
          <NextCall
            t={t}
            class="button button-main button-call"
            sign="phone"
            label={t('call.ended.again')}
            unsaved={unsaved}
            onYes={actions.callAgain}
          />
        )}
        <NextCall
          t={t}
          class="button"
          label={t('call.ended.another')}
          unsaved={unsaved}
          onYes={actions.callAnother}
        />
        <button
          type="button"
          class={again ? 'button' : 'button button-main'}
          onClick={shell.closeWindow}
        >
          {t('call.ended.close')}
        </button>
        <button type="button" class="button button-quiet" onClick={shell.openHelp}>
          {t('gate.help')}
        </button>
      </div>
      {files && (
        <section class="call-part">
          <h2>{t('call.files')}</h2>
          {files.content}
        </section>
      )}
      {chat && (
        <section class="call-part">
          <h2>{t('call.chat')}</h2>
          {chat.content}
        </section>
      )}
      {plan && lasted !== undefined && (
        <NoteForm
          t={t}
          name={plan.theirs}
          note={note}
          onSave={(text) => actions.setNote(plan.theirs, text)}
        />
      )}
    </div>
  );
}

type NextCallProps = {
  readonly t: CallProps['t'];
  readonly class: string;
  readonly sign?: CallSign;
  readonly label: string;
  /** How many received files the next call would throw away. */
  readonly unsaved: number;
  readonly onYes: () => void;
};

/** Begins another call in this window, and asks first where that throws something away. */
function NextCall({ t, unsaved, ...props }: NextCallProps) {
  if (unsaved > 0) {
    return (
      <AskFirst
        {...props}
        question={t('call.ended.unsaved', { count: unsaved })}
        yes={t('call.ended.unsaved.yes')}
        no={t('call.ended.unsaved.no')}
      />
    );
  }
  return (
    <button type="button" class={props.class} onClick={props.onYes}>
      {props.sign && <CallIcon sign={props.sign} />}
      {props.label}
    </button>
  );
}
