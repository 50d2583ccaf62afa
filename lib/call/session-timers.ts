import type { Phase, Timer } from './session-state.ts';

/** How long an offer link is good after it is made, in ms. */
export const LINK_LIFETIME = 60 * 60_000;
/** How much longer than its link a caller waits: an answer may be on its way when the link expires. */
export const ANSWER_GRACE = 2 * 60_000;
/** How long chain and node are believed between ringing and answering. */
export const READING_HOLDS = 5 * 60_000;
/** Chain and node: two rounds of the chain, and an `mcc` that takes its time. */
const READING_LIMIT = 30_000;
/** A little over the deadline of a request to the host. */
const OPENING_LIMIT = 10_000;
/** The browser's own offer or answer. */
const DESCRIBING_LIMIT = 10_000;
/** From both links to an open channel; browsers give up a candidate after 11 to 15 s. */
const CONNECTING_LIMIT = 30_000;
/** Two messages each way on an open channel. */
const PROVING_LIMIT = 10_000;
/** How long `failed` must last while connecting: browsers say it for milliseconds when an answer is applied late. */
const FAILED_DEBOUNCE = 2_000;
/** How long a cut may last; Firefox gives up after 24 to 30 s, Chromium can be revived later. */
const RECONNECTING_LIMIT = 60_000;
/** How long the other side's `ready` may be on its way, which it says again each second. */
const YIELDING_LIMIT = 10_000;
/** How often a failed connection is revived. */
const REVIVE_INTERVAL = 2_000;

/** The timers that run in a phase, in ms from its begin. */
export function timersOf(phase: Phase): readonly { readonly timer: Timer; readonly ms: number }[] {
  switch (phase.name) {
    case 'dialling':
    case 'checking':
    case 'answering':
      return stepTimers(phase.step);
    case 'ringing':
      return [{ timer: 'ringing', ms: phase.wait }];
    case 'waiting': {
      const isYielding = phase.role === 'callee' && phase.yielding;
      const yielding = isYielding ? [{ timer: 'yielding', ms: YIELDING_LIMIT } as const] : [];
      return [{ timer: 'waiting', ms: phase.wait }, ...yielding];
    }
    case 'connecting':
      return [{ timer: 'connecting', ms: CONNECTING_LIMIT }, ...failedTimer(phase.failing)];
    case 'proving':
      return [{ timer: 'proving', ms: PROVING_LIMIT }, ...failedTimer(phase.failing)];
    case 'reconnecting': {
      const revive = phase.failed ? [{ timer: 'revive', ms: REVIVE_INTERVAL } as const] : [];
      return [{ timer: 'reconnecting', ms: RECONNECTING_LIMIT }, ...revive];
    }
    case 'idle':
    case 'in-call':
    case 'ended':
      return [];
  }
}

/** Whether a phase may last as long as a person wants it to. Every other one but the end has a timer. */
export function waitsForPerson(phase: Phase): boolean {
  switch (phase.name) {
    case 'idle':
    case 'in-call':
      return true;
    case 'dialling':
    case 'checking':
      return phase.step === 'asking';
    case 'ringing':
    case 'answering':
    case 'waiting':
    case 'connecting':
    case 'proving':
    case 'reconnecting':
    case 'ended':
      return false;
  }
}

function stepTimers(
  step: 'reading' | 'asking' | 'opening' | 'describing',
): readonly { readonly timer: Timer; readonly ms: number }[] {
  switch (step) {
    case 'reading':
      return [{ timer: 'reading', ms: READING_LIMIT }];
    case 'opening':
      return [{ timer: 'opening', ms: OPENING_LIMIT }];
    case 'describing':
      return [{ timer: 'describing', ms: DESCRIBING_LIMIT }];
    case 'asking':
      return [];
  }
}

function failedTimer(failing: boolean): readonly { readonly timer: Timer; readonly ms: number }[] {
  return failing ? [{ timer: 'failed', ms: FAILED_DEBOUNCE }] : [];
}
