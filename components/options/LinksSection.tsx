import { useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { Field } from './Field.tsx';

type Props = {
  readonly t: Translator;
  readonly base: string;
  readonly defaultBase: string;
  readonly onSet: (base: string) => boolean;
  /** Whether the browser lets links of this address be taken before they leave. */
  readonly taken: boolean;
  readonly onTake: () => void;
};

/** Where the links of this person's calls lead. */
export function LinksSection({ t, base, defaultBase, onSet, taken, onTake }: Props) {
  const [text, setText] = useState(base);
  const [bad, setBad] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <>
      <p class="soft">{t('options.links.text')}</p>
      <form
        class="options-form"
        onSubmit={(event) => {
          event.preventDefault();
          const kept = onSet(text.trim());
          setBad(!kept);
          setSaved(kept);
          if (kept && text.trim() === '') setText(defaultBase);
        }}
      >
        <Field
          label={t('options.links.address')}
          value={text}
          error={bad ? t('options.links.bad') : undefined}
          help={t('options.links.default', { base: defaultBase })}
          onInput={(next) => {
            setText(next);
            setBad(false);
            setSaved(false);
          }}
        />
        <button type="submit" class="button">
          {t('options.save')}
        </button>
        <output class="works">{saved ? t('options.saved') : ''}</output>
      </form>
      <div role="alert">
        {!taken && (
          <p class="field-error">
            {t('options.links.untaken.what')} {t('options.links.untaken.next')}
          </p>
        )}
      </div>
      {!taken && (
        <button type="button" class="button" onClick={onTake}>
          {t('options.links.untaken.ask')}
        </button>
      )}
    </>
  );
}
