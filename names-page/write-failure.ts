/** Why a write came to nothing. What the person made (the changes) is kept in each of them. */
export type WriteFailure =
  /** The person, or the wallet by itself, said no. */
  | { readonly kind: 'rejected' }
  /** The wallet is no longer there, or fails in a way of its own; what it said. */
  | { readonly kind: 'wallet-gone'; readonly detail: string }
  /** The part of the page that speaks with wallets does not run: its text is missing or damaged, or the page's policy refuses it. */
  | { readonly kind: 'wallet-part-broken' }
  /** The wallet kept silent, and the person gave up waiting. */
  | { readonly kind: 'wallet-stalled' }
  /** Fee and deposit are more than the account has; all in the chain's smallest unit. */
  | { readonly kind: 'too-little-balance'; readonly need?: bigint; readonly have?: bigint }
  /** The fee could be paid, and not what the chain holds back for the records; all in the chain's smallest unit. */
  | {
      readonly kind: 'too-little-for-deposit';
      readonly need?: bigint;
      readonly have?: bigint;
    }
  /** In its block the deposit would have been more than was shown. */
  | { readonly kind: 'deposit-grew' }
  /** The account is neither owner nor controller of the name. */
  | { readonly kind: 'not-controller' }
  /** The name is not registered, or expired meanwhile. */
  | { readonly kind: 'name-gone' }
  /** All records together are larger than the registry takes. */
  | { readonly kind: 'records-overflow' }
  /** The registry said no, by another word of its own. */
  | { readonly kind: 'contract-error'; readonly error: string }
  /** The runtime would not run the call; the name of its error. */
  | { readonly kind: 'dispatch-error'; readonly error: string }
  /** The endpoint is on another chain than the settings say. */
  | { readonly kind: 'wrong-chain' }
  /** What the endpoint would have had signed is not what was asked for. */
  | { readonly kind: 'chain-lying' }
  | { readonly kind: 'chain-unreachable' }
  /** Another transaction of the account took this one's number. */
  | { readonly kind: 'stale-nonce' }
  | { readonly kind: 'bad-signature' }
  /** The extension could not note down what was signed, so it was not sent. */
  | { readonly kind: 'not-remembered' }
  /** The wallet signed something else than it was given. */
  | { readonly kind: 'signed-otherwise' }
  /** The node refused the transaction with these words. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** This node's id can't be learned now, or is another than the one to be written. */
  | { readonly kind: 'node-unknown' }
  | { readonly kind: 'node-changed'; readonly nodeId: string }
  /** It was not taken into a block while it was good, and no longer can be. */
  | { readonly kind: 'not-in-time' }
  /** Its nonce is used and the records are not as it wanted; why can't be read. */
  | { readonly kind: 'not-applied' };
