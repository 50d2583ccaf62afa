import { err, ok, type Result } from '../result.ts';

declare const nameBrand: unique symbol;

/**
 * A name in its one normal form: lower case, one label, `.azero` or `.tzero` (`.a0` is an alias of `.azero`).
 * Only this file makes one.
 */
export type AzeroName = string & { readonly [nameBrand]: true };

/** The last labels that are ours, as a person may write them. */
export const ENDINGS = ['azero', 'a0', 'tzero'] as const;

/** Why a text or host is no name. Characters are single code points as they were written. */
export type NameError =
  /** It does not end in one of `ENDINGS`. */
  | { readonly kind: 'not-ours' }
  /** Nothing between two dots, or before the ending. */
  | { readonly kind: 'empty-label' }
  /** A label over 32 characters (63 for what stands before the name), or a host over 253. */
  | { readonly kind: 'too-long' }
  /** Something before the name where only a name is wanted (`www.alice.azero`); AZERO.ID has no subdomains. */
  | { readonly kind: 'subdomain' }
  /** A character outside a-z, 0-9 and the hyphen. */
  | { readonly kind: 'bad-character'; readonly character: string }
  /** A hyphen at either end of a label. */
  | { readonly kind: 'bad-hyphen' }
  /** `xn--`: the encoded form of a non-ASCII label, which names do not have. */
  | { readonly kind: 'punycode' }
  /** A letter of another script, which may look like one of ours; `script` is its code (ISO 15924), `Zzzz` where we don't know it. */
  | { readonly kind: 'other-script'; readonly character: string; readonly script: string }
  /** A character that browsers fold into an ASCII one: full-width letters, ideographic dots and the like. */
  | { readonly kind: 'disguised-character'; readonly character: string }
  /** A zero-width, direction-changing or other character without a shape; `codePoint` as `U+200B`. */
  | { readonly kind: 'invisible-character'; readonly codePoint: string };

const MAX_LABEL = 32;
const MAX_SUB_LABEL = 63; // RFC 1035 section 2.3.4
const MAX_HOST = 253;

function isName(text: string): text is AzeroName {
  return /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.[at]zero$/.test(text);
}

/** Reads a name alone: case is folded, one trailing dot dropped, `.a0` becomes `.azero`; nothing else is forgiven. */
export function parseName(text: string): Result<AzeroName, NameError> {
  const parsed = parseHost(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.host.split('.').length > 2) return err({ kind: 'subdomain' });
  return ok(parsed.value.name);
}

/**
 * Reads a host name. `name` is the registrable name, the label before the ending; `host` is the whole of it, lower
 * case without the trailing dot, its ending as written (`www.alice.a0` gives `alice.azero` and `www.alice.a0`).
 */
export function parseHost(
  hostname: string,
): Result<{ readonly name: AzeroName; readonly host: string }, NameError> {
  if (hostname.length > MAX_HOST + 1) {
    return err(isOurHost(hostname) ? { kind: 'too-long' } : { kind: 'not-ours' });
  }
  const strange = strangeCharacter(hostname);
  if (strange) return err(looksOurs(hostname) ? strange : { kind: 'not-ours' });
  // All ASCII from here on, so folding case cannot turn a foreign letter into one of ours (U+212A to k).
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (!isOurHost(host)) return err({ kind: 'not-ours' });
  if (host.length > MAX_HOST) return err({ kind: 'too-long' });
  if (host.endsWith('.')) return err({ kind: 'empty-label' });
  const labels = host.split('.');
  const ending = labels.pop();
  for (const [index, label] of labels.entries()) {
    const problem = labelProblem(label, index === labels.length - 1 ? MAX_LABEL : MAX_SUB_LABEL);
    if (problem) return err(problem);
  }
  const name = `${labels.at(-1) ?? ''}.${ending === 'tzero' ? 'tzero' : 'azero'}`;
  return isName(name) ? ok({ name, host }) : err({ kind: 'not-ours' });
}

/** The label before the ending: what the registry knows the name by. */
export function labelOf(name: AzeroName): string {
  return name.slice(0, name.indexOf('.'));
}

/** The ending, which says on which network the name lives. */
export function endingOf(name: AzeroName): 'azero' | 'tzero' {
  return name.endsWith('.tzero') ? 'tzero' : 'azero';
}

/** Whether a host has one of our endings, also when what stands before it is no name: such a host must not go elsewhere either. */
export function isOurHost(hostname: string): boolean {
  return /\.(?:azero|a0|tzero)\.*$/i.test(hostname);
}

function labelProblem(label: string, longest: number): NameError | undefined {
  if (label === '') return { kind: 'empty-label' };
  const bad = /[^a-z0-9-]/.exec(label);
  if (bad) return { kind: 'bad-character', character: bad[0] };
  if (label.startsWith('xn--')) return { kind: 'punycode' };
  if (label.startsWith('-') || label.endsWith('-')) return { kind: 'bad-hyphen' };
  return label.length > longest ? { kind: 'too-long' } : undefined;
}

const SCRIPTS = 'Cyrl Grek Armn Cher Hebr Arab Deva Thai Geor Hang Hira Kana Hani';
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The first character that is not printable ASCII, by what is wrong with it. */
function strangeCharacter(text: string): NameError | undefined {
  const character = /[^\x20-\x7e]/u.exec(text)?.[0];
  if (character === undefined) return undefined;
  if (SHAPELESS.test(character)) {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { kind: 'invisible-character', codePoint: `U+${hex}` };
  }
  if (IDEOGRAPHIC_DOT.test(character) || /^[\x20-\x7e]+$/.test(character.normalize('NFKC'))) {
    return { kind: 'disguised-character', character };
  }
  for (const script of SCRIPTS.split(' ')) {
    if (new RegExp(`\\p{Script=${script}}`, 'u').test(character)) {
      return { kind: 'other-script', character, script };
    }
  }
  return /\p{Script=Latin}|[^\p{L}]/u.test(character)
    ? { kind: 'bad-character', character }
    : { kind: 'other-script', character, script: 'Zzzz' };
}

const IDEOGRAPHIC_DOT = /[\u3002\uff61]/;

/** Letters of other scripts that pass for the letters of our endings, lower case: Cyrillic, Greek, Armenian, small capital. */
const TWINS: Readonly<Record<string, string>> = {
  '\u0430': 'a',
  '\u0435': 'e',
  '\u043e': 'o',
  '\u0442': 't',
  '\u0433': 'r',
  '\u03b1': 'a',
  '\u03b5': 'e',
  '\u03bf': 'o',
  '\u03c4': 't',
  '\u03b6': 'z',
  '\u0585': 'o',
  '\u1d22': 'z',
};

/** Whether a text with foreign characters would pass for a name of ours: then its error says which character is wrong. */
function looksOurs(text: string): boolean {
  const bare = text.normalize('NFKC').toLowerCase();
  const folded = Array.from(bare, (character) => {
    if (IDEOGRAPHIC_DOT.test(character)) return '.';
    return SHAPELESS.test(character) ? '' : (TWINS[character] ?? character);
  });
  return isOurHost(folded.join('').trim());
}
