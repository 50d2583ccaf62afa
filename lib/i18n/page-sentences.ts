import { arCallEnds } from './ar-call-ends.ts';
import { arCalls } from './ar-calls.ts';
import { arChecks } from './ar-checks.ts';
import { arDiagnostics } from './ar-diagnostics.ts';
import { arFailures } from './ar-failures.ts';
import { arGate } from './ar-gate.ts';
import { arInputs } from './ar-inputs.ts';
import { arLinks } from './ar-links.ts';
import { arLiveCalls } from './ar-live-calls.ts';
import { arMyName } from './ar-my-name.ts';
import { arNamesOpening } from './ar-names-opening.ts';
import { arOptions } from './ar-options.ts';
import { arPeople } from './ar-people.ts';
import { arPopup } from './ar-popup.ts';
import { arPreferences } from './ar-preferences.ts';
import { arShared } from './ar-shared.ts';
import { arSteps } from './ar-steps.ts';
import { arTalk } from './ar-talk.ts';
import { arWelcome } from './ar-welcome.ts';
import { deCallEnds } from './de-call-ends.ts';
import { deCalls } from './de-calls.ts';
import { deChecks } from './de-checks.ts';
import { deDiagnostics } from './de-diagnostics.ts';
import { deFailures } from './de-failures.ts';
import { deGate } from './de-gate.ts';
import { deInputs } from './de-inputs.ts';
import { deLinks } from './de-links.ts';
import { deLiveCalls } from './de-live-calls.ts';
import { deMyName } from './de-my-name.ts';
import { deNamesOpening } from './de-names-opening.ts';
import { deOptions } from './de-options.ts';
import { dePeople } from './de-people.ts';
import { dePopup } from './de-popup.ts';
import { dePreferences } from './de-preferences.ts';
import { deShared } from './de-shared.ts';
import { deSteps } from './de-steps.ts';
import { deTalk } from './de-talk.ts';
import { deWelcome } from './de-welcome.ts';
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
import { enNamesOpening } from './en-names-opening.ts';
import { enOptions } from './en-options.ts';
import { enPeople } from './en-people.ts';
import { enPopup } from './en-popup.ts';
import { enPreferences } from './en-preferences.ts';
import { enShared } from './en-shared.ts';
import { enSteps } from './en-steps.ts';
import { enTalk } from './en-talk.ts';
import { enWelcome } from './en-welcome.ts';
import { type Catalogues, catalogues, joined } from './translate.ts';

const callEnds = catalogues(enCallEnds, deCallEnds, arCallEnds);
const calls = catalogues(enCalls, deCalls, arCalls);
const checks = catalogues(enChecks, deChecks, arChecks);
const diagnostics = catalogues(enDiagnostics, deDiagnostics, arDiagnostics);
const failures = catalogues(enFailures, deFailures, arFailures);
const gate = catalogues(enGate, deGate, arGate);
const inputs = catalogues(enInputs, deInputs, arInputs);
const links = catalogues(enLinks, deLinks, arLinks);
const liveCalls = catalogues(enLiveCalls, deLiveCalls, arLiveCalls);
const myName = catalogues(enMyName, deMyName, arMyName);
const namesOpening = catalogues(enNamesOpening, deNamesOpening, arNamesOpening);
const options = catalogues(enOptions, deOptions, arOptions);
const people = catalogues(enPeople, dePeople, arPeople);
const popup = catalogues(enPopup, dePopup, arPopup);
const preferences = catalogues(enPreferences, dePreferences, arPreferences);
const shared = catalogues(enShared, deShared, arShared);
const steps = catalogues(enSteps, deSteps, arSteps);
const talk = catalogues(enTalk, deTalk, arTalk);
const welcome = catalogues(enWelcome, deWelcome, arWelcome);

/**
 * What each page says, and nothing that it doesn't. The build prints one file for each page and language from this list
 * (`sentences/gate.de.json`), and a page loads the one that it needs: no script of ours holds sentences, but the worker's
 * few (`badge.ts`).
 */
export const PAGE_SENTENCES = {
  gate: joined(shared, gate, steps, failures, inputs),
  popup: joined(shared, popup, myName, liveCalls, links, failures, inputs),
  options: joined(shared, options, preferences, people, myName, failures, inputs),
  diagnostics: joined(shared, diagnostics, popup, failures),
  welcome: joined(shared, steps, welcome, checks, popup, myName, failures, inputs),
  names: joined(shared, namesOpening, failures),
  call: joined(shared, steps, calls, people, preferences, callEnds, talk, links, failures, inputs),
} as const satisfies Readonly<Record<string, Catalogues>>;

/** A page that has sentences of its own. */
export type Page = keyof typeof PAGE_SENTENCES;
