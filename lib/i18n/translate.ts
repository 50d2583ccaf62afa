import type { en } from './en.ts';
import { isolateWord } from './hostile-word.ts';
import { directionOf, type Language, languageOf, localeOf } from './languages.ts';

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

/** A part of the English catalogue in another language: the same keys, the same words, and the forms that its plural rules have. */
export type Translation<Part> = { readonly [K in keyof Part]: Message };

/** Sentences in one language. */
export type Catalogue = { readonly language: Language; readonly messages: Sentences };

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
  /** The tag (BCP 47) that numbers and dates are written by, and that a document may have. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** A part of what is said, in every language that we have; one that lacks a sentence of the English does not compile. */
export function catalogues<Part extends Sentences>(
  english: Part,
  german: Translation<Part>,
  arabic: Translation<Part>,
): Catalogues {
  return [
    { language: 'en', messages: english },
    { language: 'de', messages: german },
    { language: 'ar', messages: arabic },
  ];
}

/** Several parts as one. */
export function joined(first: Catalogues, ...others: readonly Catalogues[]): Catalogues {
  const whole = (one: Catalogue): Catalogue => ({
    language: one.language,
    messages: [first, ...others].reduce<Sentences>(
      (all, part) => ({
        ...all,
        ...part.find(({ language }) => language === one.language)?.messages,
      }),
      {},
    ),
  });
  const [english, ...rest] = first;
  return [whole(english), ...rest.map(whole)];
}

/** The translator for a language tag (BCP 47): that language if it is known, otherwise English. */
export function createTranslator(tag: string, known: Catalogues): Translator {
  const wanted = languageOf(tag);
  return translatorOf(known.find(({ language }) => language === wanted) ?? known[0]);
}

/** The translator of one catalogue. */
export function translatorOf({ language: spoken, messages }: Catalogue): Translator {
  const language = localeOf(spoken);
  const direction = directionOf(spoken);
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const ifNamed = (key: Key, words: Values): string | undefined => {
    const message = messages[key];
    if (message === undefined) return undefined;
    const text = typeof message === 'string' ? message : formOf(message, words, plurals);
    let missing = false;
    const filled = text.replace(/\{([\w-]+)\}/g, (_, word: string) => {
      const value = Object.hasOwn(words, word) ? words[word] : undefined;
      if (value === undefined) missing = true;
      const written = word === 'count' && typeof value === 'number' ? numbers.format(value) : value;
      return isolateWord(String(written ?? ''), direction);
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
