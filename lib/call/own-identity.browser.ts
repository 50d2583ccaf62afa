import type { AzeroName } from '../names/name.ts';
import type { Identity } from './certificate.browser.ts';

/** The certificate of whoever sits before this window. */
export type OwnIdentity = {
  /** Makes it as soon as it is known whose it is to be, so that no call waits for it. */
  prepare(name: AzeroName): void;
  /** Rejects where the browser makes none. */
  of(name: AzeroName): Promise<Identity>;
};

/** Keeps the certificate of one name; `make` makes or recalls it. */
export function ownIdentity(make: (name: AzeroName) => Promise<Identity>): OwnIdentity {
  let known: { readonly name: AzeroName; readonly made: Promise<Identity> } | undefined;

  function of(name: AzeroName): Promise<Identity> {
    if (known?.name === name) return known.made;
    const made = make(name);
    known = { name, made };
    made.catch(() => {
      // The next call tries again.
      if (known?.made === made) known = undefined;
    });
    return made;
  }
  return { prepare: (name) => void of(name), of };
}
