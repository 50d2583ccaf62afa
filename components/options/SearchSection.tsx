import type { Translator } from '../../lib/i18n/translate.ts';
import { Switch } from './Switch.tsx';

/** One search engine: whether searches for a name are stopped there, and whether the browser lets that happen. */
type EngineShown = {
  readonly name: string;
  readonly on: boolean;
  readonly permitted: boolean;
};

type Props = {
  readonly t: Translator;
  readonly engines: readonly EngineShown[];
  readonly onSet: (names: readonly string[], on: boolean) => void;
};

/** At which search engines a search for a name becomes its visit, and why that needs a permission. */
export function SearchSection({ t, engines, onSet }: Props) {
  const all = engines.map(({ name }) => name);
  return (
    <>
      <p class="soft">{t('options.search.text')}</p>
      <p class="soft">{t('options.search.off')}</p>
      <div class="options-line">
        <button type="button" class="button button-small" onClick={() => onSet(all, true)}>
          {t('options.search.all')}
        </button>
        <button type="button" class="button button-small" onClick={() => onSet(all, false)}>
          {t('options.search.none')}
        </button>
      </div>
      <div class="engines">
        {engines.map(({ name, on, permitted }) => (
          <Switch
            key={name}
            label={name}
            {...(on && !permitted ? { text: t('options.search.missing') } : {})}
            on={on}
            onSet={(next) => onSet([name], next)}
          >
            {on && !permitted && (
              <button
                type="button"
                class="button button-small"
                aria-label={t('options.search.allow', { engine: name })}
                onClick={() => onSet([name], true)}
              >
                {t('options.search.allow.short')}
              </button>
            )}
          </Switch>
        ))}
      </div>
    </>
  );
}
