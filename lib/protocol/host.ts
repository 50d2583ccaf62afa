/**
 * Every message between the extension and the native host: one place, used by both sides.
 *
 * How it is used. The extension opens a native-messaging port, sends `hello` and waits for the
 * reply; then it sends requests, each with an `id` of its own, and the host sends exactly one
 * reply for each. Events go from host to extension only, carry no `id` and need no answer
 * (a `route.wanted` is answered by a later `route.set` or `route.refuse` request).
 *
 * Rules that must not change. A message is JSON, at most `MAX_MESSAGE_*` bytes. A request that
 * the host does not know is answered `unsupported`. New features are gated by a word in
 * `capabilities`, never by comparing versions. A field that one side does not know is ignored.
 */
import * as v from 'valibot';
import { CALL_HOST_REQUESTS } from './host-calls.ts';
import {
  CALL_ENDINGS,
  callId,
  ipv4,
  NAMES_PAGE_FAILURES,
  NODE_FAILURES,
  NodeStatus,
  name,
  namesPageToken,
  nodeId,
  port,
  shortText,
} from './host-values.ts';

/** The one version of the envelope itself; a different one cannot be spoken. */
export const HOST_PROTOCOL = 1;

/** Said by an extension whose browser may be given a relay over TCP, and by a host that has one. */
export const TURN_TCP = 'turn-tcp';

/** What a host may be able to do, one word each; an extension says the same of itself. */
export const HOST_CAPABILITIES = [
  'routes',
  'probe',
  'system-proxy',
  'pac-fetch',
  'calls',
  'checks',
  'names-page',
  TURN_TCP,
] as const;

/** Scheme, host and port of a chain endpoint, as `connect-src` of a policy names it: nothing in it ends a directive. */
const connectSource = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^(https?|wss?):\/\/([a-z\d]([a-z\d._-]*[a-z\d])?|\[[\da-f:]+\])(:\d{1,5})?$/),
);
const requestId = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a request to the host failed. */
export const HOST_FAILURES = [
  ...NODE_FAILURES,
  'bad-request',
  'unsupported',
  'no-route', // nothing was set for this name
  'port-in-use', // the fixed SOCKS port of the host's settings is taken
  'pac-unreadable', // the PAC file could not be fetched
  'no-call', // no call of this id is open
  'too-many-calls',
  'peer-port-in-use', // another program, or another user's host, holds the port that hosts speak over
  ...NAMES_PAGE_FAILURES,
  'internal',
] as const;
/** One word of `HOST_FAILURES`. */
export type HostFailure = (typeof HOST_FAILURES)[number];

/** Why the extension does not give a route for a name that a page asked for. */
export const ROUTE_REFUSALS = ['not-opened', 'not-verified', 'switched-off'] as const;

/** The proxy settings of the operating system, as far as the host can read them. */
export const SystemProxy = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({
    kind: v.literal('fixed'),
    /** PAC words, for example `PROXY proxy.example:3128`, by URL scheme; `other` for the rest. */
    http: v.optional(shortText),
    https: v.optional(shortText),
    other: v.optional(shortText),
    /** Host patterns that go direct. */
    bypass: v.pipe(v.array(shortText), v.maxLength(1000)),
  }),
  v.object({ kind: v.literal('pac'), url: v.pipe(v.string(), v.maxLength(4096)) }),
  v.object({ kind: v.literal('auto-detect') }),
  v.object({ kind: v.literal('unknown') }),
]);
/** The proxy settings of the operating system. */
export type SystemProxy = v.InferOutput<typeof SystemProxy>;

