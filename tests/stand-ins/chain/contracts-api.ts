import type { ContractEvent } from './contract.ts';
import { callRegistry } from './registry.ts';
import { depositOf } from './registry-state.ts';
import { callRouter } from './router.ts';
import { contractsError, GAS_CONSUMED, GAS_REQUIRED } from './runtime.ts';
import {
  type Account,
  BadScale,
  blob,
  bytes,
  compact,
  concat,
  Reader,
  text,
  uint,
} from './scale.ts';
import { type ChainState, spendable, withPayment } from './state.ts';

/** A call of a contract, from a dry run or an extrinsic. */
export interface ContractCall {
  readonly origin: Account;
  readonly dest: Account;
  readonly input: Uint8Array;
  /** undefined: as much as a block holds. */
  readonly gasLimit: { readonly refTime: bigint; readonly proofSize: bigint } | undefined;
  /** What storage may cost; undefined: all that the account can spend. */
  readonly depositLimit: bigint | undefined;
}

/** What became of a call: refused by pallet-contracts with an encoded `DispatchError`, or run by the contract. */
export type CallResult =
  | { readonly kind: 'refused'; readonly error: Uint8Array }
  | {
      readonly kind: 'ran';
      readonly reverted: boolean;
      readonly data: Uint8Array;
      readonly state: ChainState;
      readonly events: readonly ContractEvent[];
      /** What is held back for storage; negative: what is given back to the caller. */
      readonly deposit: bigint;
    };

/** Runs a call against a state at a time (ms since 1970). Nothing is kept: the new state is in the result. */
export function runCall(state: ChainState, at: number, call: ContractCall): CallResult {
  const context = { caller: call.origin, at };
  const registry = state.registries.get(call.dest);
  if (registry === undefined && call.dest !== state.router) {
    return { kind: 'refused', error: contractsError('ContractNotFound') };
  }
  const gas = call.gasLimit;
  if (gas && (gas.refTime < GAS_REQUIRED.refTime || gas.proofSize < GAS_REQUIRED.proofSize)) {
    return { kind: 'refused', error: contractsError('OutOfGas') };
  }
  if (registry === undefined) {
    const { reverted, data } = callRouter(state, context, call.input);
    return { kind: 'ran', reverted, data, state, events: [], deposit: 0n };
  }
  // As pallet-contracts has it: a limit that the account can't pay is refused before the call, one that is too low after it.
  const most = spendable(state, call.origin);
  if (call.depositLimit !== undefined && call.depositLimit > most) {
    return { kind: 'refused', error: contractsError('StorageDepositNotEnoughFunds') };
  }
  const outcome = callRegistry(registry, context, call.input);
  const isRead = outcome.reverted || outcome.state === registry;
  const deposit = isRead ? 0n : depositOf(outcome.state) - depositOf(registry);
  if (deposit > (call.depositLimit ?? most)) {
    return { kind: 'refused', error: contractsError('StorageDepositLimitExhausted') };
  }
  const registries = new Map(state.registries).set(call.dest, outcome.state);
  const paid = withPayment(state, call.origin, deposit);
  return { kind: 'ran', ...outcome, deposit, state: { ...paid, registries } };
}

/** Reads the parameters of `ContractsApi_call`; throws `BadScale`. */
export function readCallParameters(parameters: Uint8Array): ContractCall {
  const reader = new Reader(parameters);
  const origin = reader.account();
  const dest = reader.account();
  reader.u128();
  const gasLimit = reader.option(() => ({
    refTime: reader.compact(),
    proofSize: reader.compact(),
  }));
  const depositLimit = reader.option(() => reader.u128());
  const input = reader.blob();
  if (!reader.done()) throw new BadScale('bytes left over');
  return { origin, dest, input, gasLimit, depositLimit };
}

/**
 * Encodes a `ContractExecResult` with the later-added `events` behind it (`Some`, empty), as a node answers that collects them.
 * `debugMessage` may be any text: nodes that run reads with UnsafeDebug fill it.
 */
export function encodeExecResult(result: CallResult, debugMessage = ''): Uint8Array {
  const deposit = result.kind === 'ran' ? result.deposit : 0n;
  // StorageDeposit: 0 Refund, 1 Charge.
  const charged =
    deposit < 0n ? concat(bytes(0), uint(-deposit, 16)) : concat(bytes(1), uint(deposit, 16));
  if (result.kind === 'refused') {
    const noGas = bytes(0, 0, 0, 0);
    return concat(noGas, charged, text(debugMessage), bytes(1), result.error, bytes(1, 0));
  }
  return concat(
    ...[GAS_CONSUMED, GAS_REQUIRED].flatMap((gas) => [
      compact(gas.refTime),
      compact(gas.proofSize),
    ]),
    charged,
    text(debugMessage),
    bytes(0),
    uint(result.reverted ? 1 : 0, 4),
    blob(result.data),
    bytes(1, 0),
  );
}
