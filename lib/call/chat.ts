/**
 * Text between two people whose call is proven (docs/call-protocols.md, section 6), as a pure reducer. Messages of each side
 * are numbered 1, 2, 3 …; the receiver says up to which number it has taken them, and the sender runs at most `CHAT_WINDOW`
 * ahead of that: so a flood is stopped at its source, and one that does not stop is refused.
 */
import * as v from 'valibot';
import { assertNever } from '../result.ts';
import { normalText } from './chat-text.ts';

/** The longest text of one message, in UTF-16 units. */
export const MAX_CHAT_TEXT = 10_000;
/** How many messages may be on their way without having been taken. */
export const CHAT_WINDOW = 32;
/** How many messages a second are taken in the long run, and how many at once. */
export const CHAT_RATE = 200;
const BURST = 4 * CHAT_WINDOW;
/** What is kept of the other side: the oldest goes first. */
const MAX_THEIR_TEXTS = 50_000;
export const MAX_THEIR_CHARACTERS = 5_000_000;
/** After how many refused messages nothing more is heard. */
export const MAX_CHAT_REFUSALS = 32;

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** What the two sides say to each other about the chat. */
export const ChatWords = v.variant('kind', [
  v.object({
    about: v.literal('chat'),
    kind: v.literal('text'),
    id: number,
    text: v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_CHAT_TEXT)),
  }),
  /** Every message up to this number has been taken. */
  v.object({ about: v.literal('chat'), kind: v.literal('taken'), upTo: number }),
]);
/** What the two sides say to each other about the chat. */
export type ChatWords = v.InferOutput<typeof ChatWords>;

/** One message. `at`: when it was written, or came, in ms since 1970. */
export type ChatEntry = {
  readonly from: 'own' | 'theirs';
  readonly id: number;
  readonly text: string;
  readonly at: number;
};

/** Why something of the other side was refused. */
export type ChatRefusal =
  | 'gap' // a number was left out
  | 'flood' // more than the window
  | 'never-sent'; // it says to have taken what was not sent

/** Where the connection of the call stands. `held`: cut, and perhaps mended; `ended`: for good. */
export type TalkLink = 'none' | 'open' | 'held' | 'ended';

/** The chat of one call. */
export type Chat = {
  /** In the order in which this side saw them. */
  readonly entries: readonly ChatEntry[];
  /** What is typed and not sent. */
  readonly draft: string;
  readonly link: TalkLink;
  /** Of our own: the last number, up to where they are on their way, and up to where they have arrived. */
  readonly own: { readonly last: number; readonly sent: number; readonly taken: number };
  /** Of theirs: up to where they came, we have said so, and the person has seen them. */
  readonly their: { readonly last: number; readonly told: number; readonly seen: number };
  /** How many of theirs were let go to bound the memory. */
  readonly forgotten: number;
  /** Characters of theirs that are kept. */
  readonly kept: number;
  readonly refused: number;
  /** Why nothing more is heard, if so. */
  readonly shut?: ChatRefusal;
  /** How many messages may be taken at once, as of a time in ms. */
  readonly allowance: { readonly count: number; readonly at: number };
  /** Whether a `wake` was asked for and has not come. */
  readonly waking: boolean;
};

/** A call in which nothing was said. */
export const NEW_CHAT: Chat = {
  entries: [],
  draft: '',
  link: 'none',
  own: { last: 0, sent: 0, taken: 0 },
  their: { last: 0, told: 0, seen: 0 },
  forgotten: 0,
  kept: 0,
  refused: 0,
  allowance: { count: BURST, at: 0 },
  waking: false,
};

/** What happens to a chat. `at` in ms since 1970. */
export type ChatEvent =
  | { readonly kind: 'typed'; readonly draft: string }
  /** The person sends what is typed. */
  | { readonly kind: 'send'; readonly at: number }
  /** The person has the newest messages before her eyes. */
  | { readonly kind: 'seen' }
  | { readonly kind: 'link'; readonly link: TalkLink }
  | { readonly kind: 'heard'; readonly words: ChatWords; readonly at: number }
  /** The time of a `wake` has come. */
  | { readonly kind: 'woken'; readonly at: number };

/** What is to be done, in this order. */
export type ChatEffect =
  | { readonly kind: 'say'; readonly words: ChatWords }
  /** Come back with `woken` after this time; one at a time. */
  | { readonly kind: 'wake'; readonly ms: number };

type Step = readonly [Chat, readonly ChatEffect[]];

/** What a person can do with the chat. */
export type ChatActions = {
  readonly type: (draft: string) => void;
  readonly send: () => void;
  readonly seen: () => void;
  readonly copy: (text: string) => void;
  /** Puts the whole conversation on the clipboard; false: the browser refused. */
  readonly copyAll: () => Promise<boolean>;
  /** Gives the whole conversation as a text file. */
  readonly save: () => void;
};

/** How far a message of our own has come. `lost`: the call ended before it arrived. */
export type ChatMark = 'waiting' | 'sent' | 'delivered' | 'lost';

/** The mark of one of our own messages. */
export function markOf(
  chat: Pick<Chat, 'own' | 'link'> & { readonly shut?: ChatRefusal | undefined },
  id: number,
): ChatMark {
  if (id <= chat.own.taken) return 'delivered';
  if (chat.link === 'ended' || chat.shut !== undefined) return 'lost';
  return id <= chat.own.sent ? 'sent' : 'waiting';
}

/** How many of their messages the person has not seen. */
export function unreadOf(chat: Chat): number {
  return chat.their.last - chat.their.seen;
}

