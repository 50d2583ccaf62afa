import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  type Chat,
  type ChatActions,
  type ChatEntry,
  type ChatMark,
  markOf,
  tooLongBy,
} from '../../lib/call/chat.ts';
import type { FileMeta } from '../../lib/call/files.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { ChatMessage } from './ChatMessage.tsx';
import { movedEnd, shownRange } from './chat-window.ts';

export type ChatPanelProps = {
  readonly t: Translator;
  readonly chat: Chat;
  /** The other person's name. */
  readonly theirs: string;
  readonly actions: ChatActions;
  /** What was pasted and is no text, such as a picture. */
  readonly onFiles: (files: readonly FileMeta[]) => void;
};

/** How near to its end the list must be for new messages to be followed, in px. */
const NEAR = 48;

/** Whether a field is as high as its text without being measured at each letter, which Firefox 140 can not yet. */
const GROWS = CSS.supports('field-sizing', 'content');

/** What two people write to each other in a call. */
export function ChatPanel(props: ChatPanelProps) {
  const { t, chat, theirs } = props;
  const isOver = chat.link === 'ended';
  return (
    <div class="chat">
      <ChatLog {...props} />
      {chat.shut !== undefined && <p class="talk-note">{t('chat.shut')}</p>}
      {chat.link === 'held' && <p class="talk-note">{t('chat.held')}</p>}
      {isOver && <p class="talk-note">{t('chat.ended')}</p>}
      {isOver && chat.draft === '' ? null : <Composer {...props} />}
      {chat.entries.length > 0 && <Keep {...props} />}
      {chat.entries.length === 0 && !isOver && (
        <p class="soft small">{t('chat.empty', { name: theirs })}</p>
      )}
    </div>
  );
}

type Row = {
  readonly mark: ChatMark | undefined;
  readonly follows: boolean;
  readonly who: string;
  readonly element: JSX.Element;
};

function ChatLog({ t, chat, theirs, actions }: ChatPanelProps) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const anchor = useRef<{ readonly height: number; readonly top: number } | undefined>(undefined);
  const [end, setEnd] = useState<number | undefined>(undefined);
  const { entries } = chat;
  const { from, to } = shownRange(entries.length, end);
  const newest = entries.at(-1);
  // A row that is the same as before is not drawn anew: each letter and each message comes by here.
  const drawn = useRef(new WeakMap<ChatEntry, Row>());
  const rows = entries.slice(from, to).map((entry, index) => {
    const mark = entry.from === 'own' ? markOf(chat, entry.id) : undefined;
    const follows = entries[from + index - 1]?.from === entry.from;
    const who = entry.from === 'own' ? t('chat.own') : theirs;
    const before = drawn.current.get(entry);
    const isSame = before?.mark === mark && before?.follows === follows && before?.who === who;
    if (before && isSame) return before.element;
    const element = (
      <ChatMessage
        key={`${entry.from}${entry.id}`}
        t={t}
        entry={entry}
        mark={mark}
        who={who}
        follows={follows}
        onCopy={actions.copy}
      />
    );
    drawn.current.set(entry, { mark, follows, who, element });
    return element;
  });

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (anchor.current) {
      // What was before her eyes stays there when older messages come in above it.
      element.scrollTop = anchor.current.top + element.scrollHeight - anchor.current.height;
      anchor.current = undefined;
    } else if (atEnd.current && end === undefined) element.scrollTop = element.scrollHeight;
  }, [from, to, end, newest]);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    // A smaller window, or a panel that is shown again, still shows what was said last.
    const sizes = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const move = (towards: 'earlier' | 'later'): void => {
    const element = list.current;
    if (element && towards === 'earlier') {
      anchor.current = { height: element.scrollHeight, top: element.scrollTop };
    }
    setEnd(movedEnd(entries.length, end, towards));
  };
  const toNewest = (): void => {
    atEnd.current = true;
    setEnd(undefined);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };

  return (
    <>
      <div
        class="chat-scroll"
        ref={list}
        // Reachable by keys, for it scrolls.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={t('chat.log')}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
        }}
      >
        {chat.forgotten > 0 && (
          <p class="talk-note">{t('chat.forgotten', { count: chat.forgotten })}</p>
        )}
        {from > 0 && (
          <button type="button" class="button button-small" onClick={() => move('earlier')}>
            {t('chat.earlier')}
          </button>
        )}
        <ol class="messages">{rows}</ol>
        {to < entries.length && (
          <button type="button" class="button button-small" onClick={() => move('later')}>
            {t('chat.later')}
          </button>
        )}
      </div>
      {end !== undefined && (
        <button type="button" class="button button-small chat-newest" onClick={toNewest}>
          {t('chat.newest')}
        </button>
      )}
    </>
  );
}

function Composer({ t, chat, theirs, actions, onFiles }: ChatPanelProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const over = tooLongBy(chat.draft);
  const closed = chat.link === 'ended' || chat.shut !== undefined;
  const canSend = chat.draft.trim() !== '' && over === 0 && !closed;
  const send = (): void => {
    if (canSend) actions.send();
    field.current?.focus();
  };
  useEffect(() => {
    const element = field.current;
    if (!element || GROWS) return;
    // As high as its text, up to what the style allows.
    element.style.blockSize = 'auto';
    element.style.blockSize = `${element.scrollHeight + 3}px`;
  }, [chat.draft]);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-line">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={chat.draft}
          placeholder={t('chat.placeholder')}
          aria-label={t('chat.field', { name: theirs })}
          aria-invalid={over > 0}
          aria-describedby="chat-hint"
          readOnly={closed}
          onInput={({ currentTarget }) => actions.type(currentTarget.value)}
          onKeyDown={(event) => {
            // Enter also ends a word that an input method is still composing.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            onFiles(files);
          }}
        />
        {!closed && (
          <button
            type="submit"
            class="button button-main"
            aria-disabled={canSend ? undefined : 'true'}
          >
            {t('chat.send')}
          </button>
        )}
      </div>
      <p id="chat-hint" class="unseen">
        {t('chat.hint')}
      </p>
      <p role="alert" class="field-error">
        {over > 0 ? t('chat.too-long', { count: over }) : ''}
      </p>
    </form>
  );
}

function Keep({ t, actions }: ChatPanelProps) {
  const [done, setDone] = useState<'copied' | 'refused' | undefined>(undefined);
  return (
    <div class="talk-keep">
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => {
          void actions.copyAll().then((copied) => setDone(copied ? 'copied' : 'refused'));
        }}
      >
        {t('chat.copy')}
      </button>
      <button type="button" class="button button-quiet button-small" onClick={actions.save}>
        {t('chat.save')}
      </button>
      <output class="small soft">{done ? t(`chat.done.${done}`) : ''}</output>
    </div>
  );
}
