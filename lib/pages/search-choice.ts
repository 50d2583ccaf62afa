/** Which search engines a person leaves alone: what the page shows, and what is kept of a change. */
import { SEARCH_ENGINES, type SearchEngine } from '../routing/search-engine-names.ts';
import { SEARCH_ENGINE_HOSTS, searchMatch } from '../routing/search-engines.ts';

/** The host permissions that stopping searches at one engine needs. */
export function matchesOf({ labels }: SearchEngine): string[] {
  return SEARCH_ENGINE_HOSTS.filter((host) =>
    host.split('.').some((label) => labels.includes(label)),
  ).map(searchMatch);
}

/** Whether searches at an engine are stopped, where these labels are off. */
export function isEngineOn({ labels }: SearchEngine, off: readonly string[]): boolean {
  return !labels.some((label) => off.includes(label));
}

/** The labels that are off after some engines (by name) were switched; labels that no engine has stay as they are. */
export function offAfter(off: readonly string[], names: readonly string[], on: boolean): string[] {
  const changed = SEARCH_ENGINES.filter(({ name }) => names.includes(name));
  const labels = changed.flatMap((engine) => engine.labels);
  const others = off.filter((label) => !labels.includes(label));
  return on ? others : [...others, ...labels];
}
