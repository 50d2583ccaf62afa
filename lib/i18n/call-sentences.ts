import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enShared } from './en-shared.ts';
import { catalogues } from './translate.ts';

/** The sentences of a call's window. */
export const callSentences = catalogues({ ...enShared, ...enFailures, ...enInputs });
