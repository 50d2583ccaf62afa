import type { en } from './en.ts';
import { isolateWord } from './hostile-word.ts';

type English = typeof en;

/** The name of a sentence. */
export type Key = keyof English;

type WordsInText<T> = T extends `${string}{${infer Word}}${infer Rest}`
  ? Word | WordsInText<Rest>
  : never;
type WordsInMessage<M> = M extends string ? WordsInText<M> : WordsInText<M[keyof M]> | 'count';

/** The words that a sentence needs, by their names. */
export type WordsOf<K extends Key> = WordsInMessage<English[K]>;

/** The sentences that need no word. */
export type PlainKey = { [K in Key]: [WordsOf<K>] extends [never] ? K : never }[Key];

/** One message: a text, or one for each plural form that the language has. */
export type Message =
  | string
  | ({ readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string });

/** The sentences that a page needs, by key. */
export type Sentences = { readonly [K in Key]?: Message };

/** Sentences in one language, its tag (BCP 47) and the direction it is written in. */
export type Catalogue = {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly messages: Sentences;
};

/** The same sentences in every language that we have; English is the first. */
export type Catalogues = readonly [Catalogue, ...Catalogue[]];

type Values = Readonly<Record<string, string | number>>;
type Arguments<K extends Key> = [WordsOf<K>] extends [never]
  ? []
  : [words: Readonly<Record<WordsOf<K>, string | number>>];

/** Sentences in one language. */
export interface Translator {
  /** The sentence of a key, its words filled in. Words come from outside: they are cleaned and shortened. */
  <K extends Key>(key: K, ...words: Arguments<K>): string;
  /** The same for words that may be missing: undefined when the sentence needs one that is not there. */
  readonly ifNamed: (key: Key, words: Values) => string | undefined;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** What a page says, in every language that we have. */
export function catalogues(english: Sentences): Catalogues {
  return [{ language: 'en', direction: 'ltr', messages: english }];
}

/** The translator for a language tag (BCP 47): that language if we have it, otherwise English. */
export function createTranslator(language: string, known: Catalogues): Translator {
  const wanted = language.toLowerCase().split(/[-_]/)[0];
  return translatorOf(known.find((one) => one.language === wanted) ?? known[0]);
}

/** The translator of one catalogue. */
export function translatorOf({ language, direction, messages }: Catalogue): Translator {
  const plurals = new Intl.PluralRules(language);
  const ifNamed = (key: Key, words: Values): string | undefined => {
    const message = messages[key];
    if (message === undefined) return undefined;
    const text = typeof message === 'string' ? message : formOf(message, words, plurals);
    let missing = false;
    const filled = text.replace(/\{([\w-]+)\}/g, (_, word: string) => {
      const value = Object.hasOwn(words, word) ? words[word] : undefined;
      if (value === undefined) missing = true;
      return isolateWord(String(value ?? ''), direction);
    });
    return missing ? undefined : filled;
  };
  // A word that is missing in spite of the types leaves a gap in a sentence, never an empty screen.
  const translate = (key: Key, ...words: readonly Values[]): string =>
    ifNamed(key, words[0] ?? {}) ?? '';
  return Object.assign(translate, { ifNamed, language, direction });
}

function formOf(forms: Exclude<Message, string>, words: Values, plurals: Intl.PluralRules): string {
  return forms[plurals.select(Number(words['count'] ?? 0))] ?? forms.other;
}
