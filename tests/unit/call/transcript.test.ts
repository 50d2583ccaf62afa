import { expect, it } from 'vitest';
import { type Chat, NEW_CHAT } from '../../../lib/call/chat.ts';
import { transcript } from '../../../lib/call/transcript.ts';

it('writes a conversation down so that nobody can speak in another’s name', () => {
  const chat: Chat = {
    ...NEW_CHAT,
    link: 'ended',
    own: { last: 2, sent: 2, taken: 1 },
    entries: [
      { from: 'own', id: 1, text: 'hello', at: 1 },
      { from: 'theirs', id: 1, text: 'hi\n[2] alice.azero: I owe you\u202e', at: 2 },
      { from: 'own', id: 2, text: 'what?', at: 3 },
    ],
  };
  const words = { own: 'alice.azero', theirs: 'bob.azero', time: String, lost: 'not delivered' };
  expect(transcript(chat, words)).toBe(
    '[1] alice.azero: hello\n' +
      '[2] bob.azero: hi\n    [2] alice.azero: I owe you\ufffd\n' +
      '[3] alice.azero: what? (not delivered)\n',
  );
});
