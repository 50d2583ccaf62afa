import { type ReadonlySignal, signal } from '@preact/signals';
import { assertNever } from '../result.ts';
import {
  type Chat,
  type ChatActions,
  type ChatEvent,
  type ChatWords,
  NEW_CHAT,
  stepChat,
  type TalkLink,
} from './chat.ts';

/** The chat of one call, carried out. */
export type ChatRun = {
  readonly chat: ReadonlySignal<Chat>;
  readonly actions: Pick<ChatActions, 'type' | 'send' | 'seen'>;
  readonly hear: (words: ChatWords) => void;
  readonly setLink: (link: TalkLink) => void;
};

/** How often what comes is shown, in ms: nobody reads faster, and a flood must not draw each message. */
const SHOWN_EACH = 50;

/** A chat before its call is proven. `say` puts words on the talk channel. */
export function createChatRun(say: (words: ChatWords) => void): ChatRun {
  const shown = signal<Chat>(NEW_CHAT);
  let chat = NEW_CHAT;
  let showing: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    clearTimeout(showing);
    showing = undefined;
    shown.value = chat;
  }

  function dispatch(event: ChatEvent): void {
    const [after, effects] = stepChat(chat, event);
    chat = after;
    if (event.kind === 'heard' || event.kind === 'woken') showing ??= setTimeout(show, SHOWN_EACH);
    else show();
    for (const effect of effects) {
      switch (effect.kind) {
        case 'say':
          say(effect.words);
          break;
        case 'wake':
          setTimeout(() => dispatch({ kind: 'woken', at: Date.now() }), effect.ms);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  return {
    chat: shown,
    actions: {
      type: (draft) => dispatch({ kind: 'typed', draft }),
      send: () => dispatch({ kind: 'send', at: Date.now() }),
      seen: () => dispatch({ kind: 'seen' }),
    },
    hear: (words) => dispatch({ kind: 'heard', words, at: Date.now() }),
    setLink: (link) => dispatch({ kind: 'link', link }),
  };
}
