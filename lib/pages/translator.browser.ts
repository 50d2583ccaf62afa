import { isSentences } from '../i18n/is-sentences.ts';
import type { Page } from '../i18n/page-sentences.ts';
import { type Translator, translatorOf } from '../i18n/translate.ts';

/** Loads what a page says, and tells its document the language. Rejects where the extension lacks the file. */
export async function loadTranslator(page: Page): Promise<Translator> {
  const response = await fetch(`/sentences/${page}.en.json`);
  const messages: unknown = await response.json();
  if (!isSentences(messages)) throw new Error(`no sentences for ${page}`);
  const t = translatorOf({ language: 'en', direction: 'ltr', messages });
  document.documentElement.lang = t.language;
  document.documentElement.dir = t.direction;
  return t;
}
