/** The requests of `host.ts` that are about one call: apart, since its window speaks of them too. */
import * as v from 'valibot';
import { CALL_ROLES, callId, ipv4, nodeId, port, shortText } from './host-values.ts';

/** The key by which the hosts of a call know each other: 32 bytes as lower-case hex digits. */
const callKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/**
 * A relay by its address, over UDP, or over TCP on loopback, where no browser goes through a proxy: nothing that a browser
 * would look up, or ask in another way.
 */
export const relayUrl = v.pipe(
  v.string(),
  v.regex(
    /^turn:(127\.0\.0\.1:[1-9]\d{0,4}\?transport=tcp|((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?=\d)|(?=:))){4}:[1-9]\d{0,4}\?transport=udp)$/,
  ),
);

/** Part of `REQUESTS`. */
export const CALL_HOST_REQUESTS = {
  /**
   * Opens one side of a call to a node (docs/call-protocols.md, section 2). The host asks `mcc` for the address and checks
   * it by its policy; the answer holds the TURN server of this call, which is on this machine, and the only
   * candidate that the page's description of the peer may have. Asking again replaces what was open under this id.
   */
  'call.open': {
    ask: v.object({ callId, peerNodeId: nodeId, role: v.picklist(CALL_ROLES) }),
    answer: v.object({
      turnUrl: relayUrl,
      username: shortText,
      credential: shortText,
      peerVirtual: v.object({ address: ipv4, port }),
    }),
  },
  /** Both links are known: from now on packets of the other host are taken, and it is told that we are ready. */
  'call.arm': { ask: v.object({ callId, key: callKey }), answer: v.object({}) },
  /** Ends a call, and tells the other host so; a call that is not open is as good as closed. */
  'call.close': { ask: v.object({ callId }), answer: v.object({}) },
} as const;
