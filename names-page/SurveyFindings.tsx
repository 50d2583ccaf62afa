import type { ComponentChildren } from 'preact';
import type { Survey } from '../lib/azero/every-endpoint.ts';
import { listText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { EndpointList } from './EndpointList.tsx';

type Props<T> = {
  readonly t: Translator;
  readonly survey: Survey<T>;
  /** Draws what was found; `disputed` where operators contradict each other. */
  readonly renderValue: (value: T, disputed: boolean) => ComponentChildren;
};

/** What the endpoints say: the one answer, or each opinion with who holds it, and who confirms it. */
export function SurveyFindings<T>({ t, survey, renderValue }: Props<T>) {
  const { outcome } = survey;
  return (
    <>
      {outcome.kind === 'silent' && <p>{t('names.state.silent.text')}</p>}
      {outcome.kind === 'too-few' && <p class="notice">{t('names.state.too-few')}</p>}
      {outcome.kind === 'disagreed' && (
        <>
          <p class="field-error">{t('names.state.disagreed.text')}</p>
          {outcome.opinions.map(({ value, by }) => (
            <section class="opinion" key={by.join()}>
              <h3>
                {t('names.opinion', {
                  operators: listText(
                    t.language,
                    by.map((one) => cleanWord(one)),
                  ),
                })}
              </h3>
              {renderValue(value, true)}
            </section>
          ))}
        </>
      )}
      {(outcome.kind === 'agreed' || outcome.kind === 'too-few') &&
        renderValue(outcome.value, false)}
      <EndpointList t={t} survey={survey} />
    </>
  );
}
