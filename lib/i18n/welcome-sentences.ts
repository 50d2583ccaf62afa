import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enPopup } from './en-popup.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { enWelcome } from './en-welcome.ts';
import { catalogues } from './translate.ts';

/** The sentences of the first page. */
export const welcomeSentences = catalogues({
  ...enShared,
  ...enSteps,
  ...enWelcome,
  ...enPopup,
  ...enFailures,
  ...enInputs,
});
