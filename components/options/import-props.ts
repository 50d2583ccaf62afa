import type { Language } from '../../lib/i18n/languages.ts';

/** One thing that loading a file would change; `to` undefined: as Copybara came. */
export type ImportChange =
  | { readonly what: 'my-name' | 'links'; readonly to: string | undefined }
  | { readonly what: 'language'; readonly to: Language | undefined }
  /** The search engines that are left alone. */
  | { readonly what: 'search'; readonly off: readonly string[] }
  | { readonly what: 'enabled' | 'replace-proxy'; readonly to: boolean }
  | { readonly what: 'preferences' }
  | {
      readonly what: 'people';
      readonly added: number;
      readonly changed: number;
      /** How many of the changed ones are blocked no longer. */
      readonly unblocked: number;
    }
  | { readonly what: 'calls'; readonly added: number };

/** A file that was read: what it would change, and the way to have that. */
export type ImportOffer = {
  readonly changes: readonly ImportChange[];
  /** Rejects where the browser can't keep it. */
  readonly apply: () => Promise<void>;
};

/** Why a file can't be loaded: it is none of Copybara's or damaged, or a later Copybara wrote it. */
export type ImportRefusal = { readonly kind: 'bad-file' | 'newer-file' };
