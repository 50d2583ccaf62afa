import type { Failure, Step, Visit } from '../lib/protocol/ui.ts';
import { assertNever } from '../lib/result.ts';

/** Why the gate is shown: on the way to a site, or because a form or an address cannot go there. */
export type GateMode = 'waiting' | 'form-not-sent' | 'bad-address' | 'unseen-address';

/** How one step stands. */
export type StepState = 'done' | 'now' | 'failed' | 'asking' | 'later';

/** What the panel beside the steps shows. */
export type Scene =
  | { readonly kind: 'working'; readonly step: Step }
  | { readonly kind: 'open' }
  | { readonly kind: 'asking'; readonly operator: string }
  | { readonly kind: 'failed'; readonly visit: FailedVisit; readonly retrying: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** A visit that failed. */
export type FailedVisit = Extract<Visit, { state: 'failed' }>;

/** A visit that stands still until something changes. */
export type HeldVisit = Extract<Visit, { state: 'failed' | 'asking' }>;

// Written as a record so that a new step does not compile until it has its place here.
const ORDER: Readonly<Record<Step, number>> = {
  name: 0,
  record: 1,
  node: 2,
  address: 3,
  connection: 4,
};

/** How each step stands, in their order. */
export function stepStates(
  visit: Visit | undefined,
): readonly { readonly step: Step; readonly state: StepState }[] {
  const [at, here] = whereNow(visit);
  const names: readonly Step[] = ['name', 'record', 'node', 'address', 'connection'];
  return names.map((step) => {
    const place = ORDER[step];
    return { step, state: place < at ? 'done' : place === at ? here : 'later' };
  });
}

function whereNow(visit: Visit | undefined): readonly [place: number, state: StepState] {
  if (visit === undefined) return [0, 'now'];
  switch (visit.state) {
    case 'working':
      return [ORDER[visit.step], 'now'];
    case 'asking':
      return [ORDER.record, 'asking'];
    case 'open':
      return [ORDER.connection + 1, 'now'];
    case 'failed':
      return [ORDER[visit.step], 'failed'];
    default:
      return assertNever(visit);
  }
}

/**
 * The failure or question that goes on being shown while it is tried again: what a person is reading (a command to type)
 * must not vanish with each attempt. It ends when the attempt comes further than the last one did.
 */
export function heldVisit(
  held: HeldVisit | undefined,
  visit: Visit | undefined,
): HeldVisit | undefined {
  if (visit?.state === 'failed' || visit?.state === 'asking') return visit;
  if (visit === undefined) return held;
  if (visit.state !== 'working' || visit.name !== held?.name) return undefined;
  const stoodAt = held.state === 'asking' ? 'record' : held.step;
  return ORDER[visit.step] <= ORDER[stoodAt] ? held : undefined;
}

/** What the panel shows, `held` being where the last attempt came to a stand. */
export function sceneOf(
  mode: GateMode,
  visit: Visit | undefined,
  held: HeldVisit | undefined,
): Scene {
  if (mode !== 'waiting') return { kind: 'refused', failure: { kind: mode } };
  if (held?.state === 'asking') return { kind: 'asking', operator: held.operator };
  if (held) return { kind: 'failed', visit: held, retrying: visit?.state !== 'failed' };
  if (visit?.state === 'open') return { kind: 'open' };
  return { kind: 'working', step: visit?.state === 'working' ? visit.step : 'name' };
}

/** The port that a host as shown (`alice.azero:8080`) or its address names. */
export function portOf(host: string, target: string): string {
  return /:(\d{1,5})$/.exec(host)?.[1] ?? (/^https:/i.test(target) ? '443' : '80');
}
