import { useState } from 'preact/hooks';
import type { Translator } from '../lib/i18n/translate.ts';
import { shownText } from './shown-text.ts';

type Props = {
  readonly t: Translator;
  /** Whatever somebody put on chain. */
  readonly text: string;
  /** Characters that are shown at first. */
  readonly longest?: number;
};

/** The most that is ever drawn at once: what is longer than a registry takes comes from no registry. */
const MOST = 20_000;

/** A text from outside, which can neither rearrange what stands around it nor fill the page. */
export function SafeText({ t, text, longest = 160 }: Props) {
  const [whole, setWhole] = useState(false);
  const { parts, hidden } = shownText(text, whole ? MOST : longest);
  if (text === '') return <span class="soft">{t('names.value.empty')}</span>;
  return (
    <span class="safe-text">
      <bdi dir="auto" class="mono">
        {parts.map((part, index) =>
          part.kind === 'plain' ? (
            part.text
          ) : (
            <span key={index} class="code-point" dir="ltr">
              {part.code}
            </span>
          ),
        )}
        {hidden > 0 && '…'}
      </bdi>
      {hidden > 0 && !whole && (
        <button type="button" class="text-button" onClick={() => setWhole(true)}>
          {t('names.value.more', { count: hidden })}
        </button>
      )}
      {whole && (
        <button type="button" class="text-button" onClick={() => setWhole(false)}>
          {t('names.value.less')}
        </button>
      )}
    </span>
  );
}
