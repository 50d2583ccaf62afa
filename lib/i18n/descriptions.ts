import type { Language } from './languages.ts';

/** What browsers and stores say of the extension; at most 132 characters, which the Chrome Web Store allows. */
export const DESCRIPTIONS: Readonly<Record<Language, string>> = {
  en: 'Turns an AZERO.ID name into an address: open alice.azero over Staex, with no server in between.',
  de: 'Macht einen AZERO.ID-Namen zur Adresse: öffne alice.azero über Staex, ohne Server dazwischen.',
  ar: 'يجعل اسم AZERO.ID عنوانًا: افتح alice.azero عبر Staex دون خادم في الطريق.',
};

/** What a page of ours says that can't even load its sentences: the browser keeps this one. */
export const UNSHOWN: Readonly<Record<Language, string>> = {
  en: 'Copybara couldn’t show this page. Open it again; if that doesn’t help, restart the browser.',
  de: 'Copybara konnte diese Seite nicht zeigen. Öffne sie noch einmal; hilft das nicht, starte den Browser neu.',
  ar: 'لم يستطع Copybara عرض هذه الصفحة. افتحها مرة أخرى، وإن لم يُفد ذلك فأعد تشغيل المتصفح.',
};
