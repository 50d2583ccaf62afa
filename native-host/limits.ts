/** Bounds of the host alone, in milliseconds, bytes or pieces; what both sides agree on is in lib/protocol/limits.ts. */

/** How long a client of the SOCKS proxy may take from connecting to the end of its request, and one of the relay to its allocation. */
export const GREETING_TIMEOUT = 5_000;
/** How many SOCKS connections may be open at once. */
export const MAX_CONNECTIONS = 4096;
/** How many connections the relay of calls holds at once: a browser makes one for each network that it sees. */
export const MAX_RELAY_CLIENTS = 256;
/** How many routes are kept. */
export const MAX_ROUTES = 4096;
/** How many `mcc` processes run at once. */
export const MAX_MCC_PROCESSES = 8;
/** How many further questions wait for one of them to end. */
export const MAX_MCC_QUEUE = 64;
/** How much of what `mcc` prints is read, each of the two streams. */
export const MAX_MCC_OUTPUT = 16 * 1024;
/** How long one question to `mcc` may take, unless the settings say otherwise. */
export const MCC_TIMEOUT = 5_000;
/** After this silence of a node it is asked whether it is still there, once a second (libuv), and given up after ten of these. */
export const KEEP_ALIVE = 10_000;
/** How long something that was sent may stay without an answer before the node is asked whether it is still there. */
export const KNOCK_AFTER = 3_000;
/** How long until it is asked again when it is there, and only slow. */
export const KNOCK_AGAIN = 15_000;
/** How long it has to answer that. */
export const KNOCK_TIMEOUT = 4_000;
/** How long a failed question is not asked again. */
export const MCC_FAILURE_TTL = 1_000;
/** How many nodes' addresses are remembered. */
export const MAX_BELIEVED = 4096;
/** How old an answer to `status` may be. */
export const STATUS_TTL = 3_000;
/** How often this machine's network interfaces and routes are looked at for what is open. */
export const WAY_TTL = 250;
/** How old such a look may be for a dial; where one takes long, a hundred times as long as it took, and WAY_TTL at most. */
export const DIAL_WAY_TTL = 20;
/** How long a handler has: under HOST_REQUEST_DEADLINE, so that the reply still arrives in time. */
export const HANDLER_DEADLINE = 7_500;
/** How long `probe` waits for the connection, for the same reason. */
export const PROBE_TIMEOUT = 6_000;
/** How many requests may be under way before the host stops reading. */
export const MAX_REQUESTS_UNDER_WAY = 256;
/** How much may wait for a browser that does not read before the host gives up on it. */
export const MAX_UNREAD_OUTPUT = 8 * 1024 * 1024;
/** The largest PAC file. */
export const MAX_PAC_BYTES = 1024 * 1024;
/** How long fetching a PAC file or reading the system's proxy settings may take. */
export const SYSTEM_TIMEOUT = 6_000;
/** How many connections MCC-HTTP holds at once. */
export const MCC_HTTP_MAX_CONNECTIONS = 64;
/** How long the port of the names page is tried for when somebody holds it: under HANDLER_DEADLINE. */
export const NAMES_PAGE_CLAIM = 3_000;
/** How many connections its server holds at once. */
export const NAMES_PAGE_MAX_CONNECTIONS = 64;
/** How long a client of MCC-HTTP may take to ask, or stay without asking. */
export const MCC_HTTP_TIMEOUT = 5_000;
