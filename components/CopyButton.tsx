import { useState } from 'preact/hooks';
import type { Translator } from '../lib/i18n/translate.ts';
import { Icon } from './Icon.tsx';

type Props = {
  readonly t: Translator;
  readonly label: 'copy.node-id' | 'copy.account' | 'copy.pac';
  readonly text: string;
  readonly onCopy: (text: string) => void;
};

/** Hands a text to `onCopy` and says that it did. */
export function CopyButton({ t, label, text, onCopy }: Props) {
  const [copied, setCopied] = useState('');
  const done = copied === text;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={t(label)}
        title={t(done ? 'copy.done' : label)}
        onClick={() => {
          onCopy(text);
          setCopied(text);
        }}
      >
        <Icon sign={done ? 'copied' : 'copy'} />
      </button>
      <output class="unseen">{done ? t('copy.done') : ''}</output>
    </>
  );
}
