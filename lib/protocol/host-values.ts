/** What stands in several messages: names, ids, failures and the state of a node. Apart from `host.ts`, since pages need these and no message. */
import * as v from 'valibot';
import { parseName } from '../names/name.ts';
import { parseNodeId } from '../node-id.ts';

/** A name, in its normal form. */
export const name = v.pipe(
  v.string(),
  v.maxLength(64),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseName(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: `no name: ${parsed.error.kind}` });
    return NEVER;
  }),
);

/** A node id. */
export const nodeId = v.pipe(
  v.string(),
  v.maxLength(64),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseNodeId(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: 'no node id' });
    return NEVER;
  }),
);

/** An IPv4 address. */
export const ipv4 = v.pipe(v.string(), v.ipv4());
/** A port. */
export const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
/** A short text. */
export const shortText = v.pipe(v.string(), v.maxLength(300));
/** The id of a call: the 6 bytes of its link as lower-case hex digits. */
export const callId = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/));
/** The one-time token of the names page: 32 bytes as lower-case hex digits. */
export const namesPageToken = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/**
 * Why something about our own node or another's did not work, in one word each; the screen has
 * one sentence and one next step for every one.
 */
export const NODE_FAILURES = [
  // Our own `mcc`.
  'mcc-not-found', // no such program
  'mcc-forbidden', // we may not run it, or it may not talk to the daemon
  'mcc-daemon-down', // the program runs, its daemon does not answer (no socket)
  'mcc-timeout', // no answer in time; the whole process group was killed
  'mcc-empty', // exit status 0 and nothing printed
  'mcc-junk', // something printed that is no id or address
  'mcc-ipv6', // an IPv6 address, which the overlay does not have
  'mcc-failed', // any other exit status
  'mcc-busy', // too many questions at once
  'config-bad', // the host's settings file has an unknown or bad key, which `detail` names
  // Our own overlay interface.
  'overlay-missing', // our own overlay address is on no interface of this machine
  'overlay-in-container', // the same, and `mcc` is run inside a container
  // The other node.
  'node-unresolved', // `mcc` knows no address for this node now
  'address-not-allowed', // an address that policy never dials: loopback, link-local, multicast, this machine, another network
  'node-refused', // the node answered, nothing listens on this port
  'node-silent', // no answer in time (offline, or a port that no tunnel names)
  'node-unreachable', // the system has no way to the address
  'node-moved', // the address went to another node while it was in use
] as const;
/** One word of `NODE_FAILURES`. */
export type NodeFailure = (typeof NODE_FAILURES)[number];

/** Why the host can't serve the names page. */
export const NAMES_PAGE_FAILURES = [
  'names-port-in-use', // another program holds its port
  'names-page-missing', // its file is not beside the host
] as const;

/** Which side of a call this is: who made the offer, or who the answer. */
export const CALL_ROLES = ['caller', 'callee'] as const;
/** One side of a call. */
export type CallRole = (typeof CALL_ROLES)[number];

/** Why the host gave up a call; for a node's failure see there. */
export const CALL_ENDINGS = [
  ...NODE_FAILURES,
  'replaced', // the same side of the same call was opened again, here or by another browser of this user
  'peer-closed', // the other host says that its side is over
  'own-address-changed', // our own node got another overlay address, so the relay that the page knows is gone
  'peer-port-lost', // the port that hosts speak over can't be had any more
] as const;
/** One word of `CALL_ENDINGS`. */
export type CallEnding = (typeof CALL_ENDINGS)[number];

/** The state of our own node as the host sees it. */
export const NodeStatus = v.variant('state', [
  v.object({ state: v.literal('up'), nodeId, address: ipv4 }),
  v.object({
    state: v.literal('down'),
    cause: v.picklist(NODE_FAILURES),
    /** Our id, where `mcc id` answered although something else failed. */
    nodeId: v.optional(nodeId),
    /** What the program printed, shortened, for the person who repairs it. */
    detail: v.optional(shortText),
  }),
]);
/** The state of our own node. */
export type NodeStatus = v.InferOutput<typeof NodeStatus>;
