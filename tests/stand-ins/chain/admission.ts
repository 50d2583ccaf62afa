import type { GenericExtrinsic } from '@polkadot/types';
import { blake2AsHex, blake2AsU8a, ed25519Verify, sr25519Verify } from '@polkadot/util-crypto';
import { type CheckedExtrinsic, FEE } from './extrinsic.ts';
import type { Ledger } from './ledger.ts';
import { registry, version } from './runtime.ts';
import { type Account, fromHex, Reader, toHex } from './scale.ts';
import { spendable } from './state.ts';

/** A refusal by the pool, with the code and words of a Substrate node. */
export interface PoolError {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}

function invalid(data: string): { readonly error: PoolError } {
  return { error: { code: 1010, message: 'Invalid Transaction', data } };
}

function undecodable(detail: string): { readonly error: PoolError } {
  return { error: { code: 1001, message: `Extrinsic has invalid format: ${detail}` } };
}

/** Checks an extrinsic against the newest block: format, signature, era, nonce, fee, call. A nonce ahead of time is `future`. */
export function checkExtrinsic(
  ledger: Ledger,
  hex: string,
):
  | { readonly error: PoolError }
  | { readonly extrinsic: CheckedExtrinsic; readonly future: boolean } {
  let decoded: GenericExtrinsic;
  try {
    decoded = registry.createType('Extrinsic', fromHex(hex));
    if (decoded.toHex() !== hex.toLowerCase()) return undecodable('bytes left over');
  } catch (error) {
    return undecodable(error instanceof Error ? error.message : 'unknown');
  }
  if (!decoded.isSigned) return invalid('Transaction call is not expected');
  const payload = signedPayload(ledger, decoded);
  if (payload === undefined) return invalid('Transaction has an ancient birth block');
  const signer = signerOf(decoded.toU8a(), payload);
  if (signer === undefined) return invalid('Transaction has a bad signature');
  const nonce = decoded.nonce.toNumber();
  const expected = ledger.state.nonces.get(signer) ?? 0;
  if (nonce < expected) return invalid('Transaction is outdated');
  const tip = decoded.tip.toBigInt();
  if (spendable(ledger.state, signer) < FEE + tip) {
    return invalid('Inability to pay some fees (e.g. account balance too low)');
  }
  const call = readContractCall(decoded);
  if (call === undefined) return invalid('Transaction call is not expected');
  const extrinsic = {
    hex: decoded.toHex(),
    hash: blake2AsHex(decoded.toU8a(), 256),
    signer,
    nonce,
    tip,
    deadFrom: decoded.era.isMortalEra
      ? decoded.era.asMortalEra.death(ledger.newest.number)
      : undefined,
    ...call,
  };
  return { extrinsic, future: nonce > expected };
}

/** The bytes that must have been signed; undefined when the era began before the chain or is over. */
function signedPayload(ledger: Ledger, decoded: GenericExtrinsic): Uint8Array | undefined {
  const current = ledger.newest.number;
  let birth = 0;
  if (decoded.era.isMortalEra) {
    birth = decoded.era.asMortalEra.birth(current);
    if (decoded.era.asMortalEra.death(current) <= current) return undefined;
  }
  const birthBlock = ledger.block(birth);
  if (birthBlock === undefined) return undefined;
  const payload = registry
    .createType(
      'ExtrinsicPayload',
      {
        method: decoded.method.toHex(),
        era: decoded.era,
        nonce: decoded.nonce,
        tip: decoded.tip,
        specVersion: version.specVersion,
        transactionVersion: version.transactionVersion,
        genesisHash: ledger.genesis,
        blockHash: birthBlock.hash,
      },
      { version: 4 },
    )
    .toU8a({ method: true });
  return payload.length > 256 ? blake2AsU8a(payload, 256) : payload;
}

/** Reads the fixed start of a signed extrinsic (version, address, signature), and verifies by the scheme it names. */
function signerOf(encoded: Uint8Array, payload: Uint8Array): Account | undefined {
  const reader = new Reader(new Reader(encoded).blob());
  const [extrinsicVersion, addressKind] = [reader.u8(), reader.u8()];
  if (extrinsicVersion !== 0x84 || addressKind !== 0) return undefined;
  const signer = reader.account();
  const scheme = reader.u8();
  const signature = reader.take(64);
  const verify = [ed25519Verify, sr25519Verify][scheme];
  return verify?.(payload, signature, fromHex(signer)) === true ? signer : undefined;
}

function readContractCall(
  decoded: GenericExtrinsic,
): Pick<CheckedExtrinsic, 'dest' | 'input' | 'gasLimit' | 'depositLimit'> | undefined {
  if (decoded.method.section !== 'contracts' || decoded.method.method !== 'call') return undefined;
  const [dest, , gasLimit, deposit, data] = decoded.method.args;
  if (!dest || !gasLimit || !deposit || !data) return undefined;
  // MultiAddress::Id is variant 0; nothing else names a contract.
  const destination = dest.toU8a();
  if (destination[0] !== 0) return undefined;
  const weight = new Reader(gasLimit.toU8a());
  const limit = new Reader(deposit.toU8a());
  return {
    dest: toHex(destination.subarray(1)),
    input: data.toU8a(true),
    gasLimit: {
      refTime: weight.compact(),
      proofSize: weight.compact(),
    },
    depositLimit: limit.option(() => limit.compact()),
  };
}
