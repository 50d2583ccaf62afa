/**
 * What our own pages and the background say to each other.
 *
 * Commands go up by message (`Commands`), state comes down by storage (`Visit`, `Status`), so that
 * nothing is lost when the worker sleeps. Failures travel as a `kind` with the few words that its
 * sentence needs; the sentence itself is in `lib/i18n`, and a kind without one does not compile.
 */
import * as v from 'valibot';
import { NAMES_PAGE_FAILURES, NODE_FAILURES, NodeStatus, name, nodeId } from './host-values.ts';

/** Why there is no talking to the native host. */
export const HOST_LINK_FAILURES = [
  'host-not-installed',
  'host-forbidden', // its manifest does not name this extension
  'host-start-failed', // it was found and ended before it said hello
  'host-stopped', // it ended later
  'host-silent', // no hello, or no reply, in time
  'host-incompatible', // it speaks another protocol
  'port-in-use', // the fixed SOCKS port of its settings is taken
] as const;
/** One word of `HOST_LINK_FAILURES`. */
export type HostLinkFailure = (typeof HOST_LINK_FAILURES)[number];

/** Why the chain gave no node id for a name. */
const CHAIN_FAILURES = [
  'name-not-registered',
  'name-expired', // since
  'no-record',
  'record-malformed', // value
  'chain-unreachable', // operators
  'endpoint-lying', // operator, cause
  'one-operator-only', // operator
  'contract-changed',
  'wrong-network', // ending, network
  'settings-bad', // the configured endpoints or registry cannot be used
] as const;

/** Why the browser would not send a name through the overlay. */
export const ROUTING_FAILURES = [
  'switched-off',
  'proxy-held-by-extension',
  'proxy-held-by-policy',
  'proxy-not-reproducible', // the person's own proxy cannot be carried along: asks before taking over
  'permission-missing', // the person took the permission for our names back
  'rules-refused', // the browser does not take all the rules that shut names
  'browser-silent', // the browser leaves a question of ours unanswered, and is asked again
] as const;
/** One word of `ROUTING_FAILURES`. */
export type RoutingFailure = (typeof ROUTING_FAILURES)[number];

/** Why an address cannot be visited at all. */
const TARGET_FAILURES = [
  'bad-address',
  'unseen-address', // the gate stands where a rule led before the background saw from where
  'form-not-sent',
  'connection-broke', // the node answered each time, and the page's own connection broke each time
] as const;

/** Why the host opens no relay for a call, or has closed it. */
const CALL_FAILURES = [
  'no-call', // the host does not know it (any more)
  'too-many-calls',
  'peer-port-in-use',
  'peer-port-lost',
  'own-address-changed', // the relay that the page knows is gone
] as const;

/** Everything that can stop a visit or a call. */
export const FAILURE_KINDS = [
  ...HOST_LINK_FAILURES,
  ...NODE_FAILURES,
  ...CHAIN_FAILURES,
  ...ROUTING_FAILURES,
  ...TARGET_FAILURES,
  ...CALL_FAILURES,
  ...NAMES_PAGE_FAILURES,
  'names-page-blocked', // it was served, and the browser did not load it
  'background-silent', // it does not answer our own page
  'internal',
] as const;
/** One word of `FAILURE_KINDS`. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

const text = v.pipe(v.string(), v.maxLength(1000));
const time = v.number();

/** A failure as it is shown: the kind, and what its sentence names. */
export const Failure = v.object({
  kind: v.picklist(FAILURE_KINDS),
  words: v.optional(v.record(v.string(), text)),
});
/** A failure as it is shown. */
export type Failure = v.InferOutput<typeof Failure>;

/** Why a text that was opened or pasted leads to no call; all but the last are the kinds of `LinkError`. */
export const LINK_REFUSALS = [
  'newer-version',
  'malformed',
  'not-a-call-link',
  'several-links',
  'too-long',
  'blocked', // the person blocked who sent it
] as const;
/** One word of `LINK_REFUSALS`. */
export type LinkRefusal = (typeof LINK_REFUSALS)[number];

/** The steps of a visit in their order; the gate shows them as they happen. */
export const STEPS = ['name', 'record', 'node', 'address', 'connection'] as const;
/** One step of a visit. */
export type Step = (typeof STEPS)[number];

/** What was proven of a name, and by whom. */
export const Proof = v.object({
  nodeId,
  /** The operators whose endpoints gave the same answer. */
  confirmedBy: v.array(text),
  /** When the chain was read, in ms since 1970. */
  readAt: time,
});
/** What was proven of a name. */
export type Proof = v.InferOutput<typeof Proof>;

