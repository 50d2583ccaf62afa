import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enViews } from './en-views.ts';

/**
 * Every sentence that a person reads, in English: the measure for all other languages. `{word}` is filled in; a message
 * with several forms is chosen by the plural rules of the language for its word `count`.
 */
export const en = { ...enViews, ...enFailures, ...enInputs } as const;
