import { useId, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { Field } from './Field.tsx';

type Props = {
  readonly t: Translator;
  readonly base: string;
  readonly defaultBase: string;
  readonly onSet: (base: string) => boolean;
};

/** Where the links of this person's calls lead. */
export function LinksSection({ t, base, defaultBase, onSet }: Props) {
  const id = useId();
  const [text, setText] = useState(base);
  const [bad, setBad] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('options.calls')}</h2>
      <p class="soft">{t('options.links.text')}</p>
      <form
        class="options-form"
        onSubmit={(event) => {
          event.preventDefault();
          const taken = onSet(text.trim());
          setBad(!taken);
          setSaved(taken);
          if (taken && text.trim() === '') setText(defaultBase);
        }}
      >
        <Field
          label={t('options.links')}
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
    </section>
  );
}
