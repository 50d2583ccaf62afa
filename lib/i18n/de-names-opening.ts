import type { enNamesOpening } from './en-names-opening.ts';
import type { Translation } from './translate.ts';

/** German: what is said on the way to the names page. */
export const deNamesOpening = {
  'names.opening': 'Die Seite für Namen und Einträge öffnet sich…',
  'names.retry': 'Noch einmal versuchen',
} satisfies Translation<typeof enNamesOpening>;
