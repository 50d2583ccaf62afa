import type { CallResult } from './contracts-api.ts';
import { withEntry } from './registry-state.ts';
import { contractsError } from './runtime.ts';
import { bytes } from './scale.ts';
import { type ChainState, locate, withName } from './state.ts';

/** What is wrong with one server. A fault lasts until the next one; `none` ends it. */
export type Fault =
  | { readonly mode: 'none' }
  /** Refuses connections, and has cut those it had. */
  | { readonly mode: 'down' }
  /** Takes connections and requests and never answers. */
  | { readonly mode: 'silent' }
  /** Answers `ms` later, whatever is asked. */
  | { readonly mode: 'slow'; readonly ms: number }
  /** Says that it is another chain; all else is right. */
  | { readonly mode: 'wrong-genesis' }
  /** `json` (when absent): text that is no JSON. `scale`: a contract call's result is cut in the middle. */
  | { readonly mode: 'garbage'; readonly of?: 'json' | 'scale' | undefined }
  /** Right answers to contract calls, with so many bytes of debug text in them (8 MiB when absent). */
  | { readonly mode: 'oversized'; readonly bytes?: number | undefined }
  /** Other node ids for these names (registered or not); null: hides the record. */
  | { readonly mode: 'lying'; readonly records: Readonly<Record<string, string | null>> }
  /** As if nothing were at the addresses of router and registries. */
  | { readonly mode: 'contract-gone' }
  /** Says of every account that it has made so many more transactions. */
  | { readonly mode: 'nonce-ahead'; readonly by: number }
  /** Says of every transaction that its signature is bad. */
  | { readonly mode: 'refusing' }
  /** Takes every transaction, and forgets it. */
  | { readonly mode: 'dropping' }
  /** HTTP status 500 to everything, WebSocket hand-shakes included. */
  | { readonly mode: 'http-500' };

const RECORD = 'staex-id';

/** The state that a server with this fault reads contracts from. */
export function stateSeen(fault: Fault, state: ChainState): ChainState {
  if (fault.mode !== 'lying') return state;
  return Object.entries(fault.records).reduce(withLie, state);
}

function withLie(before: ChainState, [fullName, value]: [string, string | null]): ChainState {
  const { name } = locate(before, fullName);
  const known = locate(before, fullName).registry.names.has(name);
  const state = known ? before : withName(before, { name: fullName }, Date.now());
  const { address, registry } = locate(state, fullName);
  const entry = registry.names.get(name);
  if (entry === undefined) return state;
  const records = new Map(entry.records);
  if (value === null) records.delete(RECORD);
  else records.set(RECORD, value);
  const registries = new Map(state.registries);
  registries.set(address, withEntry(registry, name, { ...entry, records }));
  return { ...state, registries };
}

/** The result of a contract call as a server with this fault has it. */
export function resultSeen(fault: Fault, result: CallResult): CallResult {
  return fault.mode === 'contract-gone'
    ? { kind: 'refused', error: contractsError('ContractNotFound') }
    : result;
}

/** The debug text that pallet-contracts puts into a result. */
export function debugMessageSeen(fault: Fault): string {
  return fault.mode === 'oversized' ? 'x'.repeat(fault.bytes ?? 8 * 1024 * 1024) : '';
}

/** The encoded result as a server with this fault sends it. */
export function bytesSeen(fault: Fault, encoded: Uint8Array): Uint8Array {
  if (fault.mode !== 'garbage' || fault.of !== 'scale') return encoded;
  return encoded.length > 8 ? encoded.subarray(0, encoded.length >> 1) : bytes();
}
