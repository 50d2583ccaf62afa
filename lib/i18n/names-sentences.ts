import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enNames } from './en-names.ts';
import { enShared } from './en-shared.ts';
import { catalogues } from './translate.ts';

/** The sentences of the page with the wallet. */
export const namesSentences = catalogues({ ...enShared, ...enNames, ...enFailures, ...enInputs });
