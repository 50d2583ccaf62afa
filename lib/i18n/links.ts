import type { LinkRefusal } from '../protocol/ui.ts';
import type { Translator } from './translate.ts';

/** Why a text that was opened or pasted leads to no call, and what to do next. */
export function linkText(
  t: Translator,
  why: LinkRefusal,
): { readonly what: string; readonly next: string } {
  return { what: t(`link-refused.${why}.what`), next: t(`link-refused.${why}.next`) };
}

/** How many links that were opened got no window, and what to do next. */
export function unopenedText(
  t: Translator,
  count: number,
): { readonly what: string; readonly next: string } {
  return {
    what: t('notice.links-unopened.what', { count }),
    next: t('notice.links-unopened.next'),
  };
}
