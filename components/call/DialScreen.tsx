import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { inputText } from '../../lib/i18n/inputs.ts';
import { type InputError, readInput } from '../../lib/names/from-input.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { CallIcon } from './CallIcon.tsx';
import { ContactsView } from './ContactsView.tsx';
import type { CallProps } from './call-props.ts';
import { type Mode, ModeChoice, wantsOf } from './ModeChoice.tsx';
import { OwnName } from './OwnName.tsx';
import { PasteForm } from './PasteForm.tsx';

/** Whom to call and how, before anything is asked of anybody. */
export function DialScreen(props: CallProps) {
  const { t, state, actions } = props;
  const [mode, setMode] = useState<Mode>(state.preferences.startAs);
  return (
    <div class="call-columns">
      <div class="call-main">
        {state.ours === undefined ? (
          <OwnName {...props} />
        ) : (
          <DialForm {...props} mode={mode} onMode={setMode} />
        )}
        <details class="call-paste">
          <summary>{t('call.paste.offer')}</summary>
          <PasteForm t={t} label={t('call.link')} onPaste={actions.paste} />
        </details>
      </div>
      <ContactsView
        {...props}
        onCall={state.ours === undefined ? undefined : (name) => actions.dial(name, wantsOf(mode))}
      />
    </div>
  );
}

type FormProps = CallProps & { readonly mode: Mode; readonly onMode: (mode: Mode) => void };

function DialForm({ t, state, actions, mode, onMode }: FormProps) {
  const { dialling, ours } = state;
  const [other, setOther] = useState(false);
  const [text, setText] = useState('');
  const [error, setError] = useState<InputError | undefined>(undefined);
  const id = useId();
  const asks = dialling === undefined || other;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // What most people want next, unless a name is there already.
    if (asks) field.current?.focus();
  }, [asks]);
  const submit = (): void => {
    if (!asks) {
      actions.dial(dialling, wantsOf(mode));
      return;
    }
    const input = readInput(text);
    if (input.ok) actions.dial(input.value.name, wantsOf(mode));
    else {
      setError(input.error);
      field.current?.focus();
    }
  };
  return (
    <form
      class="call-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {asks && (
        <div class="name-form">
          <label for={id}>{t('call.dial.name')}</label>
          <input
            id={id}
            type="text"
            dir="ltr"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            placeholder={t('popup.go.example')}
            value={text}
            ref={field}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-error`}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setError(undefined);
            }}
          />
          <p class="field-error" id={`${id}-error`} role="alert">
            {error && inputText(t, error)}
          </p>
        </div>
      )}
      <ModeChoice t={t} mode={mode} onChoose={onMode} />
      <div class="buttons">
        <button type="submit" class="button button-main button-call">
          <CallIcon sign="phone" />
          {t('call.dial.button')}
        </button>
        {!asks && (
          <button type="button" class="button button-quiet" onClick={() => setOther(true)}>
            {t('call.dial.other')}
          </button>
        )}
      </div>
      <p>{t('call.dial.explain')}</p>
      <p class="soft small">
        {ours !== undefined && <Ours t={t} ours={ours} />}{' '}
        {mode !== 'listen' && t('call.dial.permission')}
      </p>
    </form>
  );
}

function Ours({ t, ours }: Pick<CallProps, 't'> & { readonly ours: AzeroName }) {
  return <>{t('call.ours', { name: ours })}.</>;
}
