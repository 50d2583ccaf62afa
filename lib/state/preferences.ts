/** What a person has set for all her calls: one item. */
import * as v from 'valibot';

/** `local:callPreferences` as it is stored; an absent key means the default. */
export const CallPreferences = v.object({
  /** What a call begins with, unless the person chooses otherwise: camera and microphone, the microphone alone, or neither. */
  startAs: v.optional(v.picklist(['video', 'voice', 'listen']), 'video'),
  noiseSuppression: v.optional(v.boolean(), true),
  echoCancellation: v.optional(v.boolean(), true),
  pushToTalk: v.optional(v.boolean(), false),
  sounds: v.optional(v.boolean(), true),
});
/** What a person has set for all her calls. */
export type CallPreferences = v.InferOutput<typeof CallPreferences>;

/** What holds where nothing was set. */
export const DEFAULT_PREFERENCES: CallPreferences = v.getDefaults(CallPreferences);
