import { useId } from 'preact/hooks';

type Props = {
  readonly label: string;
  readonly value: string;
  /** Why what stands in it can't be taken. */
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly onInput: (text: string) => void;
};

/** A text field for something technical, which no browser should correct. */
export function Field({ label, value, error, help, onInput }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error ${id}-help`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="field-error" id={`${id}-error`} role="alert">
        {error}
      </p>
      <p class="soft field-help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
