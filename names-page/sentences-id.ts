import type { Language } from '../lib/i18n/languages.ts';

/** The id of the block in the page's file that holds its sentences in a language, as JSON. */
export function sentencesId(language: Language): string {
  return `sentences-${language}`;
}