/** One name on its way to being open in this browser session. */
export const Visit = v.variant('state', [
  v.object({
    state: v.literal('working'),
    name,
    step: v.picklist(STEPS),
    proof: v.optional(Proof),
  }),
  /** Only one operator answered; whoever blocks the others must not win silently, so the person decides. */
  v.object({ state: v.literal('asking'), name, operator: text, nodeId }),
  v.object({ state: v.literal('open'), name, proof: Proof, openedAt: time }),
  v.object({
    state: v.literal('failed'),
    name,
    step: v.picklist(STEPS),
    failure: Failure,
    failedAt: time,
  }),
]);
/** One name on its way to being open. */
export type Visit = v.InferOutput<typeof Visit>;

/** Where the proxy setting of the browser stands. */
const RoutingStatus = v.variant('state', [
  /** Not all that shuts names is in place yet. */
  v.object({ state: v.literal('unknown') }),
  v.object({ state: v.literal('on') }),
  v.object({ state: v.literal('off') }),
  v.object({ state: v.literal('failing'), failure: v.picklist(ROUTING_FAILURES) }),
]);

/** The state of host, node, chain and routing at a glance. */
export const Status = v.object({
  routing: RoutingStatus,
  host: v.variant('state', [
    v.object({ state: v.literal('connecting') }),
    v.object({ state: v.literal('connected'), version: text, platform: text, port: v.number() }),
    v.object({ state: v.literal('down'), failure: v.picklist(HOST_LINK_FAILURES) }),
  ]),
  node: v.union([NodeStatus, v.object({ state: v.literal('unknown') })]),
  chain: v.variant('state', [
    v.object({ state: v.literal('unknown') }),
    v.object({ state: v.literal('up'), operators: v.array(text), at: time }),
    v.object({ state: v.literal('failing'), failure: Failure, at: time }),
  ]),
});
/** The state of host, node, chain and routing. */
export type Status = v.InferOutput<typeof Status>;

/** Whether the person's own name leads to this node. */
export const MyName = v.variant('state', [
  v.object({ state: v.literal('unset') }),
  v.object({ state: v.literal('checking'), name }),
  v.object({ state: v.literal('matches'), name }),
  v.object({ state: v.literal('differs'), name, recordNodeId: nodeId, ownNodeId: nodeId }),
  v.object({ state: v.literal('failed'), name, failure: Failure }),
]);
/** Whether the person's own name leads to this node. */
export type MyName = v.InferOutput<typeof MyName>;

/** What the popup shows of the name of the tab in front. */
export type NameDetails = {
  readonly visit: Visit | undefined;
  /** The owner's account (SS58), or why it could not be read. */
  readonly owner:
    | { readonly account: string }
    | { readonly failure: Failure }
    | { readonly pending: true };
};

/** Commands of our pages; each resolves when the background has taken it, its effect shows in the state. */
export interface Commands {
  /** Bring the name of this address to `open`, or say why not. Resolves when the visit has settled, or why it can't as long as that lasts. */
  openVisit(ask: { target: string }): { failure?: RoutingFailure };
  /** The person takes the word of the one operator that answered, for this name in this session. */
  acceptOneOperator(ask: { name: string }): void;
  /** The full address of the last navigation of this tab that the gate caught, if the gate's own address lost it. */
  caughtTarget(ask: { tabId?: number }): string | null;
  /** Lets this tab make the search that the gate caught and that asks for no name after all. */
  searchAnyway(ask: { url: string }): void;
  /** The person has pasted the PAC line into the tool that holds the proxy: look whether names reach the host. */
  checkOtherTool(): boolean;
  /** Look again at host, node, chain and proxy now. */
  refreshStatus(): void;
  /** Opens a window in which this name can be called; a malformed or missing one is asked for there. */
  startCall(ask: { to?: string; isPrivate: boolean }): void;
  /** Takes a call link that was pasted: its window is opened, or the one that waits for it is shown. */
  openCallLink(ask: { text: string; isPrivate: boolean }): { refused?: LinkRefusal };
  /** Shows the window of a call that lives. */
  showCall(ask: { callId: string }): void;
  /** The node that a name points to, read like that of a site. */
  readNode(ask: { name: string }): { nodeId: string } | { failure: Failure };
  /** The address of the names page for this tab and a name, good once; or why it can't be served. */
  openNamesPage(ask: { name?: string }): { url: string } | { failure: Failure };
  /** Shows the names page, and there a name: the tab that has the page, or a new one. */
  showNamesPage(ask: { name?: string }): void;
  /** The owner of a name, for the popup. */
  readOwner(ask: { name: string }): { account: string } | { failure: Failure };
}
