declare const callIdBrand: unique symbol;

/** The id of one call: 6 random bytes as 12 lower-case hex digits. Only this file makes one. */
export type CallId = string & { readonly [callIdBrand]: true };

/** Whether a text is a call id. */
export function isCallId(text: string): text is CallId {
  return /^[0-9a-f]{12}$/.test(text);
}
