import type { Translator } from '../lib/i18n/translate.ts';
import { FailureNotice } from './FailureNotice.tsx';

/** Says that the background does not answer, on a page that shows what it knows. */
export function SilentBackground({ t }: { readonly t: Translator }) {
  return (
    <section class="card options-card" role="alert">
      <FailureNotice t={t} failure={{ kind: 'background-silent' }} />
    </section>
  );
}
