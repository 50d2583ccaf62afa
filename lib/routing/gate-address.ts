import { type InputError, parseTarget, type Target, targetOfSearch } from '../names/from-input.ts';
import { BROKE_MARK, FORM_MARK } from './gate-url.ts';
import { isSearchUrl } from './search-engines.ts';

/** What a gate address asks for. */
export type GateAsk =
  /** `broke`: the page was on its way already, and its connection broke. */
  | { readonly kind: 'visit'; readonly target: Target; readonly broke: boolean }
  /** A form was on its way to a name that is not open: its data stays in the page behind. */
  | { readonly kind: 'form'; readonly target: Target }
  /** The rule that caught it could not carry the address along. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'bad'; readonly shown: string; readonly problem: InputError }
  /** A search that looked like one for a name and is none after all. */
  | { readonly kind: 'search'; readonly url: string };

/**
 * Reads the gate's own address: `gate.html#<address>`, `gate.html?form#<address>` for a form, and the
 * address may be the results page of a search for a name. `search` and `hash` as `location` has them.
 */
export function readGateAddress(search: string, hash: string): GateAsk {
  const form = search === FORM_MARK;
  const text = hash.replace(/^#/, '');
  if (text === '')
    return form ? { kind: 'bad', shown: '', problem: { kind: 'empty' } } : { kind: 'unknown' };
  const direct = parseTarget(text);
  if (direct.ok) {
    const target = direct.value;
    return form
      ? { kind: 'form', target }
      : { kind: 'visit', target, broke: search === BROKE_MARK };
  }
  const searched = targetOfSearch(text);
  if (searched.ok && !form) return { kind: 'visit', target: searched.value, broke: false };
  if (isSearchUrl(text) && !form) return { kind: 'search', url: text };
  return { kind: 'bad', shown: text.slice(0, 200), problem: direct.error };
}
