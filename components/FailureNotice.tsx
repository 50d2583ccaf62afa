import { failureText } from '../lib/i18n/failures.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Failure } from '../lib/protocol/ui.ts';
import { Prose } from './Prose.tsx';

type Props = { readonly t: Translator; readonly failure: Failure };

/** What happened and what to do next, small, inside something that already has a heading. */
export function FailureNotice({ t, failure }: Props) {
  const { what, next } = failureText(t, failure);
  return (
    <div class="notice">
      <p>
        <Prose text={what} />
      </p>
      <NextStep t={t} text={next} label="popup.next" />
    </div>
  );
}

type NextProps = {
  readonly t: Translator;
  readonly text: string;
  readonly label: 'popup.next' | 'gate.next';
};

/** The one thing to do next. */
export function NextStep({ t, text, label }: NextProps) {
  return (
    <p class="next">
      <strong class="next-label">{t(label)}</strong>
      <span>
        <Prose text={text} />
      </span>
    </p>
  );
}
