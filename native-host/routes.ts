import type { AzeroName } from '../lib/names/name.ts';
import type { NodeId } from '../lib/node-id.ts';
import type { HostEvent, ROUTE_REFUSALS } from '../lib/protocol/host.ts';
import type { NodeFailure } from '../lib/protocol/host-values.ts';
import { ROUTE_TTL, ROUTE_WAIT } from '../lib/protocol/limits.ts';
import { assertNever } from '../lib/result.ts';
import { MAX_ROUTES } from './limits.ts';
import { OnceInAWhile, TokenBucket } from './rate.ts';

/** What came of asking the extension for a route. */
export type Wanted =
  | { readonly kind: 'route'; readonly node: NodeId }
  | { readonly kind: 'refused'; readonly cause: (typeof ROUTE_REFUSALS)[number] }
  /** The extension named a node that can't be reached. */
  | { readonly kind: 'failed'; readonly cause: NodeFailure }
  /** The route was forgotten meanwhile. */
  | { readonly kind: 'dropped' }
  /** No answer in `ROUTE_WAIT`. */
  | { readonly kind: 'unanswered' }
  /** Not asked: too much was asked already. */
  | { readonly kind: 'limited' };

/** Why a route is wanted, as the event says it. */
export type WantedReason = Extract<HostEvent, { event: 'route.wanted' }>['reason'];

/** What the table needs of the world. */
export interface RoutesOptions {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; gives a function that prevents it. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly tell: (event: HostEvent) => void;
}

/** How soon the same name may be wanted again after an answer, in milliseconds. */
const AGAIN: Readonly<Record<WantedReason, number>> = {
  unknown: 1_000,
  expired: 1_000,
  // Each makes the extension read the chain anew.
  'dial-failed': 30_000,
};
const FAILED_AGAIN = 1_000;

interface Waiting {
  readonly answers: Set<(wanted: Wanted) => void>;
  toldAt: number;
}

/** Which node stands behind which name, as the extension said it, and who waits for an answer to that. */
export class Routes {
  readonly #o: RoutesOptions;
  readonly #routes = new Map<AzeroName, { readonly node: NodeId; readonly until: number }>();
  readonly #waiting = new Map<AzeroName, Waiting>();
  readonly #wantedOfName = new OnceInAWhile(MAX_ROUTES);
  readonly #wantedOfAll = new TokenBucket(64, 16);
  readonly #failedOfName = new OnceInAWhile(MAX_ROUTES);
  readonly #failedOfAll = new TokenBucket(64, 16);

  constructor(options: RoutesOptions) {
    this.#o = options;
  }

  /** The node of a name, or why there is none. */
  find(name: AzeroName): { readonly node: NodeId } | 'unknown' | 'expired' {
    const route = this.#routes.get(name);
    if (!route) return 'unknown';
    return this.#o.now() < route.until ? route : 'expired';
  }

  /** The node that was last set for a name, also when the route has expired. */
  last(name: AzeroName): NodeId | undefined {
    return this.#routes.get(name)?.node;
  }

  set(name: AzeroName, node: NodeId): void {
    this.#routes.delete(name);
    this.#routes.set(name, { node, until: this.#o.now() + ROUTE_TTL });
    const [oldest] = this.#routes.keys();
    if (this.#routes.size > MAX_ROUTES && oldest !== undefined) this.#routes.delete(oldest);
    this.#answer(name, { kind: 'route', node });
  }

  /** The extension named a node, but it can't be reached; a route to another node no longer holds. */
  fail(name: AzeroName, node: NodeId, cause: NodeFailure): void {
    if (this.last(name) !== node) this.#routes.delete(name);
    this.#answer(name, { kind: 'failed', cause });
  }

  refuse(name: AzeroName, cause: (typeof ROUTE_REFUSALS)[number]): void {
    this.#answer(name, { kind: 'refused', cause });
  }

  drop(name: AzeroName): void {
    this.#routes.delete(name);
    this.#answer(name, { kind: 'dropped' });
  }

  /** Asks the extension for a route, once however many ask here, and waits for its answer. */
  want(name: AzeroName, reason: WantedReason): Promise<Wanted> {
    const now = this.#o.now();
    const waiting = this.#waiting.get(name);
    if (waiting && now - waiting.toldAt < ROUTE_WAIT) return this.#wait(name, waiting);
    const key = reason === 'dial-failed' ? `${name} dial` : name;
    const allowed = this.#wantedOfName.take(key, AGAIN[reason], now) && this.#wantedOfAll.take(now);
    if (!allowed) return Promise.resolve({ kind: 'limited' });
    const started = waiting ?? { answers: new Set(), toldAt: now };
    started.toldAt = now;
    this.#waiting.set(name, started);
    this.#o.tell({ event: 'route.wanted', name, reason });
    return this.#wait(name, started);
  }

  /** Says that a page's connection failed for good; the same failure of a name once in a while only. */
  failed(name: AzeroName, cause: NodeFailure): void {
    const now = this.#o.now();
    if (!this.#failedOfName.take(`${name} ${cause}`, FAILED_AGAIN, now)) return;
    if (this.#failedOfAll.take(now)) this.#o.tell({ event: 'route.failed', name, cause });
  }

  #wait(name: AzeroName, waiting: Waiting): Promise<Wanted> {
    return new Promise((resolve) => {
      const answer = (wanted: Wanted): void => {
        cancel();
        resolve(wanted);
      };
      const cancel = this.#o.after(ROUTE_WAIT, () => {
        waiting.answers.delete(answer);
        if (waiting.answers.size === 0 && this.#waiting.get(name) === waiting)
          this.#waiting.delete(name);
        resolve({ kind: 'unanswered' });
      });
      waiting.answers.add(answer);
    });
  }

  #answer(name: AzeroName, wanted: Wanted): void {
    const waiting = this.#waiting.get(name);
    this.#waiting.delete(name);
    for (const answer of waiting?.answers ?? []) answer(wanted);
  }
}

/** Whether a name may stand for another node by now, after this failure; our own node's troubles say nothing about that. */
export function mayBeAnotherNode(failure: NodeFailure): boolean {
  switch (failure) {
    case 'node-unresolved':
    case 'node-refused':
    case 'node-silent':
    case 'node-unreachable':
    case 'node-moved':
    case 'address-not-allowed':
    case 'mcc-empty':
      return true;
    case 'mcc-not-found':
    case 'mcc-forbidden':
    case 'mcc-daemon-down':
    case 'mcc-timeout':
    case 'mcc-junk':
    case 'mcc-ipv6':
    case 'mcc-failed':
    case 'mcc-busy':
    case 'config-bad':
    case 'overlay-missing':
    case 'overlay-in-container':
      return false;
    default:
      return assertNever(failure);
  }
}
