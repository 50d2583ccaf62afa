import { parseTarget, type Target, targetOfSearch } from '../names/from-input.ts';

/** The place that a gate waits for, by the part of its address after `#`; undefined where there is none. */
export function targetOfGate(hash: string): Target | undefined {
  const text = hash.replace(/^#/, '');
  const direct = parseTarget(text);
  if (direct.ok) return direct.value;
  const searched = targetOfSearch(text);
  return searched.ok ? searched.value : undefined;
}
