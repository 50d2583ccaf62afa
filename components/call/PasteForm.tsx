import { useId, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  readonly label: string;
  readonly onPaste: (text: string) => void;
};

/** A field for a call link; pasted into, it goes on by itself. */
export function PasteForm({ t, label, onPaste }: Props) {
  const [text, setText] = useState('');
  const id = useId();
  const take = (whole: string): void => {
    if (whole.trim() === '') return;
    onPaste(whole);
    // What was refused stays in nobody's way: the notice says what to do, and the link can be pasted again.
    setText('');
  };
  return (
    <form
      class="name-form paste-form"
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
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
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text') ?? '';
            if (pasted.trim() === '' || text !== '') return;
            event.preventDefault();
            take(pasted);
          }}
        />
        <button type="submit" class="button">
          {t('call.paste.button')}
        </button>
      </div>
    </form>
  );
}
