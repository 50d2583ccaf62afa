import { encodeExecResult, readCallParameters, runCall } from './contracts-api.ts';
import { FEE } from './extrinsic.ts';
import { bytesSeen, debugMessageSeen, resultSeen, stateSeen } from './faults.ts';
import type { BlockState, Node } from './node.ts';
import { GAS_CONSUMED, METADATA_VERSION, metadataHex, opaqueMetadata } from './runtime.ts';
import { bytes, compact, concat, fromHex, Reader, uint } from './scale.ts';

/** A function of the runtime, as `state_call` reaches it; throws `BadScale` for parameters that it can't read. */
export type RuntimeCall = (node: Node, at: BlockState, data: Uint8Array) => Uint8Array;

/** The runtime's functions that the stand-in has. */
export const RUNTIME_CALLS: ReadonlyMap<string, RuntimeCall> = new Map<string, RuntimeCall>([
  [
    'ContractsApi_call',
    (node, { block, state }, data) => {
      const call = readCallParameters(data);
      const result = runCall(stateSeen(node.fault, state), block.timestamp, call);
      return bytesSeen(
        node.fault,
        encodeExecResult(resultSeen(node.fault, result), debugMessageSeen(node.fault)),
      );
    },
  ],
  ['Metadata_metadata', () => concat(compact(metadataHex.length / 2 - 1), fromHex(metadataHex))],
  ['Metadata_metadata_versions', () => concat(compact(1), uint(METADATA_VERSION, 4))],
  ['Metadata_metadata_at_version', (_node, _at, data) => opaqueMetadata(new Reader(data).u32())],
  [
    'TransactionPaymentApi_query_info',
    // RuntimeDispatchInfo: weight, class Normal, fee.
    () =>
      concat(
        compact(GAS_CONSUMED.refTime),
        compact(GAS_CONSUMED.proofSize),
        bytes(0),
        uint(FEE, 16),
      ),
  ],
  [
    'AccountNonceApi_account_nonce',
    ({ fault }, { state }, data) => {
      const more = fault.mode === 'nonce-ahead' ? fault.by : 0;
      return uint((state.nonces.get(new Reader(data).account()) ?? 0) + more, 4);
    },
  ],
]);
