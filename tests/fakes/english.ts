import { en } from '../../lib/i18n/en.ts';
import type { Catalogues } from '../../lib/i18n/translate.ts';

/** Every sentence there is, for views and tests that are of no single page. */
export const ENGLISH: Catalogues = [{ language: 'en', messages: en }];
