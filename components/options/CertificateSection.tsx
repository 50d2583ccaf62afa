import { useId, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  /** Makes another certificate; whether it could be kept. */
  readonly onReplace: () => Promise<boolean>;
};

/** By what the people whom one has called know this browser again. */
export function CertificateSection({ t, onReplace }: Props) {
  const id = useId();
  const [kept, setKept] = useState<boolean | undefined>(undefined);
  return (
    <>
      <p class="soft" id={`${id}-text`}>
        {t('options.certificate.text')}
      </p>
      <div class="options-line">
        <button
          type="button"
          class="button"
          aria-describedby={`${id}-text`}
          onClick={() => void onReplace().then(setKept)}
        >
          {t('options.certificate.new')}
        </button>
        <output class={kept === false ? 'field-error' : 'works'}>
          {kept === undefined
            ? ''
            : t(kept ? 'options.certificate.done' : 'options.certificate.unkept')}
        </output>
      </div>
    </>
  );
}
