import { useState } from 'preact/hooks';
import type { Translator } from '../lib/i18n/translate.ts';
import { type AzeroName, parseName } from '../lib/names/name.ts';
import { SafeText } from './SafeText.tsx';

type Props = {
  readonly t: Translator;
  /** Names without their ending, as the chain has them. */
  readonly labels: readonly string[];
  /** What they end in. */
  readonly ending: string;
  readonly onOpen: (name: AzeroName) => void;
};

/** Names that are shown at first. */
const FIRST = 12;

/** Names to open; one that Copybara takes for none is shown, and can't be opened. */
export function NameList({ t, labels, ending, onOpen }: Props) {
  const [shown, setShown] = useState(FIRST);
  if (labels.length === 0) return <span class="soft">{t('names.none')}</span>;
  return (
    <>
      <ul class="name-list">
        {labels.slice(0, shown).map((label) => (
          <li key={label}>
            <NameLink t={t} text={`${label}.${ending}`} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {labels.length > shown && (
        <button type="button" class="text-button" onClick={() => setShown(shown + 100)}>
          {t('names.list.more', { count: Math.min(100, labels.length - shown) })}
        </button>
      )}
    </>
  );
}

type LinkProps = {
  readonly t: Translator;
  readonly text: string;
  readonly onOpen: (name: AzeroName) => void;
};

/** One name from the chain, to be opened if it is one. */
export function NameLink({ t, text, onOpen }: LinkProps) {
  const name = parseName(text);
  // Written otherwise than its normal form it would open another name than the one that stands there.
  if (!name.ok || name.value !== text) {
    return (
      <span title={t('names.wallet.odd')}>
        <SafeText t={t} text={text} longest={40} />
      </span>
    );
  }
  const { value } = name;
  return (
    <button type="button" class="text-button name-link" dir="ltr" onClick={() => onOpen(value)}>
      {value}
    </button>
  );
}
