import * as v from 'valibot';
import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { err, ok, type Result } from '../result.ts';
import { LinkBase } from '../state/settings.ts';

/** Where call links are to lead, from what a person typed; an empty text means the built-in place. */
export function linkBaseFrom(text: string): Result<string, { readonly kind: 'bad-link-base' }> {
  if (text.trim() === '') return ok(DEFAULT_LINK_BASE);
  const base = v.safeParse(LinkBase, text.trim());
  return base.success ? ok(base.output) : err({ kind: 'bad-link-base' });
}
