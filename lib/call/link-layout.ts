/** How many bytes the parts of a link have (docs/call-protocols.md, section 1), and what its header holds. */

/** The only version of links that there is. */
export const LINK_VERSION = 1;
/** Set in the header of an answer. */
export const ANSWER_BIT = 0b1000;
export const HEADER_BYTES = 1;
/** The call id. */
export const CALL_ID_BYTES = 6;
/** The minutes after which an offer expires. */
export const EXPIRY_BYTES = 3;
/** The SHA-256 of a certificate. */
export const FINGERPRINT_BYTES = 32;
/** The tag of an offer. */
export const OFFER_TAG_BYTES = 7;
/** The tag of an answer. */
export const ANSWER_TAG_BYTES = 8;
