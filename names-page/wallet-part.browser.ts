/** The heavy part of the page: polkadot-js, and all that needs it. It is compiled and run when it is wanted first. */
import { primaryByResolver } from './primary-by-resolver.browser.ts';
import { connectWriter } from './registry-writer.browser.ts';
import { connectWallets, signerOf } from './wallets.browser.ts';

const part = { connectWallets, signerOf, connectWriter, primaryByResolver } as const;

/** What it gives to the rest of the page. */
export type WalletPart = typeof part;

declare global {
  interface Window {
    /** There once the heavy part has run. */
    copybaraWalletPart?: WalletPart;
  }
}

window.copybaraWalletPart = part;
