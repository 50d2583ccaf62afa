import { isSentences } from '../lib/i18n/is-sentences.ts';
import { languageOf } from '../lib/i18n/languages.ts';
import { type Translator, translatorOf } from '../lib/i18n/translate.ts';
import { sentencesId } from './sentences-id.ts';

/**
 * What the page says in the language of a tag (BCP 47), and its document in it. Of the languages that stand in the file only this one is
 * read: all three together took longer than drawing the page. Throws where the file lacks it.
 */
export function translatorFor(tag: string): Translator {
  const language = languageOf(tag);
  const text = document.getElementById(sentencesId(language))?.textContent ?? '';
  const messages: unknown = JSON.parse(text);
  if (!isSentences(messages)) throw new Error(`no sentences in ${language}`);
  const t = translatorOf({ language, messages });
  document.documentElement.lang = t.language;
  document.documentElement.dir = t.direction;
  document.title = t('names.title');
  return t;
}
