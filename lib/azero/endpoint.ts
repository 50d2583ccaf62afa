import { CHAIN_HEDGE_DELAY, CHAIN_REQUEST_TIMEOUT } from '../protocol/limits.ts';
import { err, ok, type Result } from '../result.ts';
import { type Delay, race } from './race.ts';
import type { Operator } from './resolve-chain.ts';

/** Why a JSON-RPC request brought no result. */
export type RpcFailure =
  | { readonly kind: 'unreachable' | 'timeout' | 'oversized' | 'garbage' }
  /** The node answered with an error of its own. */
  | { readonly kind: 'rpc-error'; readonly code: number; readonly message: string };

/** One JSON-RPC request to one endpoint: the `result` of the reply, or why there is none. Never rejects. */
export type Rpc = (
  endpoint: string,
  method: string,
  params: readonly unknown[],
  signal?: AbortSignal,
) => Promise<Result<unknown, RpcFailure>>;

/** What is wrong with one endpoint. */
export type EndpointFault = {
  readonly operator: string;
  readonly url: string;
  readonly cause: RpcFailure['kind'] | 'wrong-genesis';
};

/** One question to one endpoint, of as many requests as it takes. */
export type Ask<T> = (call: Call) => Promise<Result<T, EndpointFault['cause']>>;

/** A request to the endpoint that a question is being put to. */
export type Call = (
  method: string,
  params: readonly unknown[],
) => Promise<Result<unknown, EndpointFault['cause']>>;

/** An answer and the endpoint that gave it. */
export type Answered<T> = { readonly value: T; readonly url: string };

/** Asks operators, each through the endpoint of its that answers first. */
export type Operators = {
  /** Tries an operator's endpoints, in their order and then side by side; all their faults where none answers. */
  ask<T>(
    operator: Operator,
    question: Ask<T>,
    signal: AbortSignal,
  ): Promise<Result<Answered<T>, readonly EndpointFault[]>>;
  /** Puts a question to one endpoint. */
  askEndpoint<T>(
    url: string,
    question: Ask<T>,
    signal: AbortSignal,
  ): Promise<Result<T, EndpointFault['cause']>>;
};

/** Makes what asks operators; it remembers which endpoints have shown the right genesis block. */
export function createOperators(deps: {
  readonly rpc: Rpc;
  readonly delay: Delay;
  /** `0x…` hash of block 0, or undefined where any chain will do. */
  readonly genesis: string | undefined;
}): Operators {
  const genesisChecks = new Map<string, Promise<Result<true, EndpointFault['cause']>>>();

  async function request(
    url: string,
    method: string,
    params: readonly unknown[],
    signal: AbortSignal,
  ): Promise<Result<unknown, EndpointFault['cause']>> {
    const answered = new AbortController();
    const either = AbortSignal.any([signal, answered.signal]);
    const late = deps
      .delay(CHAIN_REQUEST_TIMEOUT, either)
      .then((): Result<never, RpcFailure> => err({ kind: 'timeout' }));
    const result = await Promise.race([deps.rpc(url, method, params, either), late]);
    answered.abort();
    return result.ok ? result : err(result.error.kind);
  }

  async function checkGenesis(url: string): Promise<Result<true, EndpointFault['cause']>> {
    // Shared by all reads of this time, so no single one may abort it.
    const hash = await request(url, 'chain_getBlockHash', [0], new AbortController().signal);
    if (!hash.ok) return hash;
    if (typeof hash.value !== 'string') return err('garbage');
    return hash.value.toLowerCase() === deps.genesis ? ok(true) : err('wrong-genesis');
  }

  /** Once per endpoint: a good answer is kept, anything else asked for again with the next question. */
  function genesisChecked(url: string): Promise<Result<true, EndpointFault['cause']>> {
    if (deps.genesis === undefined) return Promise.resolve(ok(true));
    const running = genesisChecks.get(url);
    if (running) return running;
    const check = checkGenesis(url).then((result) => {
      if (!result.ok) genesisChecks.delete(url);
      return result;
    });
    genesisChecks.set(url, check);
    return check;
  }

  async function askEndpoint<T>(
    url: string,
    question: Ask<T>,
    signal: AbortSignal,
  ): Promise<Result<T, EndpointFault['cause']>> {
    const call: Call = (method, params) => request(url, method, params, signal);
    const [genesis, answer] = await Promise.all([genesisChecked(url), question(call)]);
    return genesis.ok ? answer : genesis;
  }

  return {
    askEndpoint,
    async ask<T>(operator: Operator, question: Ask<T>, signal: AbortSignal) {
      const heats = await race({
        candidates: operator.urls,
        atOnce: 1,
        hedgeAfter: CHAIN_HEDGE_DELAY,
        delay: deps.delay,
        signal,
        ask: (url, either) => askEndpoint(url, question, either),
        judge: (said) => (said.at(-1)?.result.ok ? 'done' : 'more'),
      });
      const faults: EndpointFault[] = [];
      for (const { candidate: url, result } of heats) {
        if (result.ok) return ok({ value: result.value, url });
        faults.push({ operator: operator.name, url, cause: result.error });
      }
      return err(faults);
    },
  };
}
