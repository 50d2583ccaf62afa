import { err, ok, type Result } from '../result.ts';
import type { AccountId } from './codec.ts';
import type { Ask, Call, EndpointFault } from './endpoint.ts';
import { blockNumber, finalizedHead } from './finalized.ts';
import { askRecords, type NamedRecord } from './name-details.ts';
import { decode, fromHex, toHex } from './scale.ts';

/** A signed transaction that changes a name's records, as far as telling its fate needs. */
export type SentTransaction = {
  readonly signer: AccountId;
  /** Its place in the order of the account's transactions: each nonce is used once. */
  readonly nonce: number;
  /** The first block that it can no longer be in. */
  readonly deadFrom: number;
  readonly label: string;
};

/** What became of it, by one node's word. */
export type Fate =
  /** Not in a finalized block yet; `in-block`: in the node's best one; `behind`: another one of the account must come first. */
  | { readonly kind: 'pending'; readonly at: 'pool' | 'in-block' | 'behind' }
  /** Its nonce is used in a finalized block: it is final, or another transaction took its place. The records there are told. */
  | { readonly kind: 'used'; readonly records: readonly NamedRecord[] }
  /** The finalized chain is past the last block that it could be in, and it is in none. */
  | { readonly kind: 'too-late' };

/** Asks one node for the fate of a transaction, judged at its finalized head (or at `block`); `registry` holds the name. */
export function askFate(
  registry: AccountId,
  sent: SentTransaction,
  block: readonly string[],
): Ask<Fate> {
  return async (call) => {
    const [given] = block;
    const head = given === undefined ? await finalizedHead(call) : ok(given);
    if (!head.ok) return head;
    const nonce = await nonceAt(call, sent.signer, [head.value]);
    if (!nonce.ok) return nonce;
    if (nonce.value > sent.nonce) {
      const records = await askRecords(registry, sent.label, [head.value])(call);
      if (!records.ok) return records;
      return records.value.ok ? ok({ kind: 'used', records: records.value.value }) : err('garbage');
    }
    const number = await blockNumber(head.value)(call);
    if (!number.ok) return number;
    if (number.value >= sent.deadFrom) return ok({ kind: 'too-late' });
    const best = await nonceAt(call, sent.signer, []);
    if (!best.ok) return best;
    if (best.value < sent.nonce) return ok({ kind: 'pending', at: 'behind' });
    return ok({ kind: 'pending', at: best.value > sent.nonce ? 'in-block' : 'pool' });
  };
}

/** How many transactions of an account are in the chain up to a block: a u32 of `AccountNonceApi_account_nonce`. */
async function nonceAt(
  call: Call,
  account: AccountId,
  block: readonly string[],
): Promise<Result<number, EndpointFault['cause']>> {
  const said = await call('state_call', [
    'AccountNonceApi_account_nonce',
    toHex(account),
    ...block,
  ]);
  if (!said.ok) return said;
  const bytes = typeof said.value === 'string' ? fromHex(said.value) : undefined;
  if (bytes === undefined) return err('garbage');
  const nonce = decode(bytes, (reader) => {
    const value = reader.take(4).reduceRight((sum, part) => sum * 256 + part, 0);
    reader.end();
    return value;
  });
  return nonce.ok ? nonce : err('garbage');
}
