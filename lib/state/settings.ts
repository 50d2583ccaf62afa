/** The person's settings: one versioned item. Absent keys mean the defaults. */
import * as v from 'valibot';

const shortText = v.pipe(v.string(), v.maxLength(300));

/** An endpoint of the chain and who runs it; the quorum counts operators, not addresses. */
const Endpoint = v.object({
  url: v.pipe(v.string(), v.maxLength(2048), v.url(), v.regex(/^(https?|wss?):\/\//)),
  operator: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
});

/** Where call links lead: an address without user, query and fragment. */
export const LinkBase = v.pipe(shortText, v.url(), v.regex(/^https?:\/\/[^/?#@]+(?:\/[^?#*]*)?$/));

/** `local:settings` as it is stored (design, section 6). */
export const Settings = v.object({
  chain: v.optional(
    v.object({
      network: v.optional(v.picklist(['alephzero', 'alephzero-testnet', 'development'])),
      endpoints: v.optional(v.pipe(v.array(Endpoint), v.maxLength(20))),
      /** SS58 address of the registry contract; for `development` only. */
      registry: v.optional(shortText),
      quorum: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
    }),
  ),
  myName: v.optional(shortText),
  /** What our pages speak; the browser's own language where it is absent. */
  language: v.optional(v.picklist(['en', 'de', 'ar'])),
  links: v.optional(
    v.object({
      /** Where call links lead; what follows its `#` is never sent. */
      base: v.optional(LinkBase),
    }),
  ),
  search: v.optional(
    v.object({
      /** The engines whose searches for a name are left alone, each by the label of its hosts, such as `google`. */
      off: v.optional(v.array(shortText)),
    }),
  ),
  /** Off: everything that was taken of the browser is given back. */
  enabled: v.optional(v.boolean()),
  /** The person agreed to replace a proxy setting that cannot be carried along. */
  replaceProxy: v.optional(v.boolean()),
});
/** `local:settings` as it is stored. */
export type Settings = v.InferOutput<typeof Settings>;

/** What whoever manages the browser presets: `settings` where the person set nothing, `locked` whatever she set. */
export const Preset = v.object({ settings: v.optional(Settings), locked: v.optional(Settings) });
/** What whoever manages the browser presets. */
export type Preset = v.InferOutput<typeof Preset>;

/** The settings in force, each top-level key as a whole. A preset that can't be read (`undefined`) leaves no chain to read from. */
export function settingsInForce(own: Settings, preset: Preset | undefined): Settings {
  if (preset === undefined) return { ...own, chain: { endpoints: [], quorum: 1 } };
  return { ...preset.settings, ...own, ...preset.locked };
}
