import { useId, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { AzeroName } from '../../lib/names/name.ts';

type Props = {
  readonly t: Translator;
  readonly name: AzeroName;
  readonly note: string;
  readonly onSave: (note: string) => void;
};

/** The longest note, in UTF-16 units. */
const LONGEST = 500;

/** The person's own words about somebody. */
export function NoteForm({ t, name, note, onSave }: Props) {
  const [text, setText] = useState(note);
  const [saved, setSaved] = useState<string | undefined>(undefined);
  const id = useId();
  return (
    <form
      class="name-form note-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
        setSaved(text);
      }}
    >
      <label for={id}>{t('call.note', { name })}</label>
      <div class="name-form-line">
        <input
          id={id}
          type="text"
          maxLength={LONGEST}
          value={text}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {t('call.note.save')}
        </button>
      </div>
      <p class="soft small" id={`${id}-hint`}>
        {t('call.note.hint')} <output>{saved === text ? t('call.note.saved') : ''}</output>
      </p>
    </form>
  );
}
