import type { SignerPayloadJSON } from '@polkadot/types/types';

/** How the person in front of the wallet behaves. */
export type WalletMode =
  /** Allows and signs everything. */
  | 'sign'
  /** Refuses to show accounts, and to sign. */
  | 'refuse'
  /** Never answers. */
  | 'stall'
  /** The extension was updated under the page. */
  | 'gone'
  /** Signs with another key. */
  | 'wrong';

/** What a page asks the wallet. */
export type WalletRequest =
  | { readonly ask: 'authorize'; readonly appName: string }
  | { readonly ask: 'accounts' }
  | { readonly ask: 'sign'; readonly payload: SignerPayloadJSON }
  /** For tests, which are the person. */
  | { readonly ask: 'behave'; readonly mode: WalletMode };

/** An account as wallets tell it. */
export type ToldAccount = {
  readonly address: string;
  readonly name: string;
  readonly type: 'sr25519';
};

/** What comes back. */
export type WalletReply =
  | { readonly value: readonly ToldAccount[] | `0x${string}` | boolean }
  | { readonly error: string };

/** Where a window message comes from. */
export const FROM_PAGE = 'stand-in-wallet/page';
/** Where a window message comes from. */
export const FROM_CONTENT = 'stand-in-wallet/content';
/** The name under which the wallet injects itself. */
export const WALLET_NAME = 'stand-in';
