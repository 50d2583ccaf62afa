import { Keyring } from '@polkadot/keyring';
import { blake2AsHex, decodeAddress, encodeAddress } from '@polkadot/util-crypto';
import { assertNever } from '../../../lib/result.ts';
import { type NameEntry, type RegistryState, withEntry } from './registry-state.ts';
import { type Account, toHex } from './scale.ts';

/** Everything that a block's state holds. Never changed in place. */
export interface ChainState {
  readonly router: Account;
  readonly routes: ReadonlyMap<string, Account>;
  readonly registries: ReadonlyMap<Account, RegistryState>;
  readonly nonces: ReadonlyMap<Account, number>;
  /** Free balances that are not the default one. */
  readonly balances: ReadonlyMap<Account, bigint>;
}

/** Everybody is rich here unless a test makes them poor. */
const DEFAULT_BALANCE = 1_000_000_000_000_000n;

/** `Balances.ExistentialDeposit` of the metadata: no fee and no deposit may take an account below it. */
const EXISTENTIAL_DEPOSIT = 1_000_000_000n;

/** What an account has free. */
export function balanceOf(state: ChainState, holder: Account): bigint {
  return state.balances.get(holder) ?? DEFAULT_BALANCE;
}

/** What of it can be spent. */
export function spendable(state: ChainState, holder: Account): bigint {
  const left = balanceOf(state, holder) - EXISTENTIAL_DEPOSIT;
  return left < 0n ? 0n : left;
}

/** The state with so much taken from an account; a negative amount is given back. */
export function withPayment(state: ChainState, holder: Account, amount: bigint): ChainState {
  const balances = new Map(state.balances).set(holder, balanceOf(state, holder) - amount);
  return { ...state, balances };
}

/** Which chain the stand-in plays: its own, or one that carries the public chain's genesis hash and contract addresses. */
export type Network = 'development' | 'alephzero' | 'alephzero-testnet';

/** A name as tests and seed files give it. Accounts: SS58, `0x` and 64 hex digits, or a development key such as `//Alice`. */
export interface Registration {
  /** With or without its ending. */
  readonly name: string;
  /** Where `name` has no ending; `azero` when absent. */
  readonly tld?: string | undefined;
  /** `//Alice` when absent. */
  readonly owner?: string | undefined;
  /** The owner when absent. */
  readonly controller?: string | undefined;
  /** The owner when absent. */
  readonly resolved?: string | undefined;
  /** ms since 1970; now when absent. */
  readonly registeredAt?: number | undefined;
  /** ms since 1970; in a year when absent. */
  readonly expiresAt?: number | undefined;
  readonly records?: Readonly<Record<string, string>> | undefined;
  /** Whether the resolved account has this as its primary name. */
  readonly primary?: boolean | undefined;
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });

/** The account that a text means (see `Registration`); throws for anything else. */
export function toAccount(input: string): Account {
  return toHex(
    input.startsWith('//') ? keyring.createFromUri(input).publicKey : decodeAddress(input),
  );
}

/** An account as SS58 with the prefix of Aleph Zero. */
export function toAddress(holder: Account): string {
  return encodeAddress(holder, 42);
}

interface Layout {
  readonly genesis: `0x${string}` | undefined;
  readonly router: Account;
  readonly registries: readonly {
    readonly address: Account;
    readonly tlds: readonly [string, ...string[]];
  }[];
}

