import { type Account, concat, list, text } from './scale.ts';

/** One registered name. Times are ms since 1970. */
export interface NameEntry {
  readonly owner: Account;
  readonly controller: Account;
  readonly resolved: Account;
  readonly registeredAt: number;
  readonly expiresAt: number;
  readonly records: ReadonlyMap<string, string>;
}

/** The storage of one registry contract. Never changed in place: a block keeps the state that it had. */
export interface RegistryState {
  readonly tld: string;
  readonly names: ReadonlyMap<string, NameEntry>;
  readonly primaryNames: ReadonlyMap<Account, string>;
  /** In bytes, of the encoded list of one name's records; undefined means no limit. */
  readonly recordsSizeLimit: number | undefined;
}

/** The entry of a name, as every read but `get_registration_period` sees it: an expired one is not there. */
export function liveEntry(state: RegistryState, name: string, at: number): NameEntry | undefined {
  const entry = state.names.get(name);
  return entry !== undefined && entry.expiresAt > at ? entry : undefined;
}

/** The same registry with one entry put in, or taken out. */
export function withEntry(
  state: RegistryState,
  name: string,
  entry: NameEntry | undefined,
): RegistryState {
  const names = new Map(state.names);
  if (entry === undefined) names.delete(name);
  else names.set(name, entry);
  return { ...state, names };
}

/** The primary name of an account, if it still resolves to that account. */
export function primaryName(state: RegistryState, holder: Account, at: number): string | undefined {
  const name = state.primaryNames.get(holder);
  return name !== undefined && liveEntry(state, name, at)?.resolved === holder ? name : undefined;
}

/** `azns_registry::Error`, by index. */
export const ERROR = {
  nameDoesntExist: 2,
  callerIsNotController: 5,
  recordNotFound: 8,
  noResolvedAddress: 11,
  recordsOverflow: 18,
} as const;

/** What the chain holds back for stored records, in its smallest unit: for each name that has any, and for each byte. */
const DEPOSIT = { perItem: 200_000_000_000n, perByte: 1_000_000_000n } as const;

/** The whole deposit for what a registry stores: names that a test put there have paid theirs. */
export function depositOf(state: RegistryState): bigint {
  let whole = 0n;
  for (const { records } of state.names.values()) {
    if (records.size === 0) continue;
    whole += DEPOSIT.perItem + DEPOSIT.perByte * BigInt(encodeRecords(records).length);
  }
  return whole;
}

function byKey(a: readonly [string, string], b: readonly [string, string]): number {
  return Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]));
}

/** One name's records as the contract stores them: sorted by the keys' bytes. */
export function encodeRecords(records: ReadonlyMap<string, string>): Uint8Array {
  return list([...records].toSorted(byKey), ([key, value]) => concat(text(key), text(value)));
}
