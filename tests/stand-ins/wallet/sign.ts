import type { KeyringPair } from '@polkadot/keyring/types';
import { TypeRegistry } from '@polkadot/types';
import type { SignerPayloadJSON } from '@polkadot/types/types';

/** Signs a payload as the polkadot.js extension does: by the signed extensions that the payload names, with types of its own. */
export function signPayload(pair: KeyringPair, payload: SignerPayloadJSON): `0x${string}` {
  const registry = new TypeRegistry();
  registry.setSignedExtensions(payload.signedExtensions);
  return registry.createType('ExtrinsicPayload', payload, { version: payload.version }).sign(pair)
    .signature;
}
