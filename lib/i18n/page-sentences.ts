import { enCallEnds } from './en-call-ends.ts';
import { enCalls } from './en-calls.ts';
import { enDiagnostics } from './en-diagnostics.ts';
import { enFailures } from './en-failures.ts';
import { enGate } from './en-gate.ts';
import { enInputs } from './en-inputs.ts';
import { enLinks } from './en-links.ts';
import { enLiveCalls } from './en-live-calls.ts';
import { enNamesOpening } from './en-names-opening.ts';
import { enOptions } from './en-options.ts';
import { enPeople } from './en-people.ts';
import { enPopup } from './en-popup.ts';
import { enPreferences } from './en-preferences.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { enTalk } from './en-talk.ts';
import { enWelcome } from './en-welcome.ts';
import { type Catalogues, catalogues } from './translate.ts';

/**
 * What each page says, and nothing that it doesn't. The build prints one file for each page and language from this list
 * (`sentences/gate.en.json`), and a page loads the one that it needs: no script of ours holds sentences, but the worker's
 * few (`badge.ts`).
 */
export const PAGE_SENTENCES = {
  gate: catalogues({ ...enShared, ...enGate, ...enSteps, ...enFailures, ...enInputs }),
  popup: catalogues({
    ...enShared,
    ...enPopup,
    ...enLiveCalls,
    ...enLinks,
    ...enFailures,
    ...enInputs,
  }),
  options: catalogues({
    ...enShared,
    ...enOptions,
    ...enPreferences,
    ...enPeople,
    ...enPopup,
    ...enFailures,
    ...enInputs,
  }),
  diagnostics: catalogues({ ...enShared, ...enDiagnostics, ...enPopup, ...enFailures }),
  welcome: catalogues({
    ...enShared,
    ...enSteps,
    ...enWelcome,
    ...enPopup,
    ...enFailures,
    ...enInputs,
  }),
  names: catalogues({ ...enShared, ...enNamesOpening, ...enFailures }),
  call: catalogues({
    ...enShared,
    ...enSteps,
    ...enCalls,
    ...enPeople,
    ...enPreferences,
    ...enCallEnds,
    ...enTalk,
    ...enLinks,
    ...enFailures,
    ...enInputs,
  }),
} as const satisfies Readonly<Record<string, Catalogues>>;

/** A page that has sentences of its own. */
export type Page = keyof typeof PAGE_SENTENCES;
