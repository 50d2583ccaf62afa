/** Sizes in bytes, times in milliseconds, in one place because both sides of a seam must agree on them. */

/** The largest native message a browser takes from a host (1 MiB; Chrome and Firefox alike). */
export const MAX_MESSAGE_FROM_HOST = 1024 * 1024;
/** The largest native message the host takes from a browser: ours are far smaller than the browsers' own limits. */
export const MAX_MESSAGE_TO_HOST = 1024 * 1024;

/** How long a request to the host may take before it counts as failed. */
export const HOST_REQUEST_DEADLINE = 8_000;
/** How long the host may take to answer `hello` after it was started. */
export const HOST_HELLO_DEADLINE = 5_000;

/** How long the host holds a SOCKS connection while it waits for the extension to name a route. */
export const ROUTE_WAIT = 10_000;
/** How long the host keeps a route that the extension set before it asks for it again. */
export const ROUTE_TTL = 5 * 60_000;
/** How long an address that `mcc` gave is believed without asking again (design, section 5). */
export const ADDRESS_TTL = 10_000;
/** How long the host waits for a TCP connection to a node. */
export const DIAL_TIMEOUT = 10_000;

/** Within this time a page that breaks again after its name was opened for it runs in a circle; a slow server may take long to break. */
export const BREAKS_AGAIN = 2 * 60_000;

/** How long one question to one chain endpoint may take. */
export const CHAIN_REQUEST_TIMEOUT = 6_000;
/** How long the first endpoint has before the others are asked as well. */
export const CHAIN_HEDGE_DELAY = 400;
/** The largest answer taken from a chain endpoint. */
export const MAX_CHAIN_ANSWER = 64 * 1024;
/** How long a verified record is fresh; after that it is served while it is read again. */
export const RECORD_FRESH = 5 * 60_000;
/** How long a stale record may still be served while it is read again. */
export const RECORD_STALE = 24 * 60 * 60_000;
/** How many names the cache holds. */
export const MAX_CACHED_NAMES = 10_000;

/** How long an address of the names page is good. */
export const NAMES_PAGE_TTL = 60_000;
