import { isSentences } from '../i18n/is-sentences.ts';
import { type Language, languageOf } from '../i18n/languages.ts';
import type { Page } from '../i18n/page-sentences.ts';
import { type Translator, translatorOf } from '../i18n/translate.ts';
import { readSettings, settingsItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';

/**
 * Loads what a page says, in the language that is set or else the browser's, and tells its document which that is; when another one is set,
 * the page is loaded anew. Rejects where the extension lacks the file.
 */
export async function loadTranslator(page: Page): Promise<Translator> {
  const { language: chosen } = await readSettings();
  // A call goes on in the language that it began in: loaded anew, its window would end it.
  if (page !== 'call') {
    settingsItem.watch((own) => {
      void readSettings(own).then(({ language: now }) => {
        if (now !== chosen) location.reload();
      });
    });
  }
  const language = languageOf(browser.i18n.getUILanguage(), chosen);
  const t = translatorOf({ language, messages: await sentencesOf(page, language) });
  document.documentElement.lang = t.language;
  document.documentElement.dir = t.direction;
  return t;
}

async function sentencesOf(page: Page, language: Language) {
  const response = await fetch(`/sentences/${page}.${language}.json`);
  const messages: unknown = await response.json();
  if (!isSentences(messages)) throw new Error(`no sentences for ${page} in ${language}`);
  return messages;
}
