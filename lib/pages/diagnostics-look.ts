/** How far a look into everything is. */
export type Look<T> =
  | { readonly state: 'looking' }
  /** It could not be found out; what the browser said. */
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'found'; readonly found: T };

/** Looks with `gather`, each time it is called, and tells how far that is; the last look counts. Never rejects. */
export function createLook<T>(
  gather: () => Promise<T>,
  tell: (look: Look<T>) => void,
): () => Promise<void> {
  let last = 0;
  return async () => {
    last += 1;
    const mine = last;
    tell({ state: 'looking' });
    const look = await gather().then(
      (found): Look<T> => ({ state: 'found', found }),
      (error: unknown): Look<T> => ({ state: 'failed', detail: String(error) }),
    );
    if (mine === last) tell(look);
  };
}
