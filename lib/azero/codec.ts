/**
 * The bytes of reading a name: the parameters of the runtime's `ContractsApi_call` (API 0x68b66ba122c93fa7 version 2)
 * and its answer, for four messages of the AZERO.ID registry (ink! 4, ABI version "4").
 */
import { err, ok, type Result } from '../result.ts';
import { concat, decode, fromHex, lengthPrefixed, type Reader, text, toHex } from './scale.ts';

/** The 32 bytes of an account or contract. */
export type AccountId = Uint8Array;

/** A question to the registry; `label` is the name without its ending. */
export type Question =
  | { readonly message: 'get_record'; readonly label: string; readonly key: string }
  | {
      readonly message: 'get_address' | 'get_address_dict' | 'get_registration_period';
      readonly label: string;
    };

/** The accounts of a name. */
export type AddressDict = {
  readonly owner: AccountId;
  readonly controller: AccountId;
  readonly resolved: AccountId;
};

/** From when to when a name is registered, in ms since 1970. */
export type RegistrationPeriod = { readonly from: number; readonly until: number };

/** Why an answer holds no value. */
export type CallFailure =
  /** The contract said no: an error of the registry. */
  | { readonly kind: 'contract-error'; readonly error: RegistryError }
  /** The contract does not know the message (LangError), or fails in a way that this one does not. */
  | { readonly kind: 'unknown-message' }
  /** The runtime could not run the contract: none there, out of gas, trapped; `module` where a pallet said so. */
  | {
      readonly kind: 'dispatch-error';
      readonly module?: { readonly pallet: number; readonly error: number };
    }
  /** The bytes are no such answer. */
  | { readonly kind: 'malformed' };

/** The registry's errors that mean something to a reader. */
type RegistryError = 'name-doesnt-exist' | 'record-not-found' | 'no-resolved-address' | 'other';

const SELECTORS = {
  get_record: Uint8Array.of(0x7e, 0x6c, 0xb4, 0xce),
  get_address: Uint8Array.of(0xd2, 0x59, 0xf7, 0xba),
  get_address_dict: Uint8Array.of(0xf0, 0x69, 0xdf, 0xf3),
  get_registration_period: Uint8Array.of(0x61, 0x43, 0x71, 0x85),
} as const;

const ACCOUNT = 32;
const NOTHING = Uint8Array.of(0);

/** What the contract itself gets: selector and arguments. */
export function encodeInput(question: Question): Uint8Array {
  const key = question.message === 'get_record' ? text(question.key) : new Uint8Array();
  return concat(SELECTORS[question.message], text(question.label), key);
}

/** The parameters of `ContractsApi_call` for a question. */
export function encodeCall(contract: AccountId, question: Question): string {
  return encodeMessage(contract, encodeInput(question));
}

/** The parameters of `ContractsApi_call` as `state_call` takes them: asked by nobody, paying nothing, no limits set. */
export function encodeMessage(contract: AccountId, input: Uint8Array): string {
  const origin = new Uint8Array(ACCOUNT);
  const value = new Uint8Array(16);
  // Neither limit set: the runtime then gives a whole block's gas, and no deposit is due for a read.
  return toHex(concat(origin, contract, value, NOTHING, NOTHING, lengthPrefixed(input)));
}

/** Reads the answer to `get_record`. */
export function decodeRecord(hex: string): Result<string, CallFailure> {
  return decodeAnswer(hex, (reader) => reader.string());
}

/** Reads the answer to `get_address`. */
export function decodeAddress(hex: string): Result<AccountId, CallFailure> {
  return decodeAnswer(hex, (reader) => reader.take(ACCOUNT));
}

/** Reads the answer to `get_address_dict`. */
export function decodeAddressDict(hex: string): Result<AddressDict, CallFailure> {
  return decodeAnswer(hex, (reader) => ({
    owner: reader.take(ACCOUNT),
    controller: reader.take(ACCOUNT),
    resolved: reader.take(ACCOUNT),
  }));
}

/** Reads the answer to `get_registration_period`. */
export function decodeRegistrationPeriod(hex: string): Result<RegistrationPeriod, CallFailure> {
  return decodeAnswer(hex, (reader) => ({ from: reader.time(), until: reader.time() }));
}

function decodeAnswer<T>(hex: string, value: (reader: Reader) => T): Result<T, CallFailure> {
  return decodeReturned(hex, (reader) => returned(reader, value));
}

/** Reads an answer whose message returns no `Result` of its own (`Result<T, LangError>`); `value` reads as much of it as it needs. */
export function decodePlain<T>(hex: string, value: (reader: Reader) => T): Result<T, CallFailure> {
  return decodeReturned(hex, (reader) => {
    const level = reader.byte();
    if (level === 1) return err({ kind: 'unknown-message' });
    return level === 0 ? ok(value(reader)) : reader.malformed();
  });
}

function decodeReturned<T>(
  hex: string,
  read: (reader: Reader) => Result<T, CallFailure>,
): Result<T, CallFailure> {
  const bytes = fromHex(hex);
  if (!bytes) return err({ kind: 'malformed' });
  const ran = decode(bytes, executed);
  if (!ran.ok) return ran;
  if (!ran.value.ok) return ran.value;
  const { reverted, data } = ran.value.value;
  const said = decode(data, read);
  if (!said.ok) return said;
  // A value that was rolled back is none: no honest contract reverts with a success.
  return said.value.ok && reverted ? err({ kind: 'malformed' }) : said.value;
}

/** `ContractExecResult` as far as `result`; what follows may be there or not and is not read, as its own source asks. */
function executed(
  reader: Reader,
): Result<{ readonly reverted: boolean; readonly data: Uint8Array }, CallFailure> {
  for (let gas = 0; gas < 4; gas++) reader.skipCompact(); // consumed and required, two numbers each
  if (reader.byte() > 1) reader.malformed(); // deposit: refund or charge,
  reader.take(16); // and how much
  reader.take(reader.length()); // debug message
  const result = reader.byte();
  if (result === 1) return err(dispatchError(reader));
  if (result !== 0) return reader.malformed();
  const reverted = ((reader.take(4)[0] ?? 0) & 1) === 1;
  return ok({ reverted, data: reader.take(reader.length()) });
}

function dispatchError(reader: Reader): CallFailure {
  const MODULE = 3;
  if (reader.byte() !== MODULE) return { kind: 'dispatch-error' };
  const pallet = reader.byte();
  return { kind: 'dispatch-error', module: { pallet, error: reader.take(4)[0] ?? 0 } };
}

/** What the message returned: `Result<Result<T, registry's Error>, LangError>`. */
function returned<T>(reader: Reader, value: (reader: Reader) => T): Result<T, CallFailure> {
  const level = reader.byte();
  if (level === 1) return err({ kind: 'unknown-message' });
  if (level !== 0) return reader.malformed();
  const outcome = reader.byte();
  if (outcome === 1) return err({ kind: 'contract-error', error: registryError(reader.byte()) });
  if (outcome !== 0) return reader.malformed();
  const content = value(reader);
  reader.end();
  return ok(content);
}

function registryError(index: number): RegistryError {
  switch (index) {
    case 2:
      return 'name-doesnt-exist';
    case 8:
      return 'record-not-found';
    case 11:
      return 'no-resolved-address';
    default:
      return 'other';
  }
}
