import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { inputText } from '../lib/i18n/inputs.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { InputError } from '../lib/names/from-input.ts';

/** Why a text is of no use: it is no address, or what else there is to say. */
export type FieldError = InputError | { readonly kind: 'said'; readonly text: string };

type Submit = (text: string) => FieldError | undefined | Promise<FieldError | undefined>;

type Props = {
  readonly t: Translator;
  readonly label: string;
  readonly button: string;
  readonly initial: string;
  /** Takes the text, or says why it is of no use, at once or later. */
  readonly onSubmit: Submit;
  /** Something else that can be done with the text. */
  readonly second?: { readonly label: string; readonly onSubmit: Submit };
  /** A second button that leaves everything as it was. */
  readonly onCancel?: () => void;
  /** At its first appearance: the field is what the person wants next. */
  readonly takeFocus?: boolean;
};

/** One field for a name with its button, and the reason under it when the text is none. */
export function NameForm(props: Props) {
  const { t, label, button, initial, onSubmit, second, onCancel, takeFocus } = props;
  const [text, setText] = useState(initial);
  const [error, setError] = useState<FieldError | undefined>(undefined);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takeFocus) input.current?.focus();
  }, [takeFocus]);
  function submit(take: Submit): void {
    const outcome = take(text);
    if (!(outcome instanceof Promise)) setError(outcome);
    // Nobody took it: the background went away.
    else
      void outcome.then(setError, () =>
        setError({ kind: 'said', text: t('failure.internal.what') }),
      );
  }
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit(onSubmit);
      }}
    >
      <label for={id}>{label}</label>
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
          ref={input}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error`}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <div class="name-form-buttons">
          <button type="submit" class="button button-main">
            {button}
          </button>
          {second && (
            <button type="button" class="button" onClick={() => submit(second.onSubmit)}>
              {second.label}
            </button>
          )}
          {onCancel && (
            <button type="button" class="button button-quiet" onClick={onCancel}>
              {t('popup.my-name.cancel')}
            </button>
          )}
        </div>
      </div>
      <p class="field-error" id={`${id}-error`} role="alert">
        {error && (error.kind === 'said' ? error.text : inputText(t, error))}
      </p>
    </form>
  );
}
