import { effect, signal } from '@preact/signals';
import { ChatPanel } from '../../components/call/ChatPanel.tsx';
import type { PanelSlot } from '../../components/call/call-props.ts';
import { FilesPanel } from '../../components/call/FilesPanel.tsx';
import type { CallShell } from '../call/call-state.ts';
import { type ChatActions, unreadOf } from '../call/chat.ts';
import { shownText } from '../call/chat-text.ts';
import type { Engine } from '../call/engine-parts.browser.ts';
import { offersAfter, unsavedOf } from '../call/files-step.ts';
import { planOf } from '../call/session-move.ts';
import { transcript } from '../call/transcript.ts';
import { clockText } from '../i18n/call-formats.ts';
import type { Translator } from '../i18n/translate.ts';

/** The chat and the files of a call's window, as the call's view shows them beside the picture. */
export type TalkSlots = {
  readonly chat: PanelSlot | undefined;
  readonly files: PanelSlot | undefined;
};

/** Joins what the engine says of chat and files to their views. */
export function callTalk(
  t: Translator,
  engine: Engine,
  shell: Pick<CallShell, 'copy'>,
): () => TalkSlots {
  const chatShown = signal(false);
  const filesShown = signal(false);
  /** The number of their last offer that was before the person's eyes. */
  const seenOffer = signal(0);

  effect(() => {
    const { lastTheirs } = engine.files.value;
    if (filesShown.value || lastTheirs < seenOffer.peek()) seenOffer.value = lastTheirs;
  });
  const markSeen = (): void => {
    const isRead = chatShown.peek() && document.visibilityState === 'visible';
    if (isRead && unreadOf(engine.chat.peek()) > 0) engine.chatActions.seen();
  };
  effect(() => {
    void engine.chat.value;
    void chatShown.value;
    markSeen();
  });
  document.addEventListener('visibilitychange', markSeen);

  function theirName(): string {
    return planOf(engine.state.value.session.phase)?.theirs ?? '';
  }

  function written(): string {
    return transcript(engine.chat.peek(), {
      own: engine.state.peek().ours ?? t('chat.own'),
      theirs: theirName(),
      time: (at) => clockText(t.language, at),
      lost: t('chat.mark.lost'),
    });
  }

  const chatActions: ChatActions = {
    ...engine.chatActions,
    // What was seen, and nothing that hides in it.
    copy: (text) => void shell.copy(shownText(text)),
    copyAll: () => shell.copy(written()),
    save: () => saveText(`chat ${theirName()}.txt`, written()),
  };

  return () => {
    const chat = engine.chat.value;
    const files = engine.files.value;
    const theirs = theirName();
    const hasTalk = chat.link !== 'none';
    // After the end, what is left of either stays at hand.
    const isOver = chat.link === 'ended';
    const keepsChat = chat.entries.length > 0 || chat.draft !== '';
    return {
      chat:
        hasTalk && (!isOver || keepsChat)
          ? {
              content: (
                <ChatPanel
                  t={t}
                  chat={chat}
                  theirs={theirs}
                  actions={chatActions}
                  onFiles={engine.filesActions.offer}
                />
              ),
              unseen: unreadOf(chat),
              onShow: (shown) => {
                chatShown.value = shown;
              },
            }
          : undefined,
      files:
        hasTalk && (!isOver || files.transfers.length > 0)
          ? {
              content: (
                <FilesPanel t={t} files={files} theirs={theirs} actions={engine.filesActions} />
              ),
              unseen: offersAfter(files, seenOffer.value),
              unsaved: unsavedOf(files),
              onShow: (shown) => {
                filesShown.value = shown;
              },
            }
          : undefined,
    };
  };
}

/** Hands a text over as a download. */
function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
