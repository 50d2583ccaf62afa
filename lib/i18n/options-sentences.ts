import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enOptions } from './en-options.ts';
import { enPopup } from './en-popup.ts';
import { enShared } from './en-shared.ts';
import { catalogues } from './translate.ts';

/** The sentences of the page of settings. */
export const optionsSentences = catalogues({
  ...enShared,
  ...enOptions,
  ...enPopup,
  ...enFailures,
  ...enInputs,
});
