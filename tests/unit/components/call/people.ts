import { type AzeroName, parseName } from '../../../../lib/names/name.ts';

/** A name that is surely one. */
export function name(text: string): AzeroName {
  const parsed = parseName(text);
  if (!parsed.ok) throw new Error('a fixture is wrong');
  return parsed.value;
}

/** When all fixtures happen, in ms since 1970. */
export const NOW = Date.UTC(2026, 10, 23, 12);
export const BOB = name('bob.azero');
