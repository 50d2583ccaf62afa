import { assertNever, err, ok, type Result } from '../result.ts';
import {
  type AccountId,
  type CallFailure,
  decodeAddress,
  decodeAddressDict,
  decodeRecord,
  decodeRegistrationPeriod,
  encodeCall,
  type Question,
} from './codec.ts';
import type { Ask, Call, EndpointFault } from './endpoint.ts';
import { encodeSs58 } from './ss58.ts';

/** The record of a name that holds a Staex node id. */
const RECORD_KEY = 'staex-id';

/** The kinds of no that the registry can give about a name. */
export type No =
  | { readonly kind: 'not-registered' }
  /** `since`: ms since 1970, as the registry says. */
  | { readonly kind: 'expired'; readonly since: number }
  /** The registry is not the one that we know. */
  | { readonly kind: 'contract-changed' };

/** What one endpoint says about a name's record. */
export type RecordAnswer =
  | { readonly kind: 'record'; readonly value: string }
  | { readonly kind: 'no-record' }
  | No;

/** What one endpoint says about a name's accounts, each as SS58. */
export type OwnerAnswer =
  | {
      readonly kind: 'owned';
      readonly owner: string;
      readonly controller: string;
      readonly resolved: string;
    }
  | No;

type Cause = EndpointFault['cause'];

/** Asks for the record: one request when it is there; otherwise two more that tell why not. */
export function askRecord(
  registry: AccountId,
  label: string,
  block: readonly string[],
): Ask<RecordAnswer> {
  return async (call) => {
    const question = { message: 'get_record', label, key: RECORD_KEY } as const;
    const record = await put(call, registry, question, block, decodeRecord);
    if (!record.ok) return record;
    if (record.value.ok) return ok({ kind: 'record', value: record.value.value });
    const why = registryNo(record.value.error);
    if (why === 'contract-changed') return ok({ kind: why });
    // RecordNotFound is also what an unknown or expired name gives: its address tells them apart.
    const [address, period] = await Promise.all([
      put(call, registry, { message: 'get_address', label }, block, decodeAddress),
      askPeriod(call, registry, label, block),
    ]);
    if (!address.ok) return address;
    if (address.value.ok) return ok({ kind: 'no-record' });
    const state = registryNo(address.value.error);
    if (state === 'exists') return ok({ kind: 'no-record' });
    return state === 'absent' ? period : ok({ kind: state });
  };
}

/** Asks for the accounts of a name: one request when it is registered, otherwise one more. */
export function askOwner(
  registry: AccountId,
  label: string,
  block: readonly string[],
): Ask<OwnerAnswer> {
  return async (call) => {
    const question = { message: 'get_address_dict', label } as const;
    const accounts = await put(call, registry, question, block, decodeAddressDict);
    if (!accounts.ok) return accounts;
    if (accounts.value.ok) {
      const { owner, controller, resolved } = accounts.value.value;
      return ok({
        kind: 'owned',
        owner: encodeSs58(owner),
        controller: encodeSs58(controller),
        resolved: encodeSs58(resolved),
      });
    }
    return registryNo(accounts.value.error) === 'absent'
      ? askPeriod(call, registry, label, block)
      : ok({ kind: 'contract-changed' });
  };
}

/** Why a name does not exist: the registry still knows the period of an expired one. */
export async function askPeriod(
  call: Call,
  registry: AccountId,
  label: string,
  block: readonly string[],
): Promise<Result<No, Cause>> {
  const question = { message: 'get_registration_period', label } as const;
  const period = await put(call, registry, question, block, decodeRegistrationPeriod);
  if (!period.ok) return period;
  if (period.value.ok) return ok({ kind: 'expired', since: period.value.value.until });
  return ok({
    kind: registryNo(period.value.error) === 'absent' ? 'not-registered' : 'contract-changed',
  });
}

/** One question to the registry; `block`: its hash, or empty for the best one. */
function put<T>(
  call: Call,
  registry: AccountId,
  question: Question,
  block: readonly string[],
  decode: (hex: string) => Result<T, CallFailure>,
): ReturnType<typeof putCall<T>> {
  return putCall(call, encodeCall(registry, question), block, decode);
}

/** One message to the registry, encoded already; an answer that is none is the endpoint's fault. */
export async function putCall<T>(
  call: Call,
  encoded: string,
  block: readonly string[],
  decode: (hex: string) => Result<T, CallFailure>,
): Promise<Result<Result<T, Exclude<CallFailure, { kind: 'malformed' }>>, Cause>> {
  const said = await call('state_call', ['ContractsApi_call', encoded, ...block]);
  if (!said.ok) return said;
  if (typeof said.value !== 'string') return err('garbage');
  const decoded = decode(said.value);
  if (decoded.ok) return ok(decoded);
  const { error } = decoded;
  return error.kind === 'malformed' ? err('garbage') : ok(err(error));
}

/** What an error of the registry says about the name. */
function registryNo(
  failure: Exclude<CallFailure, { kind: 'malformed' }>,
): 'absent' | 'exists' | 'contract-changed' {
  if (failure.kind !== 'contract-error') return 'contract-changed';
  switch (failure.error) {
    case 'name-doesnt-exist':
    case 'record-not-found':
      return 'absent';
    case 'no-resolved-address':
      return 'exists';
    case 'other':
      return 'contract-changed';
    default:
      return assertNever(failure.error);
  }
}
