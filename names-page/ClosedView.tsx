import { CapybaraMark } from '../components/CapybaraMark.tsx';
import { FailureNotice } from '../components/FailureNotice.tsx';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Failure } from '../lib/protocol/ui.ts';

/** Why the page can't be used. */
export type ClosedProps = {
  readonly t: Translator;
  readonly why:
    | { readonly kind: 'no-token' | 'no-extension' | 'refused' | 'lost' | 'settings' }
    | { readonly kind: 'failed'; readonly failure: Failure };
};

/** The page without the extension. */
export function ClosedView({ t, why }: ClosedProps) {
  return (
    <main class="options names" data-state={why.kind}>
      <header class="options-head">
        <CapybaraMark />
        <h1>{t('names.title')}</h1>
      </header>
      <section class="card options-card closed">
        <Why t={t} why={why} />
      </section>
    </main>
  );
}

function Why({ t, why }: ClosedProps) {
  switch (why.kind) {
    case 'failed':
      return <FailureNotice t={t} failure={why.failure} />;
    case 'settings':
      return <h2>{t('names.closed.settings')}</h2>;
    default:
      return (
        <>
          <h2>{t(`names.closed.${why.kind}`)}</h2>
          <p>{t(`names.closed.${why.kind}.next`)}</p>
        </>
      );
  }
}
