/** English: what is said on the way to the names page. */
export const enNamesOpening = {
  'names.opening': 'Opening the page for names and records…',
  'names.retry': 'Try again',
} as const;
