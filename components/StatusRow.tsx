import type { ComponentChildren } from 'preact';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Icon } from './Icon.tsx';
import { KeyText } from './KeyText.tsx';
import type { Row } from './status-rows.ts';

type Props = {
  readonly t: Translator;
  readonly row: Row;
  readonly onCopy: (text: string) => void;
  /** What can be done about it here. */
  readonly children?: ComponentChildren;
};

/** One part of the whole: a line when it works, a sentence and a next step when it does not. */
export function StatusRow({ t, row, onCopy, children }: Props) {
  const detail = row.failure?.words?.['detail'];
  const id = row.nodeId && <KeyText t={t} label="copy.node-id" text={row.nodeId} onCopy={onCopy} />;
  return (
    <li class={`status status-${row.tone}`}>
      <span class="status-sign">
        <Icon sign={row.tone} />
      </span>
      <div class="status-body">
        <p class="status-line">
          <span class="status-name">{t(`popup.${row.id}`)}</span>
          <span class="status-more soft">
            {row.text && <span title={row.whole}>{row.text}</span>}
            {!row.failure && id}
          </span>
          <span class="status-word">
            <span class="unseen">: </span>
            {row.word}
          </span>
        </p>
        {row.failure && id && <p class="soft">{id}</p>}
        {row.failure && <FailureNotice t={t} failure={row.failure} />}
        {detail && (
          <p class="said mono" dir="ltr">
            {cleanWord(detail, 300)}
          </p>
        )}
        {children}
      </div>
    </li>
  );
}
