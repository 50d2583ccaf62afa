import type { Signer } from '@polkadot/api/types';
import { web3Accounts, web3Enable, web3FromSource } from '@polkadot/extension-dapp';
import type { WalletAccount } from './names-props.ts';

/** Asks all wallets to show accounts; resolves when the last has answered, which may be never. Never rejects. */
export async function connectWallets(appName: string): Promise<readonly WalletAccount[]> {
  try {
    await web3Enable(appName);
    // Keys of Ethereum can't sign here.
    const accounts = await web3Accounts({
      ss58Format: 42,
      accountType: ['sr25519', 'ed25519', 'ecdsa'],
    });
    return accounts.map(({ address, meta }) => ({
      address,
      label: meta.name ?? '',
      source: meta.source,
    }));
  } catch {
    return [];
  }
}

/** What signs for an account; undefined where its wallet has gone. */
export async function signerOf(source: string): Promise<Signer | undefined> {
  try {
    return (await web3FromSource(source)).signer;
  } catch {
    return undefined;
  }
}
