import type { Translator } from '../lib/i18n/translate.ts';
import { CopyButton } from './CopyButton.tsx';

type Props = {
  readonly t: Translator;
  readonly label: 'copy.node-id' | 'copy.account';
  /** A node id or an account: long, and told apart by its ends. */
  readonly text: string;
  readonly onCopy: (text: string) => void;
};

/** A long key by its two ends, whole on hovering and by its copy button. */
export function KeyText({ t, label, text, onCopy }: Props) {
  return (
    <span class="key-text">
      <bdi dir="ltr" class="mono" title={text}>
        {shortKey(text)}
      </bdi>
      <CopyButton t={t} label={label} text={text} onCopy={onCopy} />
    </span>
  );
}

/** `gbkjnr…a3we70`: enough of both ends to compare by eye (60 bits of a node id). */
export function shortKey(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 6)}…${text.slice(-6)}`;
}
