import { blake2AsU8a } from '@polkadot/util-crypto';
import { runCall } from './contracts-api.ts';
import {
  contractEmitted,
  contractsError,
  DISPATCH_INFO,
  eventRecord,
  palletEvent,
} from './runtime.ts';
import { type Account, account, bytes, concat } from './scale.ts';
import { type ChainState, withPayment } from './state.ts';

/** A signed extrinsic whose signature and call were checked. */
export interface CheckedExtrinsic {
  /** With its length prefix, as it came. */
  readonly hex: `0x${string}`;
  readonly hash: `0x${string}`;
  readonly signer: Account;
  readonly nonce: number;
  readonly dest: Account;
  readonly input: Uint8Array;
  readonly gasLimit: { readonly refTime: bigint; readonly proofSize: bigint };
  readonly depositLimit: bigint | undefined;
  readonly tip: bigint;
  /** The first block that it can't be in; undefined where it is good for ever. */
  readonly deadFrom: number | undefined;
}

/** What every extrinsic costs, whatever it does, and whether or not it works. */
export const FEE = 1_000_000_000n;

/** Runs a checked extrinsic as number `index` of its block: the new state, and the `EventRecord`s it leaves. */
export function applyExtrinsic(
  state: ChainState,
  at: number,
  index: number,
  extrinsic: CheckedExtrinsic,
): { readonly state: ChainState; readonly events: readonly Uint8Array[] } {
  const { signer, dest, nonce } = extrinsic;
  const counted = { ...state, nonces: new Map(state.nonces).set(signer, nonce + 1) };
  const paid = withPayment(counted, signer, FEE + extrinsic.tip);
  const result = runCall(paid, at, { ...extrinsic, origin: signer });
  if (result.kind === 'refused' || result.reverted) {
    const error = result.kind === 'refused' ? result.error : contractsError('ContractReverted');
    const failed = palletEvent('System', 'ExtrinsicFailed', error, DISPATCH_INFO);
    return { state: paid, events: [eventRecord(index, failed)] };
  }
  // Origin::Signed is variant 1 of pallet-contracts' Origin.
  const origin = concat(bytes(1), account(signer));
  const called = palletEvent('Contracts', 'Called', origin, account(dest));
  const topics = [origin, account(dest)].map((topic) => blake2AsU8a(topic, 256));
  return {
    state: result.state,
    events: [
      ...result.events.map((event) => contractEmitted(index, dest, event)),
      eventRecord(index, called, topics),
      eventRecord(index, palletEvent('System', 'ExtrinsicSuccess', DISPATCH_INFO)),
    ],
  };
}
