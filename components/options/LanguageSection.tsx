import { useId } from 'preact/hooks';
import { directionOf, LANGUAGES, type Language, OWN_NAMES } from '../../lib/i18n/languages.ts';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  /** The one that was chosen; undefined: as the browser. */
  readonly language: Language | undefined;
  readonly onChoose: (language: Language | undefined) => void;
};

/** What our pages speak; each language is called by its own name, so that one can find back. */
export function LanguageSection({ t, language, onChoose }: Props) {
  const id = useId();
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('options.language')}</h2>
      <div class="field">
        <select
          aria-labelledby={id}
          value={language ?? ''}
          onChange={({ currentTarget }) =>
            onChoose(LANGUAGES.find((one) => one === currentTarget.value))
          }
        >
          <option value="">{t('options.language.browser')}</option>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one} dir={directionOf(one)}>
              {OWN_NAMES[one]}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
