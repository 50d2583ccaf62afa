import type { Survey } from '../lib/azero/every-endpoint.ts';
import type { AccountDetails, NameDetails } from '../lib/azero/name-details.ts';
import type { Network } from '../lib/azero/networks.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { InputError } from '../lib/names/from-input.ts';
import type { AzeroName } from '../lib/names/name.ts';
import type { Failure } from '../lib/protocol/ui.ts';
import type { RecordDraft } from './record-draft.ts';
import type { WriteState } from './write-state.ts';

/** What is shown of the thing that was looked up. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'name'; readonly name: AzeroName; readonly survey: Survey<NameDetails> }
  | { readonly kind: 'account'; readonly address: string; readonly survey: Survey<AccountDetails> };

/** Why a text can't be looked up. */
export type LookError =
  | InputError
  /** Names with this ending are not on the network that is set. */
  | { readonly kind: 'elsewhere'; readonly ending: string };

/** One account that a wallet shows. */
export type WalletAccount = {
  /** SS58 address with prefix 42. */
  readonly address: string;
  /** What the person calls it. */
  readonly label: string;
  /** The wallet that it is in. */
  readonly source: string;
};

/** How far the wallets are. Wallets are named as they name themselves. */
export type WalletState =
  | { readonly state: 'none' }
  | { readonly state: 'found'; readonly wallets: readonly string[] }
  | { readonly state: 'asking'; readonly wallets: readonly string[]; readonly late: boolean }
  /** None of them shows an account. */
  | { readonly state: 'refused'; readonly wallets: readonly string[] }
  /** The part of the page that speaks with wallets does not run. */
  | { readonly state: 'broken'; readonly wallets: readonly string[] }
  | {
      readonly state: 'ready';
      readonly accounts: readonly WalletAccount[];
      readonly chosen?: string;
      /** The names of the chosen account. */
      readonly names?: Survey<AccountDetails>;
      /** The primary name of the chosen account by AZERO.ID's own resolver; null: none. */
      readonly resolver?: string | null;
    };

/** This node's id, or why it is not known. */
export type NodeShown =
  | { readonly state: 'known'; readonly id: string }
  | { readonly state: 'unknown'; readonly failure: Failure };

/** How the chain counts its money. */
export type Unit = { readonly decimals: number; readonly symbol: string };

/** What became of making a name the own one in the extension. */
export type NameUseShown =
  | { readonly state: 'used' | 'managed' | 'differs' }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Everything that the page shows, and everything that a person can do there. */
export type NamesProps = {
  readonly t: Translator;
  readonly network: Network;
  /** What the names of this registry end in. */
  readonly ending: string;
  readonly ownName?: string | undefined;
  readonly node: NodeShown;
  readonly found: Found;
  readonly wallet: WalletState;
  /** The records of the name that is shown, as the person would have them; absent where they may not change them. */
  readonly draft?: RecordDraft | undefined;
  readonly write: WriteState;
  readonly unit: Unit;
  readonly nameUse?: NameUseShown | undefined;
  /** The extension has gone: what is here stays, and nothing more can be written. */
  readonly lost: boolean;
  readonly onLook: (text: string) => LookError | undefined;
  readonly onOpen: (name: string) => void;
  readonly onConnect: () => void;
  readonly onStopConnecting: () => void;
  readonly onChoose: (address: string) => void;
  readonly onDraft: (draft: RecordDraft) => void;
  readonly onWrite: () => void;
  readonly onSign: () => void;
  readonly onCancelWrite: () => void;
  readonly onFollowWrite: () => void;
  readonly onSendAgain: () => void;
  readonly onCloseWrite: () => void;
  readonly onUseName: () => void;
  readonly onCopy: (text: string) => void;
};
