import { enCallEnds } from './en-call-ends.ts';
import { enCalls } from './en-calls.ts';
import { enFailures } from './en-failures.ts';
import { enInputs } from './en-inputs.ts';
import { enLinks } from './en-links.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { enTalk } from './en-talk.ts';
import { catalogues } from './translate.ts';

/** The sentences of a call's window. */
export const callSentences = catalogues({
  ...enShared,
  ...enSteps,
  ...enCalls,
  ...enCallEnds,
  ...enTalk,
  ...enLinks,
  ...enFailures,
  ...enInputs,
});
