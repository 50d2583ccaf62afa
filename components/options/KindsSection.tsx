import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { DATA_KINDS, type DataKind } from './options-props.ts';

type Counts = { readonly people: number; readonly calls: number };

type Props = {
  readonly t: Translator;
  readonly onDelete: (kind: DataKind) => Promise<void>;
  /** How much there is of what is counted. */
  readonly counts: Counts;
};

/** What Copybara keeps, kind by kind, each to be deleted by itself. */
export function KindsSection({ t, counts, onDelete }: Props) {
  const id = useId();
  const [sure, setSure] = useState<DataKind | undefined>(undefined);
  const [done, setDone] = useState<DataKind | undefined>(undefined);
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{t('options.kinds')}</h3>
      <ul class="endpoints" aria-labelledby={id}>
        {DATA_KINDS.map((kind) => (
          <li key={kind} class="endpoint">
            <div class="endpoint-body">
              <p class="choice-name">{t(`options.kinds.${kind}`)}</p>
              <p class="soft">{about(t, kind, counts)}</p>
            </div>
            {sure === kind ? (
              <Sure
                t={t}
                onYes={() => {
                  setSure(undefined);
                  void onDelete(kind).then(() => setDone(kind));
                }}
                onNo={() => setSure(undefined)}
              />
            ) : (
              <button
                type="button"
                class="button button-small"
                aria-label={t('options.kinds.delete', { what: t(`options.kinds.${kind}`) })}
                onClick={() => {
                  setDone(undefined);
                  setSure(kind);
                }}
              >
                {t('options.kinds.delete.short')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <output class="works">
        {done ? t('options.kinds.done', { what: t(`options.kinds.${done}`) }) : ''}
      </output>
    </section>
  );
}

function about(t: Translator, kind: DataKind, counts: Counts): string {
  if (kind === 'people' || kind === 'calls')
    return t(`options.kinds.${kind}.text`, { count: counts[kind] });
  return t(`options.kinds.${kind}.text`);
}

type SureProps = { readonly t: Translator; readonly onYes: () => void; readonly onNo: () => void };

/** Asks once more; the focus goes to the harmless answer. */
function Sure({ t, onYes, onNo }: SureProps) {
  const harmless = useRef<HTMLButtonElement>(null);
  useEffect(() => harmless.current?.focus(), []);
  return (
    <div class="options-line">
      <button type="button" class="button button-small button-bad" onClick={onYes}>
        {t('options.kinds.sure')}
      </button>
      <button ref={harmless} type="button" class="button button-small" onClick={onNo}>
        {t('options.cancel')}
      </button>
    </div>
  );
}
