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

/** What two spellings of one operator have in common. */
export function operatorKey(operator: string): string {
  return operator.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
