import { useEffect, useRef } from 'preact/hooks';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Failure } from '../lib/protocol/ui.ts';
import { CapybaraMark } from './CapybaraMark.tsx';
import { FailureNotice } from './FailureNotice.tsx';

type Props = {
  readonly t: Translator;
  /** Why the page did not open; undefined while it is on its way. */
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
};

/** The moment before the names page, and what is shown in its place where it can't be had. */
export function NamesOpening({ t, failure, onRetry }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (failure !== undefined) heading.current?.focus();
  }, [failure]);
  return (
    <main class="gate">
      <header class="gate-brand">
        <span class="wordmark">{t('brand')}</span>
        <CapybaraMark />
      </header>
      <article class="card options-card">
        <h1 ref={heading} tabIndex={-1}>
          {t('names.title')}
        </h1>
        <div aria-live="polite">
          {failure === undefined ? (
            <p class="soft">{t('names.opening')}</p>
          ) : (
            <FailureNotice t={t} failure={failure} />
          )}
        </div>
        {failure !== undefined && (
          <button type="button" class="button button-main" onClick={onRetry}>
            {t('names.retry')}
          </button>
        )}
      </article>
      <footer class="proves">{t('proves')}</footer>
    </main>
  );
}
