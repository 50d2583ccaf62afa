import { ok, type Result } from '../result.ts';
import {
  type AccountId,
  type CallFailure,
  decodeAddressDict,
  decodePlain,
  decodeRegistrationPeriod,
  encodeCall,
  encodeMessage,
} from './codec.ts';
import type { Ask, Call, EndpointFault } from './endpoint.ts';
import { askPeriod, putCall } from './questions.ts';
import { compact, concat, type Reader, text } from './scale.ts';
import { encodeSs58 } from './ss58.ts';

/**
 * Questions for showing a name or an account whole, which opening a site never asks: all records, the registration
 * period, the names of an account. Every string in an answer is whatever somebody put on chain.
 */

/** A record: its key and value, byte for byte. */
export type NamedRecord = readonly [key: string, value: string];

/** What one endpoint says about all of a name. */
export type NameDetails =
  | {
      readonly kind: 'registered';
      /** Accounts, each as SS58 address. */
      readonly owner: string;
      readonly controller: string;
      readonly resolved: string;
      /** ms since 1970. */
      readonly from: number;
      readonly until: number;
      readonly records: readonly NamedRecord[];
      /** How many bytes all records together may take, encoded; absent where there is no limit. */
      readonly sizeLimit?: number;
    }
  /** Nobody has it. `free` anybody may register; `reserved` and `refused` (by the rules for names) nobody can just so. */
  | { readonly kind: 'not-registered'; readonly status: 'free' | 'reserved' | 'refused' }
  | { readonly kind: 'expired'; readonly since: number }
  | { readonly kind: 'contract-changed' };

/** What one endpoint says about an account; labels are names without their ending. */
export type AccountDetails =
  | {
      readonly kind: 'account';
      /** With its ending. */
      readonly primary?: string;
      readonly owned: readonly string[];
      readonly controlled: readonly string[];
      readonly resolving: readonly string[];
    }
  | { readonly kind: 'contract-changed' };

const SELECTORS = {
  allRecords: Uint8Array.of(0x52, 0x8b, 0xe9, 0xf1),
  nameStatus: Uint8Array.of(0x96, 0x4d, 0x76, 0x12),
  sizeLimit: Uint8Array.of(0x84, 0x05, 0xef, 0xa0),
  owned: Uint8Array.of(0xe4, 0x13, 0xb1, 0x3a),
  controlled: Uint8Array.of(0x9f, 0x25, 0x30, 0x1e),
  resolving: Uint8Array.of(0xad, 0xd2, 0xf4, 0x57),
  primaryDomain: Uint8Array.of(0xbf, 0x5b, 0x56, 0x77),
} as const;

const CHANGED = { kind: 'contract-changed' } as const;

/** Asks for all of a name; `block` as in `askRecord`. */
export function askNameDetails(
  registry: AccountId,
  label: string,
  block: readonly string[],
): Ask<NameDetails> {
  return async (call) => {
    const question = { message: 'get_address_dict', label } as const;
    const accounts = await putCall(call, encodeCall(registry, question), block, decodeAddressDict);
    if (!accounts.ok) return accounts;
    if (!accounts.value.ok) {
      const { error } = accounts.value;
      const absent = error.kind === 'contract-error' && error.error === 'name-doesnt-exist';
      return absent ? askAbsent(call, registry, label, block) : ok(CHANGED);
    }
    const periodQuestion = { message: 'get_registration_period', label } as const;
    const [period, records, limit] = await Promise.all([
      putCall(call, encodeCall(registry, periodQuestion), block, decodeRegistrationPeriod),
      askRecords(registry, label, block)(call),
      plain(call, registry, SELECTORS.sizeLimit, block, (reader) => {
        const value = option(reader, () => u32(reader));
        reader.end();
        return value;
      }),
    ]);
    if (!period.ok) return period;
    if (!records.ok) return records;
    if (!limit.ok) return limit;
    if (!period.value.ok || !records.value.ok || !limit.value.ok) return ok(CHANGED);
    const { owner, controller, resolved } = accounts.value.value;
    const sizeLimit = limit.value.value;
    return ok({
      kind: 'registered',
      owner: encodeSs58(owner),
      controller: encodeSs58(controller),
      resolved: encodeSs58(resolved),
      ...period.value.value,
      records: records.value.value,
      ...(sizeLimit === undefined ? {} : { sizeLimit }),
    });
  };
}

