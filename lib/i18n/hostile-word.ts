const LONGEST = 120;
// Controls, direction marks and other shapeless characters could rearrange or hide the sentence around them.
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * Makes a word from outside (a record's value, an operator's name) safe to stand inside a sentence: shapeless
 * characters and backticks, which mark commands, are replaced, and at most `longest` characters are kept.
 */
export function cleanWord(word: string, longest: number = LONGEST): string {
  const shown = word.replace(SHAPELESS, '\u{FFFD}').replaceAll('`', '’');
  const characters = Array.from(shown);
  return characters.length <= longest ? shown : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A clean word that keeps its own direction inside a right-to-left sentence (Unicode UAX 9, FSI and PDI). */
export function isolateWord(word: string, direction: 'ltr' | 'rtl'): string {
  const clean = cleanWord(word);
  return direction === 'rtl' ? `\u2068${clean}\u2069` : clean;
}
