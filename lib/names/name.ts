import { err, ok, type Result } from '../result.ts';

declare const nameBrand: unique symbol;

/** A name in its one normal form: lower case, one label, `.azero` or `.tzero` (`.a0` is an alias of `.azero`). */
export type AzeroName = string & { readonly [nameBrand]: true };

export type NameError = { readonly kind: 'not-ours' };

export function parseName(text: string): Result<AzeroName, NameError> {
  return /^[a-z0-9-]{1,32}\.(azero|tzero)$/.test(text) ? ok(text as AzeroName) : err({ kind: 'not-ours' });
}
