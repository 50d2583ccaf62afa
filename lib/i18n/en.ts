import { enCallEnds } from './en-call-ends.ts';
import { enCalls } from './en-calls.ts';
import { enChecks } from './en-checks.ts';
import { enDiagnostics } from './en-diagnostics.ts';
import { enFailures } from './en-failures.ts';
import { enGate } from './en-gate.ts';
import { enInputs } from './en-inputs.ts';
import { enLinks } from './en-links.ts';
import { enLiveCalls } from './en-live-calls.ts';
import { enMyName } from './en-my-name.ts';
import { enNames } from './en-names.ts';
import { enNamesOpening } from './en-names-opening.ts';
import { enOptions } from './en-options.ts';
import { enPeople } from './en-people.ts';
import { enPopup } from './en-popup.ts';
import { enPreferences } from './en-preferences.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { enTalk } from './en-talk.ts';
import { enWelcome } from './en-welcome.ts';

/**
 * Every sentence that a person reads, in English: the measure for all other languages. `{word}` is filled in; a message
 * with several forms is chosen by the plural rules of the language for its word `count`. A page carries only its own:
 * see `*-sentences.ts`.
 */
export const en = {
  ...enShared,
  ...enGate,
  ...enSteps,
  ...enPopup,
  ...enMyName,
  ...enOptions,
  ...enDiagnostics,
  ...enWelcome,
  ...enChecks,
  ...enFailures,
  ...enInputs,
  ...enCalls,
  ...enPeople,
  ...enPreferences,
  ...enCallEnds,
  ...enTalk,
  ...enLinks,
  ...enLiveCalls,
  ...enNamesOpening,
  ...enNames,
} as const;
