import { en } from '../../lib/i18n/en.ts';
import { catalogues } from '../../lib/i18n/translate.ts';

/** Every sentence there is, for views and tests that are of no single page. */
export const ENGLISH = catalogues(en);