/** Asks for all records of a name; none where it is unknown or expired. */
export function askRecords(
  registry: AccountId,
  label: string,
  block: readonly string[],
): Ask<Result<readonly NamedRecord[], Exclude<CallFailure, { kind: 'malformed' }>>> {
  return (call) =>
    plain(call, registry, concat(SELECTORS.allRecords, text(label)), block, (reader) => {
      const records = list(reader, (): NamedRecord => [reader.string(), reader.string()]);
      reader.end();
      return records;
    });
}

/** Asks for the names of an account: of which it is owner or controller, which lead to it, and which one it goes by. */
export function askAccount(
  registry: AccountId,
  account: AccountId,
  block: readonly string[],
): Ask<AccountDetails> {
  return async (call) => {
    const names = (selector: Uint8Array) =>
      plain(call, registry, concat(selector, account), block, (reader) => {
        const labels = list(reader, () => reader.string());
        reader.end();
        // In one order, so that two nodes that know the same say the same.
        return labels.toSorted();
      });
    const [owned, controlled, resolving, primary] = await Promise.all([
      names(SELECTORS.owned),
      names(SELECTORS.controlled),
      names(SELECTORS.resolving),
      plain(call, registry, concat(SELECTORS.primaryDomain, account), block, (reader) => {
        const domain = option(reader, () => reader.string());
        reader.end();
        return domain;
      }),
    ]);
    if (!owned.ok) return owned;
    if (!controlled.ok) return controlled;
    if (!resolving.ok) return resolving;
    if (!primary.ok) return primary;
    if (!owned.value.ok || !controlled.value.ok || !resolving.value.ok || !primary.value.ok) {
      return ok(CHANGED);
    }
    return ok({
      kind: 'account',
      ...(primary.value.value === undefined ? {} : { primary: primary.value.value }),
      owned: owned.value.value,
      controlled: controlled.value.value,
      resolving: resolving.value.value,
    });
  };
}

/** Why nobody has a name: it expired, or could be had or not. */
async function askAbsent(
  call: Call,
  registry: AccountId,
  label: string,
  block: readonly string[],
): Promise<Result<NameDetails, EndpointFault['cause']>> {
  const period = await askPeriod(call, registry, label, block);
  if (!period.ok) return period;
  if (period.value.kind !== 'not-registered') return ok(period.value);
  const input = concat(SELECTORS.nameStatus, compact(1), text(label));
  // What follows the tag (of a reserved name, for whom) is not read.
  const status = await plain(call, registry, input, block, (reader) =>
    reader.length() === 1 ? reader.byte() : reader.malformed(),
  );
  if (!status.ok) return status;
  const found = status.value.ok && STATUS[status.value.value];
  return ok(found ? { kind: 'not-registered', status: found } : CHANGED);
}

/** By the tag of `NameStatus`; 0 is registered, which contradicts what was answered before. */
const STATUS: readonly (false | 'free' | 'reserved' | 'refused')[] = [
  false,
  'reserved',
  'free',
  'refused',
];

function plain<T>(
  call: Call,
  registry: AccountId,
  input: Uint8Array,
  block: readonly string[],
  value: (reader: Reader) => T,
) {
  return putCall(call, encodeMessage(registry, input), block, (hex) => decodePlain(hex, value));
}

function list<T>(reader: Reader, item: () => T): T[] {
  // A length is at most the bytes that are left, so this ends.
  return Array.from({ length: reader.length() }, item);
}

function option<T>(reader: Reader, value: () => T): T | undefined {
  const tag = reader.byte();
  if (tag > 1) return reader.malformed();
  return tag === 1 ? value() : undefined;
}

function u32(reader: Reader): number {
  return reader.take(4).reduceRight((sum, part) => sum * 256 + part, 0);
}
