import { enFailures } from './en-failures.ts';
import { enGate } from './en-gate.ts';
import { enInputs } from './en-inputs.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { catalogues } from './translate.ts';

/** The sentences of the gate. */
export const gateSentences = catalogues({
  ...enShared,
  ...enGate,
  ...enSteps,
  ...enFailures,
  ...enInputs,
});
