/** One line a browser: of several places that a browser reads, the one where something is wrong, else the first. */
export function byBrowser<T extends { readonly browsers: readonly string[] }>(
  places: readonly T[],
  isWrong: (place: T) => boolean,
): ReadonlyMap<string, T> {
  const chosen = new Map<string, T>();
  for (const place of places) {
    for (const browser of place.browsers) {
      const before = chosen.get(browser);
      if (before === undefined || (isWrong(place) && !isWrong(before))) chosen.set(browser, place);
    }
  }
  return chosen;
}
