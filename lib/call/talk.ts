/** What the two pages of a proven call say to each other on its first channel: one JSON object a message (docs/call-protocols.md, section 5). */
import * as v from 'valibot';
import { ChatWords } from './chat.ts';
import { FileWords } from './files.ts';

/** The longest message, in UTF-16 units: more than any that we send. */
export const MAX_TALK = 65_536;

/** What its sender sends now; said at the begin and at each change. */
export const StateWords = v.object({
  about: v.literal('state'),
  audio: v.boolean(),
  video: v.boolean(),
  screen: v.boolean(),
});
/** What its sender sends now. */
export type StateWords = v.InferOutput<typeof StateWords>;

const Words = v.variant('about', [StateWords, ChatWords, FileWords]);
/** Everything that is said. */
export type Words = v.InferOutput<typeof Words>;

/** Reads one message; undefined where it is none of ours: from a newer Copybara, or nonsense, and either way not for us. */
export function readWords(text: string): Words | undefined {
  if (text.length > MAX_TALK) return undefined;
  try {
    const parsed = v.safeParse(Words, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