/** Requests, extension to host, by kind: what is asked and what a good answer holds. */
export const REQUESTS = {
  hello: {
    ask: v.object({
      protocol: v.literal(HOST_PROTOCOL),
      version: shortText,
      browser: v.picklist(['chromium', 'firefox']),
      capabilities: v.array(shortText),
    }),
    answer: v.object({
      protocol: v.literal(HOST_PROTOCOL),
      version: shortText,
      platform: shortText,
      capabilities: v.array(shortText),
      /** Where the SOCKS proxy of this session listens, on 127.0.0.1; credentials on Firefox only. */
      socks: v.object({
        port,
        username: v.optional(shortText),
        password: v.optional(shortText),
      }),
    }),
  },
  /** The state of our own node; asks `mcc` unless it was asked within the last seconds. */
  status: { ask: v.object({}), answer: NodeStatus },
  /**
   * A name that the person opened and the chain confirmed. The host asks `mcc` for the address and
   * checks it by its policy before it answers; the route stays set for `ROUTE_TTL`.
   */
  'route.set': { ask: v.object({ name, nodeId }), answer: v.object({ address: ipv4 }) },
  /** There will be no route for a name that the host wanted; the waiting connections are closed. */
  'route.refuse': {
    ask: v.object({ name, cause: v.picklist(ROUTE_REFUSALS) }),
    answer: v.object({}),
  },
  /** Forget a route and close what uses it. */
  'route.drop': { ask: v.object({ name }), answer: v.object({}) },
  /** Tries a TCP connection to a port of a name whose route is set, and closes it at once. */
  probe: { ask: v.object({ name, port }), answer: v.object({ milliseconds: v.number() }) },
  'system-proxy': { ask: v.object({}), answer: SystemProxy },
  /** Fetches the PAC file that the person's own settings name, so that it can go on working. */
  'pac.fetch': {
    ask: v.object({ url: v.pipe(v.string(), v.maxLength(4096)) }),
    answer: v.object({ text: v.string() }),
  },
  ...CALL_HOST_REQUESTS,
  /**
   * Serves the names page once, within a minute, to whoever brings the token (docs/names-page.md). The page may speak with the
   * origins of `connect` and with nothing else.
   */
  'names-page.open': {
    ask: v.object({ connect: v.pipe(v.array(connectSource), v.maxLength(40)) }),
    answer: v.object({ token: namesPageToken }),
  },
} as const;

/** The word that names a request. */
export type RequestKind = keyof typeof REQUESTS;
/** What a request of this kind asks. */
export type Ask<K extends RequestKind> = v.InferOutput<(typeof REQUESTS)[K]['ask']>;
/** What a good reply to a request of this kind holds. */
export type Answer<K extends RequestKind> = v.InferOutput<(typeof REQUESTS)[K]['answer']>;

/** The envelope of a request; `ask` is checked against `REQUESTS[kind]` afterwards. */
export const RequestEnvelope = v.object({ id: requestId, kind: shortText, ask: v.unknown() });

/** The envelope of a reply; `answer` is checked against the kind that was asked. */
export const Reply = v.variant('ok', [
  v.object({ id: requestId, ok: v.literal(true), answer: v.unknown() }),
  v.object({
    id: requestId,
    ok: v.literal(false),
    failure: v.picklist(HOST_FAILURES),
    detail: v.optional(shortText),
  }),
]);
/** One reply of the host. */
export type Reply = v.InferOutput<typeof Reply>;

/** Events, host to extension. */
export const HostEvent = v.variant('event', [
  /** A page asks for a name without a route. `dial-failed`: the route was set, but its node did not answer. */
  v.object({
    event: v.literal('route.wanted'),
    name,
    reason: v.picklist(['unknown', 'expired', 'dial-failed']),
  }),
  /** A connection of a page failed for good. */
  v.object({ event: v.literal('route.failed'), name, cause: v.picklist(NODE_FAILURES) }),
  /** Our own node changed: came up, went away, another address. */
  v.object({ event: v.literal('node.changed'), status: NodeStatus }),
  /** The addresses of this machine changed. */
  v.object({ event: v.literal('network.changed') }),
  /** The other host of a call has authenticated itself with the call's key: ICE may start. */
  v.object({ event: v.literal('call.ready'), callId }),
  /** The peer of a call has another address now; the page need not do anything. */
  v.object({ event: v.literal('call.moved'), callId }),
  /** The call is gone from the host. */
  v.object({ event: v.literal('call.closed'), callId, reason: v.picklist(CALL_ENDINGS) }),
]);
/** One event of the host. */
export type HostEvent = v.InferOutput<typeof HostEvent>;
