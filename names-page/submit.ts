import type { Rpc } from '../lib/azero/endpoint.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { WriteFailure } from './write-failure.ts';
import { poolRefusal } from './write-refusals.ts';

/**
 * Hands a signed transaction (`0x…`) to a node; to a further one where nobody can say whether the first has it, or where it says
 * no. Handed over once more it is the same transaction, which happens once. `unknown`: nobody can say whether a node has it.
 */
export async function submit(
  rpc: Rpc,
  urls: readonly string[],
  hex: string,
): Promise<Result<'sent' | 'unknown', WriteFailure>> {
  let maybe = false;
  let first: WriteFailure | undefined;
  for (const url of urls) {
    // oxlint-disable-next-line no-await-in-loop -- a second node is asked only when the first did not take it
    const answer = await rpc(url, 'author_submitExtrinsic', [hex]);
    if (answer.ok) return ok('sent');
    const { error } = answer;
    if (error.kind !== 'rpc-error') {
      maybe = true;
      continue;
    }
    const refusal = poolRefusal(error.code, error.message);
    if (refusal === 'known-already') return ok('sent');
    // One node's no is one node's word; where all say no, the first said why.
    first ??= refusal;
  }
  // A node that gave no answer may have taken it, and then the others call it outdated.
  return maybe || first === undefined ? ok('unknown') : err(first);
}
