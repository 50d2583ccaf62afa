import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  readonly onExport: () => void;
  readonly onImport: (text: string) => Promise<boolean>;
  readonly onReset: () => Promise<void>;
  /** What is kept, kind by kind. */
  readonly children: ComponentChildren;
};

type Said = 'options.data.import.bad' | 'options.data.import.done' | 'options.data.reset.done';

/** Everything that Copybara keeps of a person: out, in, and away. */
export function DataSection({ t, onExport, onImport, onReset, children }: Props) {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [sure, setSure] = useState(false);
  const [said, setSaid] = useState<Said | undefined>(undefined);
  return (
    <>
      <p class="soft">{t('options.data.text')}</p>
      <div class="options-line">
        <button type="button" class="button" onClick={onExport}>
          {t('options.data.export')}
        </button>
        <button type="button" class="button" onClick={() => picker.current?.click()}>
          {t('options.data.import')}
        </button>
        <input
          ref={picker}
          type="file"
          aria-label={t('options.data.import')}
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            const field = event.currentTarget;
            const [file] = field.files ?? [];
            if (file === undefined) return;
            void file
              .text()
              .then(onImport, () => false)
              .then((fine) => {
                setSaid(fine ? 'options.data.import.done' : 'options.data.import.bad');
                // The same file can be chosen again.
                field.value = '';
              });
          }}
        />
      </div>
      {children}
      <div class="options-line">
        {sure ? (
          <>
            <button
              type="button"
              class="button button-bad"
              onClick={() => {
                setSure(false);
                void onReset().then(() => setSaid('options.data.reset.done'));
              }}
            >
              {t('options.data.reset.sure')}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setSure(false)}>
              {t('options.cancel')}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button"
            aria-describedby={`${id}-reset`}
            onClick={() => setSure(true)}
          >
            {t('options.data.reset')}
          </button>
        )}
        <p class="soft" id={`${id}-reset`}>
          {t('options.data.reset.text')}
        </p>
      </div>
      <output class={said === 'options.data.import.bad' ? 'field-error' : 'works'}>
        {said ? t(said) : ''}
      </output>
    </>
  );
}
