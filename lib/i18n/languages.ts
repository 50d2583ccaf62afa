/** The languages that we have, English first, and the direction each is written in. */
export const LANGUAGES = ['en', 'de', 'ar'] as const;
/** One language that we have. */
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
};

/** The language to speak: the one that was chosen, or that of a tag (BCP 47) if we have it, otherwise English. */
export function languageOf(tag: string, chosen?: Language): Language {
  const wanted = tag.toLowerCase().split(/[-_]/)[0];
  return chosen ?? LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** The direction that a language is written in. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/**
 * The tag (BCP 47) that a language's numbers and dates are written by. Arabic ones in the digits of ids, ports and addresses, so that one page
 * has one kind of digits.
 */
export function localeOf(language: Language): string {
  return language === 'ar' ? 'ar-u-nu-latn' : language;
}
