import { useEffect, useId, useRef } from 'preact/hooks';
import { listText } from '../../lib/i18n/formats.ts';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import { OWN_NAMES } from '../../lib/i18n/languages.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { assertNever } from '../../lib/result.ts';
import type { ImportChange } from './import-props.ts';

type Props = {
  readonly t: Translator;
  readonly changes: readonly ImportChange[];
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** What loading a file would change, before it does. */
export function ImportQuestion({ t, changes, onYes, onNo }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const some = changes.length > 0;
  return (
    <section class="import" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {t(some ? 'options.import.changes' : 'options.import.nothing')}
      </h3>
      {some && (
        <dl class="import-changes">
          {changes.map((change) => (
            <div key={change.what}>
              <dt>{labelOf(t, change)}</dt>
              <dd>
                <bdi>{valueOf(t, change)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {some && <p class="soft">{t('options.import.chain')}</p>}
      <div class="options-line">
        {some && (
          <button type="button" class="button button-main" onClick={onYes}>
            {t('options.import.yes')}
          </button>
        )}
        <button type="button" class="button" onClick={onNo}>
          {t(some ? 'options.cancel' : 'options.import.close')}
        </button>
      </div>
    </section>
  );
}

function labelOf(t: Translator, { what }: ImportChange): string {
  switch (what) {
    case 'my-name':
      return t('popup.my-name');
    case 'language':
    case 'links':
    case 'search':
      return t(`options.${what}`);
    case 'enabled':
    case 'replace-proxy':
      return t(`options.import.${what}`);
    case 'preferences':
    case 'people':
    case 'calls':
      return t(`options.kinds.${what}`);
    default:
      return assertNever(what);
  }
}

function valueOf(t: Translator, change: ImportChange): string {
  switch (change.what) {
    case 'my-name':
      return change.to === undefined ? t('options.import.none') : cleanWord(change.to);
    case 'links':
      return change.to === undefined ? t('options.import.default') : cleanWord(change.to, 300);
    case 'language':
      return change.to === undefined ? t('options.language.browser') : OWN_NAMES[change.to];
    case 'search':
      return change.off.length === 0
        ? t('options.search.all')
        : t('options.import.search.off', {
            engines: listText(
              t.language,
              change.off.map((engine) => cleanWord(engine)),
            ),
          });
    case 'enabled':
      return t(change.to ? 'options.import.enabled.on' : 'options.import.enabled.off');
    case 'replace-proxy':
      return t(change.to ? 'options.import.replace-proxy.on' : 'options.import.replace-proxy.off');
    case 'preferences':
      return t('options.import.as-file');
    case 'people':
      return listText(t.language, [
        ...(change.added > 0 ? [t('options.import.added', { count: change.added })] : []),
        ...(change.changed > 0 ? [t('options.import.changed', { count: change.changed })] : []),
        ...(change.unblocked > 0
          ? [t('options.import.unblocked', { count: change.unblocked })]
          : []),
      ]);
    case 'calls':
      return t('options.import.added', { count: change.added });
    default:
      return assertNever(change);
  }
}
