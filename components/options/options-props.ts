import type { ComponentChildren } from 'preact';
import type { Language } from '../../lib/i18n/languages.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { InputError } from '../../lib/names/from-input.ts';
import type { MyName } from '../../lib/protocol/ui.ts';

/** What came of asking an endpoint for the first block of its chain. */
export type EndpointTest =
  | { readonly state: 'asking' }
  | { readonly state: 'works'; readonly ms: number }
  | {
      readonly state: 'failed';
      readonly cause:
        | 'unreachable'
        | 'timeout'
        | 'oversized'
        | 'garbage'
        | 'rpc-error'
        | 'wrong-genesis';
    };

/** Why a change was not made; each kind is one sentence. */
export type ChainProblem =
  | 'bad-endpoint'
  | 'shared-endpoint'
  | 'bad-registry'
  | 'bad-genesis'
  | 'bad-quorum'
  | 'known-endpoint'
  | 'last-endpoint'
  | 'too-many-endpoints';

/** The networks, the usual one first. */
export const NETWORK_CHOICES = ['alephzero', 'alephzero-testnet', 'development'] as const;
/** One network. */
export type NetworkChoice = (typeof NETWORK_CHOICES)[number];

/** What is set about the chain, defaults filled in. */
export type ChainShown = {
  readonly network: NetworkChoice;
  readonly registry: string;
  readonly endpoints: readonly { readonly url: string; readonly operator: string }[];
  /** How many different operators those are. */
  readonly operators: number;
  readonly quorum: number;
  /** Endpoints and quorum are those that come with the network. */
  readonly isDefault: boolean;
};

/** What can be changed about the chain; each says why it was not done, if it was not. */
export type ChainChanges = {
  readonly onNetwork: (
    network: Exclude<NetworkChoice, 'development'>,
  ) => Promise<ChainProblem | undefined>;
  readonly onDevelopment: (registry: string) => Promise<ChainProblem | undefined>;
  readonly onAdd: (url: string, operator: string) => Promise<ChainProblem | undefined>;
  readonly onRemove: (url: string) => Promise<ChainProblem | undefined>;
  readonly onUp: (url: string) => Promise<ChainProblem | undefined>;
  readonly onQuorum: (quorum: number) => Promise<ChainProblem | undefined>;
  readonly onDefaults: () => Promise<ChainProblem | undefined>;
  readonly onTest: () => void;
};

/** What can be deleted by itself. */
export const DATA_KINDS = ['people', 'calls', 'preferences', 'certificate', 'settings'] as const;
/** One of `DATA_KINDS`. */
export type DataKind = (typeof DATA_KINDS)[number];

/** The parts of the settings that are loaded when they are opened; each is an anchor of the page, too. */
export const OPTIONS_SECTIONS = [
  'preferences',
  'people',
  'search',
  'chain',
  'links',
  'certificate',
  'data',
] as const;
/** One of `OPTIONS_SECTIONS`. */
export type OptionsSection = (typeof OPTIONS_SECTIONS)[number];

/** What the page of settings shows and takes. */
export type OptionsProps = {
  readonly t: Translator;
  readonly myName: MyName;
  /** The background does not answer. */
  readonly isSilent: boolean;
  /** An empty text takes the name back. */
  readonly onSetMyName: (text: string) => InputError | undefined;
  /** What whoever manages this browser has set for good. */
  readonly locked: { readonly name: boolean; readonly language: boolean };
  /** What our pages were told to speak; undefined: as the browser. */
  readonly language: Language | undefined;
  readonly onSetLanguage: (language: Language | undefined) => void;
  /** The parts in their order; without content while one is not loaded. */
  readonly sections: readonly {
    readonly section: OptionsSection;
    readonly content: ComponentChildren;
    /** Whoever manages this browser has set all of it for good. */
    readonly locked: boolean;
  }[];
  readonly open: ReadonlySet<OptionsSection>;
  readonly onToggle: (section: OptionsSection, open: boolean) => void;
  readonly onOpenDiagnostics: () => void;
  /** Shows the first page again. */
  readonly onOpenWelcome: () => void;
  readonly onOpenNames: () => void;
  readonly onCopy: (text: string) => void;
};