/** By how many characters the draft is too long; 0 when it is not. */
export function tooLongBy(draft: string): number {
  return Math.max(0, normalText(draft).length - MAX_CHAT_TEXT);
}

/** What an event makes of a chat. */
export function stepChat(chat: Chat, event: ChatEvent): Step {
  switch (event.kind) {
    case 'typed':
      return [{ ...chat, draft: event.draft }, []];
    case 'send':
      return send(chat, event.at);
    case 'seen':
      if (unreadOf(chat) === 0) return [chat, []];
      return [{ ...chat, their: { ...chat.their, seen: chat.their.last } }, []];
    case 'link':
      return link(chat, event.link);
    case 'heard':
      return heard(chat, event.words, event.at);
    case 'woken':
      return answer({ ...chat, waking: false }, event.at);
    default:
      return assertNever(event);
  }
}

function send(chat: Chat, at: number): Step {
  const text = normalText(chat.draft);
  const over = chat.link === 'ended' || chat.shut !== undefined;
  if (text === '' || text.length > MAX_CHAT_TEXT || over) return [chat, []];
  const id = chat.own.last + 1;
  const entries = [...chat.entries, { from: 'own', id, text, at } as const];
  return flush({ ...chat, entries, draft: '', own: { ...chat.own, last: id } });
}

/** Sends what waits, as far as the window goes. */
function flush(chat: Chat): Step {
  const { sent, taken, last } = chat.own;
  const upTo = Math.min(last, taken + CHAT_WINDOW);
  if (chat.link !== 'open' || chat.shut !== undefined || sent >= upTo) return [chat, []];
  const next = chat.entries.filter(({ from, id }) => from === 'own' && id > sent && id <= upTo);
  const effects = next.map(({ id, text }): ChatEffect => {
    return { kind: 'say', words: { about: 'chat', kind: 'text', id, text } };
  });
  return [{ ...chat, own: { ...chat.own, sent: upTo } }, effects];
}

function link(chat: Chat, now: TalkLink): Step {
  if (chat.link === 'ended') return [chat, []];
  // A new channel: what has not been taken may never have arrived; the other side drops what it has already.
  const fresh = chat.link === 'none' && now === 'open';
  const own = fresh ? { ...chat.own, sent: chat.own.taken } : chat.own;
  return flush({ ...chat, link: now, own });
}

function heard(chat: Chat, words: ChatWords, at: number): Step {
  if (chat.link === 'ended' || chat.shut !== undefined) return [chat, []];
  switch (words.kind) {
    case 'taken':
      if (words.upTo > chat.own.sent) return refuse(chat, 'never-sent');
      return flush({ ...chat, own: { ...chat.own, taken: Math.max(chat.own.taken, words.upTo) } });
    case 'text':
      return take(chat, words, at);
    default:
      return assertNever(words);
  }
}

function take(chat: Chat, { id, text }: { id: number; text: string }, at: number): Step {
  const { last, told } = chat.their;
  // It came twice; that it was taken has perhaps not arrived.
  if (id <= last) return [chat, told === 0 ? [] : [sayTaken(told)]];
  if (last - told >= CHAT_WINDOW) return refuse(chat, 'flood');
  if (id > last + 1) return refuse(chat, 'gap');
  const entry: ChatEntry = { from: 'theirs', id, text: normalText(text), at };
  const grown = {
    ...chat,
    entries: [...chat.entries, entry],
    kept: chat.kept + entry.text.length,
    their: { ...chat.their, last: id },
  };
  return answer(forget(grown), at);
}

/** Says what was taken, no faster than `CHAT_RATE`: what was not answered yet holds its sender back. */
function answer(chat: Chat, at: number): Step {
  const { last, told } = chat.their;
  const passed = Math.max(0, at - chat.allowance.at) / 1000;
  const count = Math.min(BURST, chat.allowance.count + passed * CHAT_RATE);
  const due = chat.shut === undefined ? last - told : 0;
  const granted = Math.min(due, Math.floor(count));
  const now = {
    ...chat,
    allowance: { count: count - granted, at },
    their: { ...chat.their, told: told + granted },
  };
  const effects = granted === 0 ? [] : [sayTaken(told + granted)];
  if (granted === due || chat.waking) return [now, effects];
  // Half a window later, and no answer to each single one, when they come too fast.
  const ms = (CHAT_WINDOW / 2 / CHAT_RATE) * 1000;
  return [{ ...now, waking: true }, [...effects, { kind: 'wake', ms }]];
}

function sayTaken(upTo: number): ChatEffect {
  return { kind: 'say', words: { about: 'chat', kind: 'taken', upTo } };
}

/** Lets their oldest messages go when they take too much memory; what the person wrote herself stays. */
function forget(chat: Chat): Chat {
  const { last } = chat.their;
  const count = last - chat.forgotten;
  if (count <= MAX_THEIR_TEXTS && chat.kept <= MAX_THEIR_CHARACTERS) return chat;
  // A tenth more than needed, so that it is seldom done.
  let { kept, forgotten } = chat;
  const most = { texts: MAX_THEIR_TEXTS * 0.9, characters: MAX_THEIR_CHARACTERS * 0.9 };
  const entries = chat.entries.filter(({ from, text: { length } }) => {
    const full = last - forgotten > most.texts || kept > most.characters;
    if (from === 'own' || !full) return true;
    kept -= length;
    forgotten += 1;
    return false;
  });
  return { ...chat, entries, kept, forgotten };
}

function refuse(chat: Chat, why: ChatRefusal): Step {
  const refused = chat.refused + 1;
  return [{ ...chat, refused, ...(refused >= MAX_CHAT_REFUSALS ? { shut: why } : {}) }, []];
}
