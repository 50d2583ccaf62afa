import { err, ok, type Result } from '../result.ts';
import { decodeSs58 } from './ss58.ts';

/** The chains that names can be read from. */
export type Network = 'alephzero' | 'alephzero-testnet' | 'development';

/** Where a chain answers and who runs it. */
type Endpoint = { readonly url: string; readonly operator: string };

/** What a person or administrator may set. */
export type ChainSettings = {
  readonly network: Network;
  /** http(s) and ws(s) URLs, the preferred ones of an operator first. */
  readonly endpoints: readonly Endpoint[];
  /** SS58 address of the registry contract; for `development` only, elsewhere it is known. */
  readonly registry?: string;
  /** `0x…` hash of block 0; for `development` only, where any chain will do without it. */
  readonly genesis?: string;
  /** How many operators must give the same answer. */
  readonly quorum: number;
};

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

const FOUNDATION = 'Aleph Zero Foundation';
const FANS = 'azero.fans';

/** What is known of each network: hash of block 0, registry of AZERO.ID, public endpoints. */
export const NETWORKS = {
  alephzero: {
    genesis: '0x70255b4d28de0fc4e1a193d7e175ad1ccef431598211c55538f1018651a0344e',
    registry: '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDf',
    endings: ['azero'],
    endpoints: [
      { url: 'https://rpc.azero.dev', operator: FOUNDATION },
      { url: 'wss://ws.azero.dev', operator: FOUNDATION },
      { url: 'wss://mainnet.azero.fans', operator: FANS },
    ],
  },
  'alephzero-testnet': {
    genesis: '0x05d5279c52c484cc80396535a316add7d47b1c5b9e0398dd1f584149341460c5',
    registry: '5FsB91tXSEuMj6akzdPczAtmBaVKToqHmtAwSUzXh49AYzaD',
    endings: ['tzero'],
    endpoints: [
      { url: 'https://rpc.test.azero.dev', operator: FOUNDATION },
      { url: 'wss://ws.test.azero.dev', operator: FOUNDATION },
      { url: 'wss://testnet.azero.fans', operator: FANS },
    ],
  },
  development: {
    genesis: undefined,
    registry: undefined,
    endings: ['azero', 'tzero'],
    endpoints: [{ url: 'ws://127.0.0.1:9944', operator: 'this machine' }],
  },
} as const satisfies Record<Network, unknown>;

/** How many operators must agree where there are as many. */
const DEFAULT_QUORUM = 2;

/** Fills in what is not set: mainnet, its public endpoints, and a quorum of two operators, or one where there is only one. */
export function withDefaults(
  set: {
    readonly [Key in keyof ChainSettings]?: ChainSettings[Key] | undefined;
  },
): ChainSettings {
  const network = set.network ?? 'alephzero';
  const endpoints = set.endpoints ?? NETWORKS[network].endpoints;
  const operators = new Set(endpoints.map(({ operator }) => operatorKey(operator))).size;
  return {
    network,
    endpoints,
    quorum: set.quorum ?? Math.max(1, Math.min(DEFAULT_QUORUM, operators)),
    ...(set.registry === undefined ? {} : { registry: set.registry }),
    ...(set.genesis === undefined ? {} : { genesis: set.genesis }),
  };
}

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

function operatorKey(operator: string): string {
  return operator.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

/** What two URLs of one endpoint have in common, HTTP and WebSocket being one; undefined where it is no endpoint. */
function endpointPlace(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname, search, username, password } = new URL(url);
  if (!/^(?:http|ws)s?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return host + pathname + search;
}
