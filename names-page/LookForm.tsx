import { useEffect, useId, useState } from 'preact/hooks';
import { inputText } from '../lib/i18n/inputs.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { LookError } from './names-props.ts';

type Props = {
  readonly t: Translator;
  /** Absent until the page can look things up: what is asked before is looked up then. */
  readonly onLook: ((text: string) => LookError | undefined) | undefined;
};

/** One field for a name or an account's address. */
export function LookForm({ t, onLook }: Props) {
  const [text, setText] = useState('');
  const [error, setError] = useState<LookError | undefined>(undefined);
  const [waiting, setWaiting] = useState<string | undefined>(undefined);
  const id = useId();
  useEffect(() => {
    if (onLook === undefined || waiting === undefined) return;
    setWaiting(undefined);
    setError(onLook(waiting));
  }, [onLook, waiting]);
  return (
    <search>
      <form
        class="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          setWaiting(text);
        }}
      >
        <label for={id}>{t('names.look')}</label>
        <div class="name-form-line">
          <input
            id={id}
            type="text"
            dir="ltr"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            placeholder={t('popup.go.example')}
            value={text}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-error`}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setError(undefined);
            }}
          />
          <div class="name-form-buttons">
            <button type="submit" class="button button-main">
              {t('names.look.button')}
            </button>
          </div>
        </div>
        <p class="field-error" id={`${id}-error`} role="alert">
          {error && lookErrorText(t, error)}
        </p>
      </form>
    </search>
  );
}

function lookErrorText(t: Translator, error: LookError): string {
  if (error.kind === 'elsewhere') return t('names.look.elsewhere', { ending: error.ending });
  return error.kind === 'empty' ? t('names.look.empty') : inputText(t, error);
}
