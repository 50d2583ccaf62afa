/** What a person changes about the chain: one step, checked as the background will check it, before it is stored. */

import * as v from 'valibot';
import { NETWORKS, type Network, withDefaults } from '../azero/networks.ts';
import { type ChainSettingsError, resolveChain } from '../azero/resolve-chain.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import { Settings } from '../state/settings.ts';

/** The part of the settings that is about the chain; absent keys mean the defaults. */
type ChainPart = NonNullable<Settings['chain']>;

/** One change. */
export type ChainEdit =
  /** Another network, with all that is its own by default. */
  | { readonly kind: 'network'; readonly network: Exclude<Network, 'development'> }
  /** A chain of one's own: `registry` is the contract's address (SS58). */
  | { readonly kind: 'development'; readonly registry: string }
  | { readonly kind: 'add'; readonly url: string; readonly operator: string }
  | { readonly kind: 'remove'; readonly url: string }
  /** An endpoint is asked before the one that stood before it. */
  | { readonly kind: 'up'; readonly url: string }
  | { readonly kind: 'quorum'; readonly quorum: number }
  /** The endpoints and the quorum that come with the network. */
  | { readonly kind: 'defaults' };

/** Why a change is not made. */
export type ChainEditError =
  | ChainSettingsError
  | { readonly kind: 'known-endpoint'; readonly url: string }
  | { readonly kind: 'last-endpoint' }
  | { readonly kind: 'too-many-endpoints' };

/** How many endpoints can be set. */
export const MAX_ENDPOINTS = 20;

/** The part after a change; `undefined` where all of it is as it comes. */
export function editChain(
  part: ChainPart | undefined,
  edit: ChainEdit,
): Result<ChainPart | undefined, ChainEditError> {
  const changed = change(part ?? {}, edit);
  if (!changed.ok) return changed;
  // What can't be stored would be lost, and all other settings with it.
  const stored = v.safeParse(Settings, { chain: changed.value });
  const resolved = resolveChain(withDefaults(changed.value));
  if (!resolved.ok) return err(resolved.error);
  if (!stored.success) {
    return err({ kind: 'bad-endpoint', url: edit.kind === 'add' ? edit.url : '' });
  }
  return ok(Object.keys(changed.value).length === 0 ? undefined : changed.value);
}

function change(part: ChainPart, edit: ChainEdit): Result<ChainPart, ChainEditError> {
  const { endpoints } = withDefaults(part);
  switch (edit.kind) {
    case 'network':
      return ok(edit.network === 'alephzero' ? {} : { network: edit.network });
    case 'development':
      return ok({ network: 'development', registry: edit.registry.trim() });
    case 'add': {
      const [url, operator] = [edit.url.trim(), edit.operator.trim()];
      if (endpoints.length >= MAX_ENDPOINTS) return err({ kind: 'too-many-endpoints' });
      if (endpoints.some((known) => known.url === url)) return err({ kind: 'known-endpoint', url });
      return ok({ ...part, endpoints: [...endpoints, { url, operator }] });
    }
    case 'remove': {
      const rest = endpoints.filter(({ url }) => url !== edit.url);
      if (rest.length === 0) return err({ kind: 'last-endpoint' });
      return ok(sameAsNetwork({ ...part, endpoints: rest }));
    }
    case 'up': {
      const at = endpoints.findIndex(({ url }) => url === edit.url);
      const moved = endpoints.toSpliced(at, 1);
      const endpoint = endpoints[at];
      if (endpoint === undefined || at === 0) return ok(part);
      return ok(sameAsNetwork({ ...part, endpoints: moved.toSpliced(at - 1, 0, endpoint) }));
    }
    case 'quorum':
      return ok({ ...part, quorum: edit.quorum });
    case 'defaults': {
      const { network, registry } = part;
      return ok({
        ...(network === undefined ? {} : { network }),
        ...(registry === undefined ? {} : { registry }),
      });
    }
    default:
      return assertNever(edit);
  }
}

/** Without a list of its own where the list is the network's: then a newer version's list will hold. */
function sameAsNetwork(part: ChainPart): ChainPart {
  const { endpoints, ...rest } = part;
  const own = JSON.stringify(endpoints?.map(({ url, operator }) => [url, operator]));
  const known = NETWORKS[part.network ?? 'alephzero'].endpoints;
  return own === JSON.stringify(known.map(({ url, operator }) => [url, operator])) ? rest : part;
}
