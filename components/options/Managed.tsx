import type { ComponentChildren } from 'preact';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  /** Whether it can't be changed here. */
  readonly is: boolean;
  readonly children: ComponentChildren;
};

/** A part of the settings; where whoever manages the browser has set it for good, it says so and takes no change. */
export function Managed({ t, is, children }: Props) {
  if (!is) return <>{children}</>;
  return (
    <div class="managed">
      <p class="managed-note">{t('options.managed')}</p>
      <fieldset disabled class="managed-part">
        {children}
      </fieldset>
    </div>
  );
}
