import { arFailures } from './ar-failures.ts';
import { arInputs } from './ar-inputs.ts';
import { arNames } from './ar-names.ts';
import { arShared } from './ar-shared.ts';
import { deFailures } from './de-failures.ts';
import { deInputs } from './de-inputs.ts';
import { deNames } from './de-names.ts';
import { deShared } from './de-shared.ts';
import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enNames } from './en-names.ts';
import { enShared } from './en-shared.ts';
import { catalogues } from './translate.ts';

/** The sentences of the page with the wallet, whose one file carries all its languages and whose script none. */
export const namesSentences = catalogues(
  { ...enShared, ...enNames, ...enFailures, ...enInputs },
  { ...deShared, ...deNames, ...deFailures, ...deInputs },
  { ...arShared, ...arNames, ...arFailures, ...arInputs },
);
