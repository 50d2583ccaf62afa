/** The numbers of STUN (RFC 8489) and TURN (RFC 8656) that the relay knows. */

/** The fixed second word of every STUN message (RFC 8489, section 5). */
export const MAGIC_COOKIE = 0x2112a442;

export const METHOD = {
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

/** The two class bits of a message's type, at their place. */
export const CLASS = { request: 0x000, indication: 0x010, success: 0x100, error: 0x110 } as const;

export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  evenPort: 0x0018,
  requestedTransport: 0x0019,
  dontFragment: 0x001a,
  messageIntegritySha256: 0x001c,
  xorMappedAddress: 0x0020,
  reservationToken: 0x0022,
  fingerprint: 0x8028,
} as const;

/** Attributes from here on may be ignored by who does not know them. */
const OPTIONAL_FROM = 0x8000;

const KNOWN: ReadonlySet<number> = new Set(Object.values(ATTRIBUTE));

/** Whether a message with this attribute must be refused by us. */
export function isUnknown(type: number): boolean {
  return type < OPTIONAL_FROM && !KNOWN.has(type);
}

/** What the relay answers when it does not do what was asked (RFC 8656, section 19; RFC 8489, section 14.8). */
export const REASONS = {
  400: 'Bad Request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  420: 'Unknown Attribute',
  437: 'Allocation Mismatch',
  438: 'Stale Nonce',
  440: 'Address Family not Supported',
  441: 'Wrong Credentials',
  442: 'Unsupported Transport Protocol',
  443: 'Peer Address Family Mismatch',
  486: 'Allocation Quota Reached',
  508: 'Insufficient Capacity',
} as const;
/** One of the error codes. */
export type ErrorCode = keyof typeof REASONS;
