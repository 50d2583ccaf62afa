import { Metadata, TypeRegistry } from '@polkadot/types';
import metadataHex from '@polkadot/types-support/metadata/v14/substrate-contracts-node-hex';
import version from '@polkadot/types-support/metadata/v14/substrate-contracts-node-ver';
import { xxhashAsU8a } from '@polkadot/util-crypto';
import type { ContractEvent } from './contract.ts';
import {
  type Account,
  account,
  blob,
  bytes,
  compact,
  concat,
  fromHex,
  list,
  toHex,
  uint,
} from './scale.ts';

/** The runtime that the stand-in claims to be: real metadata of `substrate-contracts-node` and its real version. */

export { metadataHex, version };

/** polkadot-js's types, made from that metadata. */
export const registry = new TypeRegistry();
registry.setMetadata(new Metadata(registry, metadataHex));

/** What `system_properties` answers; 42 is the prefix of Aleph Zero too. */
export const PROPERTIES = { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'AZERO' };

const pallets = new Map(
  registry.metadata.pallets.map((entry) => [entry.name.toString(), entry] as const),
);

function pallet(name: string) {
  const found = pallets.get(name);
  if (found === undefined) throw new Error(`the metadata has no pallet ${name}`);
  return found;
}

function variant(
  type: { type: Parameters<TypeRegistry['lookup']['getSiType']>[0] },
  name: string,
): number {
  const found = registry.lookup
    .getSiType(type.type)
    .def.asVariant.variants.find((candidate) => candidate.name.toString() === name);
  if (found === undefined) throw new Error(`the metadata has no variant ${name}`);
  return found.index.toNumber();
}

/** `DispatchError::Module` of an error of pallet-contracts, by name: the numbers differ between runtimes. */
export function contractsError(name: string): Uint8Array {
  const contracts = pallet('Contracts');
  return bytes(3, contracts.index.toNumber(), variant(contracts.errors.unwrap(), name), 0, 0, 0);
}

/** An event of a pallet, ready to be put into an `EventRecord`. */
export function palletEvent(palletName: string, name: string, ...fields: Uint8Array[]): Uint8Array {
  const { index, events } = pallet(palletName);
  return concat(bytes(index.toNumber(), variant(events.unwrap(), name)), ...fields);
}

/** One `EventRecord` of the extrinsic with this index in its block. */
export function eventRecord(
  extrinsic: number,
  event: Uint8Array,
  topics: readonly Uint8Array[] = [],
): Uint8Array {
  return concat(
    bytes(0),
    uint(extrinsic, 4),
    event,
    list(topics, (topic) => topic),
  );
}

/** `Contracts.ContractEmitted`. */
export function contractEmitted(
  extrinsic: number,
  contract: Account,
  event: ContractEvent,
): Uint8Array {
  const emitted = palletEvent('Contracts', 'ContractEmitted', account(contract), blob(event.data));
  return eventRecord(extrinsic, emitted, event.topics);
}

/** The storage keys that the stand-in knows. */
export const STORAGE = {
  account: storagePrefix('System', 'Account'),
  events: storagePrefix('System', 'Events'),
  now: storagePrefix('Timestamp', 'Now'),
};

function storagePrefix(palletName: string, item: string): string {
  return toHex(concat(xxhashAsU8a(palletName, 128), xxhashAsU8a(item, 128)));
}

/** `System.Account` of somebody with this nonce and free balance. */
export function accountInfo(nonce: number, free: bigint): Uint8Array {
  return registry
    .createType('FrameSystemAccountInfo', { nonce, providers: 1, data: { free } })
    .toU8a();
}

/** The inherent that every block starts with: `Timestamp.set`, unsigned, version 4. */
export function timestampInherent(at: number): Uint8Array {
  return blob(concat(bytes(4, pallet('Timestamp').index.toNumber(), 0), compact(at)));
}

/** Weights that every call costs here: invented, but big enough that a silly limit shows. */
export const GAS_CONSUMED = { refTime: 1_234_567_890n, proofSize: 54_321n };
export const GAS_REQUIRED = { refTime: 2_000_000_000n, proofSize: 65_536n };

/** `DispatchInfo` of a normal, paid extrinsic. */
export const DISPATCH_INFO = concat(
  compact(GAS_CONSUMED.refTime),
  compact(GAS_CONSUMED.proofSize),
  bytes(0, 0),
);

/** The one version of metadata that there is. */
export const METADATA_VERSION = 14;

/** The answer of `Metadata_metadata_at_version`: an `Option<OpaqueMetadata>`. */
export function opaqueMetadata(wanted: number): Uint8Array {
  return wanted === METADATA_VERSION ? concat(bytes(1), blob(fromHex(metadataHex))) : bytes(0);
}
