import { err, ok, type Result } from '../result.ts';
import { type ChainSettings, NETWORKS, type Network, operatorKey } from './networks.ts';
import { decodeSs58 } from './ss58.ts';

/** Settings in the form that the reader works with. */
export type ResolvedChain = {
  readonly network: Network;
  /** `0x…` hash of block 0, lower case; absent where any chain will do. */
  readonly genesis: string | undefined;
  /** Account of the registry contract. */
  readonly registry: Uint8Array;
  /** The endings of names that live there. */
  readonly endings: readonly ('azero' | 'tzero')[];
  readonly operators: readonly Operator[];
  readonly quorum: number;
};

/** One operator with all its endpoints. */
export type Operator = { readonly name: string; readonly urls: readonly string[] };

/** Why settings can't be used. */
export type ChainSettingsError =
  | { readonly kind: 'bad-endpoint'; readonly url: string }
  /** One endpoint under two operators would count twice. */
  | { readonly kind: 'shared-endpoint'; readonly url: string }
  | { readonly kind: 'bad-registry' }
  | { readonly kind: 'bad-genesis' }
  /** More operators must agree than there are (or no quorum at all). */
  | { readonly kind: 'bad-quorum'; readonly quorum: number; readonly operators: number };

/** Checks settings and brings them into the reader's form; operators that differ in case or spaces only are one. */
export function resolveChain(settings: ChainSettings): Result<ResolvedChain, ChainSettingsError> {
  const known = NETWORKS[settings.network];
  const operators = new Map<string, { readonly name: string; readonly urls: string[] }>();
  const owners = new Map<string, string>();
  for (const { url, operator } of settings.endpoints) {
    const place = endpointPlace(url);
    const key = operatorKey(operator);
    if (place === undefined || key === '') return err({ kind: 'bad-endpoint', url });
    if ((owners.get(place) ?? key) !== key) return err({ kind: 'shared-endpoint', url });
    owners.set(place, key);
    const group = operators.get(key) ?? { name: operator.trim(), urls: [] };
    operators.set(key, group);
    if (!group.urls.includes(url)) group.urls.push(url);
  }
  const { quorum } = settings;
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > operators.size) {
    return err({ kind: 'bad-quorum', quorum, operators: operators.size });
  }
  const registry = decodeSs58(known.registry ?? settings.registry ?? '');
  if (!registry.ok) return err({ kind: 'bad-registry' });
  const genesis = known.genesis ?? settings.genesis?.toLowerCase();
  if (genesis !== undefined && !/^0x[0-9a-f]{64}$/.test(genesis))
    return err({ kind: 'bad-genesis' });
  return ok({
    network: settings.network,
    genesis,
    registry: registry.value,
    endings: known.endings,
    operators: [...operators.values()],
    quorum,
  });
}

/** What two URLs of one endpoint have in common, HTTP and WebSocket being one; undefined where it is no endpoint. */
function endpointPlace(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname, search, username, password } = new URL(url);
  if (!/^(?:http|ws)s?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return host + pathname + search;
}
