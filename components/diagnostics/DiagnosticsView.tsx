import { useId, useState } from 'preact/hooks';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { Status } from '../../lib/protocol/ui.ts';
import { CapybaraMark } from '../CapybaraMark.tsx';
import { Switch } from '../options/Switch.tsx';
import { Prose } from '../Prose.tsx';
import { StatusRow } from '../StatusRow.tsx';
import { statusRows, summaryText } from '../status-rows.ts';

/** What can be left in. */
export const TICKS = ['names', 'addresses', 'ids'] as const;
/** Which of them are. */
export type Ticks = { readonly [tick in (typeof TICKS)[number]]: boolean };

/** The text to hand on, as far as it is there. */
export type Report =
  | { readonly state: 'looking' }
  /** It could not be found out; the browser's words. */
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'found'; readonly text: string };

/** What the page shows and takes. */
export type DiagnosticsProps = {
  readonly t: Translator;
  readonly status: Status;
  /** The background does not answer. */
  readonly isSilent: boolean;
  /** What would be copied. */
  readonly report: Report;
  readonly ticks: Ticks;
  readonly onTick: (ticks: Ticks) => void;
  /** Whether the browser let a text be copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onAgain: () => void;
  readonly onOpenSettings: () => void;
};

/** How everything stands, and the same as a text to hand on, without what is private. */
export function DiagnosticsView(props: DiagnosticsProps) {
  const { t, status, isSilent, report, ticks, onTick, onCopy } = props;
  const text = report.state === 'found' ? report.text : undefined;
  const id = useId();
  const [copied, setCopied] = useState<{ text: string; fine: boolean } | undefined>(undefined);
  const rows = statusRows(t, status, isSilent);
  const said = copied !== undefined && copied.text === text ? copied : undefined;
  return (
    <main class="options">
      <header class="options-head">
        <CapybaraMark />
        <div>
          <h1>{t('diagnostics.title')}</h1>
          <output class="soft">
            {status.routing.state === 'off' && !isSilent
              ? t('popup.summary.off')
              : summaryText(t, rows)}
          </output>
        </div>
      </header>

      <section class="card options-card" aria-labelledby={`${id}-state`}>
        <h2 id={`${id}-state`}>{t('diagnostics.state')}</h2>
        <ul class="status-list">
          {rows.map((row) => (
            <StatusRow key={row.id} t={t} row={row} onCopy={(word) => void onCopy(word)} />
          ))}
        </ul>
        <p class="soft">
          <Prose text={t('diagnostics.doctor')} />
        </p>
      </section>

      <section class="card options-card" aria-labelledby={`${id}-text`}>
        <h2 id={`${id}-text`}>{t('diagnostics.text')}</h2>
        <p class="soft">{t('diagnostics.text.about')}</p>
        <fieldset class="choices">
          <legend>{t('diagnostics.tick')}</legend>
          {TICKS.map((tick) => (
            <Switch
              key={tick}
              label={t(`diagnostics.tick.${tick}`)}
              text={t(`diagnostics.tick.${tick}.text`)}
              on={ticks[tick]}
              onSet={(on) => onTick({ ...ticks, [tick]: on })}
            />
          ))}
        </fieldset>
        <div aria-live="polite">
          {report.state === 'looking' && <p>{t('diagnostics.looking')}</p>}
          {report.state === 'failed' && (
            <p class="field-error">
              {t('diagnostics.failed', { detail: cleanWord(report.detail, 300) })}
            </p>
          )}
        </div>
        {text !== undefined && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
          <pre class="report" dir="ltr" tabIndex={0} aria-labelledby={`${id}-text`}>
            {text}
          </pre>
        )}
        <div class="options-line">
          <button
            type="button"
            class="button button-main"
            aria-disabled={text === undefined}
            onClick={() => {
              if (text !== undefined) void onCopy(text).then((fine) => setCopied({ text, fine }));
            }}
          >
            {t('diagnostics.copy')}
          </button>
          <button type="button" class="button" onClick={props.onAgain}>
            {t('diagnostics.again')}
          </button>
          <output class={said?.fine === false ? 'field-error' : 'works'}>
            {said ? t(said.fine ? 'diagnostics.copied' : 'diagnostics.uncopied') : ''}
          </output>
        </div>
      </section>

      <footer class="options-foot soft">
        <p>{t('proves')}</p>
        <button type="button" class="button button-quiet" onClick={props.onOpenSettings}>
          {t('diagnostics.settings')}
        </button>
      </footer>
    </main>
  );
}
