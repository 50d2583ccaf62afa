/** What a call's window and its worker for files say to each other. Both are built from one checkout; a reply has its ask's id. */

/** A file of this machine or of the other side, by a name that only this window knows. */
export type VaultKey = string;

/** What the window asks. */
export type VaultAsk =
  /** Where places are made: a folder of this window alone. */
  | { readonly kind: 'begin'; readonly folder: string }
  | { readonly kind: 'keep'; readonly key: VaultKey; readonly file: Blob }
  | {
      readonly kind: 'read';
      readonly key: VaultKey;
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'hash-source'; readonly key: VaultKey }
  | { readonly kind: 'make'; readonly key: VaultKey; readonly size: number }
  | {
      readonly kind: 'store';
      readonly key: VaultKey;
      readonly offset: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'hash-place'; readonly key: VaultKey }
  /** Closes a source, or closes and removes a place. */
  | { readonly kind: 'drop'; readonly key: VaultKey };

/** What comes of it. */
export type VaultReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'unread'; readonly why: 'unreadable' | 'changed' }
  | { readonly kind: 'too-small'; readonly free: number }
  | { readonly kind: 'not-stored'; readonly why: 'no-space' | 'not-stored' };

/** An ask, and a reply, as they travel. */
export type VaultMessage<T> = { readonly id: number; readonly what: T };
