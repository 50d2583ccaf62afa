import { useMemo } from 'preact/hooks';
import type { ChatEntry, ChatMark } from '../../lib/call/chat.ts';
import { partsOf, shownText } from '../../lib/call/chat-text.ts';
import { clockText } from '../../lib/i18n/call-formats.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CallIcon } from './CallIcon.tsx';

type Props = {
  readonly t: Translator;
  readonly entry: ChatEntry;
  /** Of own messages only. */
  readonly mark: ChatMark | undefined;
  /** Whose it is, in words. */
  readonly who: string;
  /** Whether the message before it is of the same person. */
  readonly follows: boolean;
  readonly onCopy: (text: string) => void;
};

/** One message: its text with its links, when it came, and how far one of our own has come. */
export function ChatMessage(props: Props) {
  const { t, entry, mark, who, follows, onCopy } = props;
  // All rows are drawn anew with each message; what a text holds never changes.
  const parts = useMemo(() => partsOf(shownText(entry.text)), [entry.text]);
  return (
    <li class={`message message-${entry.from}${follows ? ' message-follows' : ''}`}>
      <span class={follows ? 'unseen' : 'message-who'}>{who}</span>
      <div class="message-text" dir="auto">
        {parts.map((part, index) =>
          part.kind === 'link' ? (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
      </div>
      <span class="message-foot">
        <time dateTime={new Date(entry.at).toISOString()}>{clockText(t.language, entry.at)}</time>
        {mark && <span class={`mark mark-${mark}`}>{t(`chat.mark.${mark}`)}</span>}
        <button
          type="button"
          class="message-copy"
          aria-label={t('chat.copy-one')}
          title={t('chat.copy-one')}
          onClick={() => onCopy(entry.text)}
        >
          <CallIcon sign="copy" />
        </button>
      </span>
    </li>
  );
}
