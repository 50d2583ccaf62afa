import type { InputError } from '../names/from-input.ts';
import { scriptText } from './formats.ts';
import type { Key, Translator } from './translate.ts';

/** Why what a person typed is no address, in one sentence. */
export function inputText(t: Translator, error: InputError): string {
  // A kind without a sentence does not compile here.
  const key: Extract<Key, `input.${string}`> = `input.${error.kind}`;
  const words =
    error.kind === 'other-script' ? { script: scriptText(t.language, error.script) } : {};
  return t.ifNamed(key, { ...error, ...words }) ?? '';
}