/** The public chains' genesis hashes and addresses are real; a development chain's are made from its seed. */
function layoutOf(network: Network, seed: string): Layout {
  const invented = (what: string): Account => blake2AsHex(`${seed}/${what}`, 256);
  switch (network) {
    case 'alephzero':
      return {
        genesis: '0x70255b4d28de0fc4e1a193d7e175ad1ccef431598211c55538f1018651a0344e',
        router: toAccount('5FfRtDtpS3Vcr7BTChjPiQNrcAKu3VLv4E1NGF6ng6j3ZopJ'),
        registries: [
          {
            address: toAccount('5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDf'),
            tlds: ['azero', 'a0'],
          },
        ],
      };
    case 'alephzero-testnet':
      return {
        genesis: '0x05d5279c52c484cc80396535a316add7d47b1c5b9e0398dd1f584149341460c5',
        router: toAccount('5HXjj3xhtRMqRYCRaXTDcVPz3Mez2XBruyujw6UEkvn8PCiA'),
        registries: [
          {
            address: toAccount('5FsB91tXSEuMj6akzdPczAtmBaVKToqHmtAwSUzXh49AYzaD'),
            tlds: ['tzero'],
          },
        ],
      };
    case 'development':
      return {
        genesis: undefined,
        router: invented('router'),
        registries: [
          { address: invented('registry/azero'), tlds: ['azero', 'a0'] },
          { address: invented('registry/tzero'), tlds: ['tzero'] },
        ],
      };
    default:
      return assertNever(network);
  }
}

/** The state before anybody registered, and the genesis hash where the network has a known one. */
export function emptyState(
  network: Network,
  seed: string,
  recordsSizeLimit: number | undefined,
): { readonly state: ChainState; readonly genesis: `0x${string}` | undefined } {
  const { genesis, router, registries } = layoutOf(network, seed);
  return {
    genesis,
    state: {
      router,
      routes: new Map(registries.flatMap(({ address, tlds }) => tlds.map((tld) => [tld, address]))),
      registries: new Map(
        registries.map(({ address, tlds: [tld] }) => [
          address,
          { tld, names: new Map(), primaryNames: new Map(), recordsSizeLimit },
        ]),
      ),
      nonces: new Map(),
      balances: new Map(),
    },
  };
}

/** Where a name lives: `alice`, `alice.azero` and `alice.a0` are one. Throws when no registry serves the ending. */
export function locate(
  state: ChainState,
  fullName: string,
  tld = 'azero',
): { readonly address: Account; readonly registry: RegistryState; readonly name: string } {
  const dot = fullName.lastIndexOf('.');
  const ending = dot < 0 ? tld : fullName.slice(dot + 1);
  const address = state.routes.get(ending);
  const registry = address && state.registries.get(address);
  if (address === undefined || registry === undefined)
    throw new Error(`no registry for .${ending}`);
  return { address, registry, name: dot < 0 ? fullName : fullName.slice(0, dot) };
}

/** The state with a name registered, whatever was there before. No check of the name: odd ones must be testable. */
export function withName(state: ChainState, registration: Registration, now: number): ChainState {
  const { address, registry, name } = locate(state, registration.name, registration.tld);
  const owner = toAccount(registration.owner ?? '//Alice');
  const registeredAt = registration.registeredAt ?? now;
  const entry: NameEntry = {
    owner,
    controller: registration.controller === undefined ? owner : toAccount(registration.controller),
    resolved: registration.resolved === undefined ? owner : toAccount(registration.resolved),
    registeredAt,
    expiresAt: registration.expiresAt ?? now + YEAR,
    records: new Map(Object.entries(registration.records ?? {})),
  };
  const primaryNames = new Map(registry.primaryNames);
  if (registration.primary === true) primaryNames.set(entry.resolved, name);
  const registries = new Map(state.registries);
  registries.set(address, withEntry({ ...registry, primaryNames }, name, entry));
  return { ...state, registries };
}

/** The state with one entry changed; throws when the name is not registered. */
export function withChangedName(
  state: ChainState,
  fullName: string,
  change: (entry: NameEntry) => NameEntry,
): ChainState {
  const { address, registry, name } = locate(state, fullName);
  const entry = registry.names.get(name);
  if (entry === undefined) throw new Error(`${fullName} is not registered`);
  const registries = new Map(state.registries);
  registries.set(address, withEntry(registry, name, change(entry)));
  return { ...state, registries };
}
