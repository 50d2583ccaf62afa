import { type AzeroName, endingOf, labelOf } from '../names/name.ts';
import { type NodeId, parseNodeId } from '../node-id.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import { createOperators, type EndpointFault, type Rpc } from './endpoint.ts';
import type { Network } from './networks.ts';
import { askOwner, askRecord, type No, type OwnerAnswer, type RecordAnswer } from './questions.ts';
import { askQuorum, type Verdict } from './quorum.ts';
import type { Delay } from './race.ts';
import type { ResolvedChain } from './resolve-chain.ts';

export type { Rpc, RpcFailure } from './endpoint.ts';

/** A name's record, as a quorum of operators confirmed it. */
export type NameRecord = {
  readonly name: AzeroName;
  readonly nodeId: NodeId;
  /** The operators that said so. */
  readonly confirmedBy: readonly string[];
  /** When, in ms since 1970. */
  readonly readAt: number;
};

/** A name's accounts, each as SS58 address. */
type NameOwner = {
  readonly name: AzeroName;
  readonly owner: string;
  readonly controller: string;
  readonly resolved: string;
  readonly confirmedBy: readonly string[];
  readonly readAt: number;
};

/** Why a name could not be read. A missing answer is never told as a missing name. */
export type ReadError =
  | { readonly kind: 'name-not-registered' }
  /** `since`: when it ended, ms since 1970. */
  | { readonly kind: 'name-expired'; readonly since: number }
  /** The name is registered and has no record `staex-id`. */
  | { readonly kind: 'no-record' }
  /** The record is no node id; `value` is at most 100 characters of it. */
  | { readonly kind: 'record-malformed'; readonly value: string }
  /** Too few operators could be asked; the endpoints that failed, and how. */
  | { readonly kind: 'chain-unreachable'; readonly endpoints: readonly EndpointFault[] }
  /** What an operator says can't be; with `disagree` all of them that differ, joined by a comma. */
  | {
      readonly kind: 'endpoint-lying';
      readonly operator: string;
      readonly cause: LyingCause | 'disagree';
    }
  /** There is a record, but fewer operators than the quorum could say so: a person may take their word (`acceptOne`). */
  | { readonly kind: 'one-operator-only'; readonly operator: string; readonly nodeId: NodeId }
  /** The registry no longer understands our question. */
  | { readonly kind: 'contract-changed' }
  /** Names with this ending are not on the network that is set. */
  | {
      readonly kind: 'wrong-network';
      readonly ending: 'azero' | 'tzero';
      readonly network: Network;
    };

type LyingCause = Extract<EndpointFault['cause'], 'wrong-genesis' | 'garbage' | 'oversized'>;

/** How a read may be answered. */
export type ReadOptions = {
  /** The person takes the word of those who answer, though they are fewer than the quorum. */
  readonly acceptOne?: boolean;
};

/** Reads names from the chain. Reads of one name that run at one time are one read. */
export type NameReader = {
  read(name: AzeroName, options?: ReadOptions): Promise<Result<NameRecord, ReadError>>;
  /** For showing: who may change the name. */
  readOwner(name: AzeroName, options?: ReadOptions): Promise<Result<NameOwner, ReadError>>;
};

const MAX_SHOWN_VALUE = 100;

