/** A part of a text from outside: what can be shown as it is, or one character without a shape, by its code point (`U+202E`). */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'mark'; readonly code: string };

/** A text from outside, cut into what may be shown. */
export type ShownText = {
  readonly parts: readonly TextPart[];
  /** How many characters are left out at the end. */
  readonly hidden: number;
};

// Controls, direction marks and the like could rearrange or hide what stands around them.
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** A letter with more marks than this on it climbs over its neighbours. */
const MOST_MARKS = 4;

/** Cuts a text after `longest` characters, and names each character that has no shape. */
export function shownText(text: string, longest: number): ShownText {
  const parts: TextPart[] = [];
  let plain = '';
  let marks = 0;
  let shown = 0;
  let hidden = 0;
  const mark = (character: string): void => {
    if (plain !== '') parts.push({ kind: 'plain', text: plain });
    plain = '';
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    parts.push({ kind: 'mark', code: `U+${hex}` });
  };
  for (const character of text) {
    if (shown >= longest) {
      hidden += 1;
      continue;
    }
    shown += 1;
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    if (SHAPELESS.test(character) || marks > MOST_MARKS) mark(character);
    else plain += character;
  }
  if (plain !== '') parts.push({ kind: 'plain', text: plain });
  return { parts, hidden };
}
