import type { ResolvedChain } from '../lib/azero/resolve-chain.ts';
import { toHex } from '../lib/azero/scale.ts';
import { decodeSs58 } from '../lib/azero/ss58.ts';
import { labelOf, parseName } from '../lib/names/name.ts';
import type { PendingWrite } from '../lib/protocol/names-page.ts';
import type { Signed, Tracked } from './write-run.ts';
import type { WriteOrder } from './write-state.ts';

/** What a page that is opened later needs to know of a signed write; undefined for an order that names no name. */
export function memoryOf(
  order: WriteOrder,
  { hash, nonce, after, deadFrom, hex }: Signed,
  { registry }: Pick<ResolvedChain, 'registry'>,
  signedAt: number,
): PendingWrite | undefined {
  const name = parseName(order.name);
  if (!name.ok) return undefined;
  return {
    hash,
    registry: toHex(registry),
    name: name.value,
    account: order.account,
    changes: order.changes.map(([key, value]): [string, string | null] => [key, value]),
    nonce,
    after,
    deadFrom,
    signedAt,
    signed: hex,
  };
}

/** A remembered write, as it is looked after again; undefined where it was for another registry than this one. */
export function recall(
  { hash, registry, name, account, changes, nonce, after, deadFrom, signed }: PendingWrite,
  chain: Pick<ResolvedChain, 'registry'>,
): { readonly order: WriteOrder; readonly sent: Tracked } | undefined {
  const signer = decodeSs58(account);
  if (!signer.ok || registry !== toHex(chain.registry)) return undefined;
  const label = labelOf(name);
  return {
    order: { label, name, account, changes, ownNode: false },
    sent: {
      hash,
      signer: signer.value,
      nonce,
      after,
      deadFrom,
      label,
      ...(signed === undefined ? {} : { hex: signed }),
    },
  };
}
