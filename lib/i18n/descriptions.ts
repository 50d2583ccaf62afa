import type { Language } from './languages.ts';

/** What browsers and stores say of the extension; at most 132 characters, which the Chrome Web Store allows. */
export const DESCRIPTIONS: Readonly<Record<Language, string>> = {
  en: 'Turns an AZERO.ID name into an address: open alice.azero over Staex, with no server in between.',
  de: 'Macht einen AZERO.ID-Namen zur Adresse: öffne alice.azero über Staex, ohne Server dazwischen.',
  ar: 'يجعل اسم AZERO.ID عنوانًا: افتح alice.azero عبر Staex دون خادم في الطريق.',
};
