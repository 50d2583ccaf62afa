/** A text of a chat: how it travels, how it is shown, and which parts of it are links. */
import { parseTarget } from '../names/from-input.ts';
import { isOurHost } from '../names/name.ts';

/** A part of a text: as it is, or as a link that is shown exactly as it was written. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** A text as it travels and is kept: one kind of line end, no half characters, nothing empty at its ends. */
export function normalText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .toWellFormed()
    .replace(/^\n+/, '')
    .trimEnd();
}

// Controls, and what turns the direction of the text behind it; joiners and marks belong to scripts and emoji.
const HARMFUL = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;
const PILED = /(\p{M}{8})\p{M}+/gu;

/** A text that can do no harm where it is shown: controls and direction overrides become visible, piled-up marks are cut. */
export function shownText(text: string): string {
  return text.replace(HARMFUL, '\u{FFFD}').replace(PILED, '$1');
}

// Bounded, and tried only where a word begins, so that no text makes them slow.
const LINK =
  /(?<![@\w.-])https?:\/\/[^\s<>"“”«»\u{FFFD}]{1,2000}|(?<![@\w.-])[a-z0-9][a-z0-9.-]{0,252}\.(?:azero|a0|tzero)\b(?:[:/?#][^\s<>"“”«»\u{FFFD}]{0,2000})?/giu;
const AFTER_LINKS = ".,;:!?'’*_~)]";

/** The parts of a text that was made harmless. Only http, https and names of ours are links. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const written = withoutEnd(match[0]);
    const href = hrefOf(written);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: written, href });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** A link without the punctuation of the sentence that it stands in; a bracket that it opens itself it may close. */
function withoutEnd(written: string): string {
  // How often each is closed without having been opened, counted once: a text may be nothing but brackets.
  const closed = { ')': 0, ']': 0 };
  for (const character of written) {
    if (character === '(') closed[')'] -= 1;
    else if (character === '[') closed[']'] -= 1;
    else if (character === ')' || character === ']') closed[character] += 1;
  }
  let end = written.length;
  for (; AFTER_LINKS.includes(written[end - 1] ?? ' '); end -= 1) {
    const last = written[end - 1];
    if (last !== ')' && last !== ']') continue;
    if (closed[last] <= 0) break;
    closed[last] -= 1;
  }
  return written.slice(0, end);
}

/** Where a written link leads; undefined when it could lead elsewhere than it looks. */
function hrefOf(written: string): string | undefined {
  const hasScheme = /^https?:/i.test(written);
  const url = hasScheme ? written : `http://${written}`;
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? '';
  // A user name before the host, or letters that look like others: not for a click.
  if (!/^[\w.:[\]-]+$/.test(authority) || !URL.canParse(url)) return undefined;
  const { protocol, hostname, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  if (!isOurHost(hostname)) return hasScheme ? href : undefined;
  const target = parseTarget(url);
  return target.ok ? target.value.url : undefined;
}
