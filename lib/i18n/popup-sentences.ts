import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enLinks } from './en-links.ts';
import { enLiveCalls } from './en-live-calls.ts';
import { enPopup } from './en-popup.ts';
import { enShared } from './en-shared.ts';
import { catalogues } from './translate.ts';

/** The sentences of the toolbar window. */
export const popupSentences = catalogues({
  ...enShared,
  ...enPopup,
  ...enLiveCalls,
  ...enLinks,
  ...enFailures,
  ...enInputs,
});
