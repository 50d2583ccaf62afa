/** What the other side of a proven call may say on the talk channel, and what becomes of chat and files by it. */
import { strict as assert } from 'node:assert';
import { CHAT_WINDOW, NEW_CHAT, stepChat } from '../../../lib/call/chat.ts';
import { partsOf, shownText } from '../../../lib/call/chat-text.ts';
import { MAX_FILE_NAME } from '../../../lib/call/file-name.ts';
import { NEW_FILES } from '../../../lib/call/files.ts';
import { stepFiles } from '../../../lib/call/files-step.ts';
import { readWords } from '../../../lib/call/talk.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const ALPHABET = '{}[]":,.0123456789-eE+truefalsenull abc\u202e\u0000/\\\n';
const VALID = [
  '{"about":"chat","kind":"text","id":1,"text":"see https://example.com/ and alice.azero"}',
  '{"about":"chat","kind":"taken","upTo":1}',
  '{"about":"files","kind":"offer","id":1,"name":"a.txt","size":12,"type":"text/plain"}',
  '{"about":"files","kind":"take","id":1,"run":1,"from":0}',
  '{"about":"files","kind":"stored","id":1,"upTo":3}',
  `{"about":"files","kind":"end","id":1,"hash":"${'0'.repeat(64)}"}`,
  '{"about":"files","kind":"withdraw","id":1,"why":"cancelled"}',
  '{"about":"files","kind":"refuse","id":1,"why":"declined"}',
  '{"about":"state","audio":true,"video":false,"screen":false}',
] as const;
const NUMBERS = [
  '-1',
  '0',
  '1e400',
  '-0',
  '0.5',
  '9007199254740992',
  'null',
  '"1"',
  '4294967296',
  '[]',
] as const;

function make(random: Random): string {
  if (random.once(20)) return random.text(random.length(70_000), ALPHABET);
  const valid = random.pick(VALID);
  if (random.once(3)) return valid.replace(/\d+/, random.pick(NUMBERS));
  if (random.once(3))
    return valid.replace(
      /see|a\.txt/,
      JSON.stringify(random.text(random.length(12_000), ALPHABET)).slice(1, -1),
    );
  return random.mutateText(valid, ALPHABET);
}

const [chat] = stepChat(NEW_CHAT, { kind: 'link', link: 'open' });
const [files] = stepFiles(NEW_FILES, { kind: 'link', link: 'open' });

fuzz({
  make,
  check(text) {
    const words = readWords(text);
    if (words?.about === 'chat') {
      const [after, effects] = stepChat(chat, { kind: 'heard', words, at: 0 });
      assert.ok(after.entries.length <= 1 && effects.length <= 2 && after.refused <= 1);
      assert.ok(after.their.last - after.their.told <= CHAT_WINDOW);
      for (const entry of after.entries) {
        const shown = shownText(entry.text);
        assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/u);
        for (const part of partsOf(shown)) {
          if (part.kind === 'link') assert.match(part.href, /^https?:\/\/[^@]/);
        }
      }
    }
    if (words?.about === 'files') {
      const [after] = stepFiles(files, { kind: 'heard', words, at: 0 });
      assert.ok(after.transfers.length <= 1 && after.refused <= 1);
      for (const { name, size } of after.transfers) {
        assert.ok(
          name.length > 0 && name.length <= MAX_FILE_NAME + 1 && !/[/\\\p{Cc}]/u.test(name),
        );
        assert.ok(Number.isSafeInteger(size) && size >= 0);
      }
    }
  },
});
