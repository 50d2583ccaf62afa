import type { ChatPanelProps } from '../../../../components/call/ChatPanel.tsx';
import type { FilesPanelProps } from '../../../../components/call/FilesPanel.tsx';
import {
  type Chat,
  type ChatActions,
  type ChatEntry,
  NEW_CHAT,
} from '../../../../lib/call/chat.ts';
import {
  type Files,
  type FilesActions,
  type Incoming,
  NEW_FILES,
  type Outgoing,
  REFUSALS,
  type Transfer,
  type TransferFailure,
  WITHDRAWALS,
} from '../../../../lib/call/files.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';

// Chat and files in every state that they have: what the accessibility checks and the gallery look at.

const t = createTranslator('en', PAGE_SENTENCES.call);
const NOW = Date.UTC(2026, 10, 23, 12, 0);
const theirs = 'bob.azero';
const nothing = (): void => {};

export const CHAT_ACTIONS: ChatActions = {
  type: nothing,
  send: nothing,
  seen: nothing,
  copy: nothing,
  copyAll: () => Promise.resolve(true),
  save: nothing,
};
export const FILES_ACTIONS: FilesActions = {
  offer: nothing,
  accept: nothing,
  decline: nothing,
  pause: nothing,
  cancel: nothing,
  save: nothing,
  remove: nothing,
};

/** A conversation of so many messages, in turns. */
export function conversation(count: number, text = (at: number): string => `message ${at}`): Chat {
  const entries = Array.from({ length: count }, (_, at): ChatEntry => {
    const from = at % 3 === 0 ? 'own' : 'theirs';
    const id = at % 3 === 0 ? at / 3 + 1 : at - Math.ceil(at / 3) + 1;
    return { from, id, text: text(at), at: NOW + at * 20_000 };
  });
  const own = Math.ceil(count / 3);
  const their = count - own;
  return {
    ...NEW_CHAT,
    link: 'open',
    entries,
    own: { last: own, sent: own, taken: Math.max(0, own - 1) },
    their: { last: their, told: their, seen: their },
  };
}

const TALK = [
  'Hi! Do you see my garden?',
  'Yes, it is lovely 🌿',
  'The tall ones are from last year: https://en.wikipedia.org/wiki/Capybara_(animal), and my own notes at alice.azero/garden.\n\nLonger texts\nhave lines.',
  'هذا يمر من هنا أيضا',
  'I send you the pictures.',
  `Verylongwordswithoutaspace${'andmore'.repeat(14)}`,
  'Good night',
];

/** The chat's panel in every state. */
export function chatStates(): Record<string, ChatPanelProps> {
  const props = (chat: Chat): ChatPanelProps => {
    return { t, chat, theirs, actions: CHAT_ACTIONS, onFiles: nothing };
  };
  const talk = conversation(TALK.length, (at) => TALK[at] ?? '');
  return {
    empty: props({ ...NEW_CHAT, link: 'open' }),
    talking: props({ ...talk, draft: 'And you' }),
    hostile: props(
      conversation(4, () => `\u202Eevil\u0000 ${'\u0301'.repeat(80)}<b>x</b> https://a@b.example/`),
    ),
    'too-long': props({ ...talk, draft: 'x'.repeat(10_050) }),
    held: props({ ...talk, link: 'held', own: { ...talk.own, last: 3, sent: 2, taken: 2 } }),
    forgotten: props({ ...conversation(3), forgotten: 12 }),
    shut: props({ ...talk, shut: 'flood' }),
    ended: props({ ...talk, link: 'ended', draft: 'never sent' }),
  };
}

const pace = { perSecond: 4_200_000, at: NOW, bytes: 0 };
const meta = { size: 52_428_800, type: 'image/jpeg', at: NOW, pace };

function out(id: number, state: Outgoing['state'], name = 'garden in autumn.jpg'): Outgoing {
  return { ...meta, direction: 'out', id, name, state };
}
function incoming(id: number, state: Incoming['state'], name = 'capybara.mp4'): Incoming {
  return { ...meta, direction: 'in', id, name, state };
}
const flags = { pausedByUs: false, pausedByThem: false };
const receiving = {
  name: 'receiving',
  run: 1,
  got: 31_000_000,
  stored: 30_000_000,
  told: 30_000_000,
  pieces: 0,
  ...flags,
  hash: undefined,
  checking: false,
} as const;
const sending = {
  name: 'sending',
  run: 1,
  sent: 9_000_000,
  stored: 8_000_000,
  ...flags,
  end: 'reading',
} as const;

export const FAILURES: readonly TransferFailure[] = (['us', 'them'] as const).flatMap((by) =>
  [...new Set([...WITHDRAWALS, ...REFUSALS, 'nonsense', 'call-ended'] as const)].map((why) => ({
    by,
    why,
  })),
);

/** The files' panel in every state. */
export function filesStates(): Record<string, FilesPanelProps> {
  const props = (transfers: readonly Transfer[], more: Partial<Files> = {}): FilesPanelProps => {
    const files: Files = { ...NEW_FILES, link: 'open', transfers, ...more };
    return { t, files, theirs, actions: FILES_ACTIONS };
  };
  return {
    empty: props([]),
    offers: props([
      incoming(1, { name: 'offered' }),
      incoming(2, { name: 'offered' }, 'setup.exe'),
      incoming(3, { name: 'offered', free: 12_000_000 }, 'big.iso'),
      out(1, { name: 'offered' }),
      out(2, { name: 'queued' }, `${'very long name '.repeat(7)}.pdf`),
    ]),
    going: props([
      out(1, sending),
      incoming(1, receiving),
      incoming(2, { name: 'waiting', preparing: false }, 'later.zip'),
      incoming(3, { ...receiving, pausedByUs: true }, 'paused.zip'),
      out(2, { ...sending, pausedByThem: true }, 'notes.txt'),
      incoming(4, { ...receiving, checking: true, stored: meta.size }, 'checking.bin'),
    ]),
    held: props([out(1, sending), incoming(1, receiving)], { link: 'held' }),
    done: props([
      out(1, { name: 'done' }),
      incoming(1, { name: 'ready', saved: false }),
      incoming(2, { name: 'ready', saved: true }, 'saved.pdf'),
    ]),
    failed: props(FAILURES.map((failure, at) => out(at + 1, { name: 'failed', failure }))),
    notes: props([], { leftOut: 7 }),
    shut: props(
      [incoming(1, { name: 'failed', failure: { by: 'them', why: 'nonsense' }, late: 0 })],
      {
        shut: true,
      },
    ),
    ended: props([incoming(1, { name: 'ready', saved: false })], { link: 'ended' }),
  };
}