/** Makes a reader for one chain; `now` in ms since 1970. */
export function createNameReader(deps: {
  readonly chain: ResolvedChain;
  readonly rpc: Rpc;
  readonly now: () => number;
  readonly delay: Delay;
}): NameReader {
  const { chain, now, delay } = deps;
  const operators = createOperators({ rpc: deps.rpc, delay, genesis: chain.genesis });
  const common = { operators: chain.operators, quorum: chain.quorum, ask: operators, delay };

  const record = coalesced((name) =>
    askQuorum<RecordAnswer>({
      ...common,
      question: (block) => askRecord(chain.registry, labelOf(name), block),
    }),
  );
  const owner = coalesced((name) =>
    askQuorum<OwnerAnswer>({
      ...common,
      question: (block) => askOwner(chain.registry, labelOf(name), block),
    }),
  );

  function wrongNetwork(name: AzeroName): ReadError | undefined {
    const ending = endingOf(name);
    if (chain.endings.includes(ending)) return undefined;
    return { kind: 'wrong-network', ending, network: chain.network };
  }

  return {
    async read(name, options = {}) {
      const elsewhere = wrongNetwork(name);
      if (elsewhere) return err(elsewhere);
      const verdict = await record(name);
      const judged = judge(verdict, options);
      if (!judged.ok) {
        // Only where it is worth asking the person: a lone no, or a lone record that is none, decides nothing.
        if (judged.error.kind !== 'chain-unreachable' || verdict.kind !== 'too-few') return judged;
        const alone = verdict.value.kind === 'record' && parseNodeId(verdict.value.value);
        if (!alone || !alone.ok) return judged;
        const operator = verdict.by.join(', ');
        return err({ kind: 'one-operator-only', operator, nodeId: alone.value });
      }
      const { value, by } = judged.value;
      if (value.kind === 'no-record') return err({ kind: 'no-record' });
      if (value.kind !== 'record') return err(readError(value));
      const nodeId = parseNodeId(value.value);
      if (!nodeId.ok) {
        return err({ kind: 'record-malformed', value: value.value.slice(0, MAX_SHOWN_VALUE) });
      }
      return ok({ name, nodeId: nodeId.value, confirmedBy: by, readAt: now() });
    },
    async readOwner(name, options = {}) {
      const elsewhere = wrongNetwork(name);
      if (elsewhere) return err(elsewhere);
      const judged = judge(await owner(name), options);
      if (!judged.ok) return judged;
      const { value, by } = judged.value;
      if (value.kind !== 'owned') return err(readError(value));
      const { kind: _, ...accounts } = value;
      return ok({ name, ...accounts, confirmedBy: by, readAt: now() });
    },
  };
}

/** A value to go by, or why there is none. */
function judge<T>(
  verdict: Verdict<T>,
  { acceptOne = false }: ReadOptions,
): Result<{ readonly value: T; readonly by: readonly string[] }, ReadError> {
  switch (verdict.kind) {
    case 'agreed':
      return ok(verdict);
    case 'disagreed':
      return err({
        kind: 'endpoint-lying',
        operator: verdict.between.join(', '),
        cause: 'disagree',
      });
    case 'too-few':
      return acceptOne ? ok(verdict) : err(noQuorum(verdict.faults));
    case 'silent':
      return err(noQuorum(verdict.faults));
    default:
      return assertNever(verdict);
  }
}

/** A lie is told before a silence: it is the graver of the two. */
function noQuorum(faults: readonly EndpointFault[]): ReadError {
  for (const { operator, cause } of faults) {
    if (cause === 'wrong-genesis' || cause === 'garbage' || cause === 'oversized') {
      return { kind: 'endpoint-lying', operator, cause };
    }
  }
  return { kind: 'chain-unreachable', endpoints: faults };
}

function readError(no: No): ReadError {
  switch (no.kind) {
    case 'not-registered':
      return { kind: 'name-not-registered' };
    case 'expired':
      return { kind: 'name-expired', since: no.since };
    case 'contract-changed':
      return { kind: 'contract-changed' };
    default:
      return assertNever(no);
  }
}

/** Calls for one name that come while one is running share its result. */
function coalesced<T>(read: (name: AzeroName) => Promise<T>): (name: AzeroName) => Promise<T> {
  const running = new Map<AzeroName, Promise<T>>();
  return (name) => {
    const already = running.get(name);
    if (already) return already;
    const reading = read(name).finally(() => running.delete(name));
    running.set(name, reading);
    return reading;
  };
}
