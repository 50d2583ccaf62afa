import { type Chat, type ChatEntry, markOf } from './chat.ts';
import { shownText } from './chat-text.ts';

/** What a conversation needs to be written down. */
export type TranscriptWords = {
  readonly own: string;
  readonly theirs: string;
  /** A moment in ms since 1970, for people. */
  readonly time: (at: number) => string;
  /** What stands behind a message that did not arrive. */
  readonly lost: string;
};

/** A conversation as text: one paragraph a message, further lines of it indented, so that nobody can write in another's name. */
export function transcript(chat: Chat, words: TranscriptWords): string {
  return chat.entries.map((entry) => `${paragraph(chat, entry, words)}\n`).join('');
}

function paragraph(chat: Chat, entry: ChatEntry, words: TranscriptWords): string {
  const who = entry.from === 'own' ? words.own : words.theirs;
  const text = shownText(entry.text).replaceAll('\n', '\n    ');
  const isLost = entry.from === 'own' && markOf(chat, entry.id) === 'lost';
  return `[${words.time(entry.at)}] ${who}: ${text}${isLost ? ` (${words.lost})` : ''}`;
}
