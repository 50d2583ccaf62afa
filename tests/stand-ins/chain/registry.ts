import { type CallContext, dispatch, type Outcome } from './contract.ts';
import { READS } from './registry-reads.ts';
import type { RegistryState } from './registry-state.ts';
import { WRITES } from './registry-writes.ts';

const MESSAGES = new Map([...READS, ...WRITES]);

/** Runs one message of the registry, whether it reads or writes; the caller decides if the new state is kept. */
export function callRegistry(
  state: RegistryState,
  context: CallContext,
  input: Uint8Array,
): Outcome<RegistryState> {
  return dispatch(MESSAGES, input, state, context);
}
