import type { enNamesOpening } from './en-names-opening.ts';
import type { Translation } from './translate.ts';

/** Arabic: what is said on the way to the names page. */
export const arNamesOpening = {
  'names.opening': 'تُفتح صفحة الأسماء والسجلات…',
  'names.retry': 'حاول مرة أخرى',
} satisfies Translation<typeof enNamesOpening>;
