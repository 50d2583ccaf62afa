/**
 * What the names page and the background say to each other.
 *
 * The names page is a plain web page, because wallets inject into nothing else. It is served by the native host under one
 * fixed origin (wallets remember their permissions by origin) and is driven by nobody but the person in front of it: see
 * docs/names-page.md for how that is held.
 *
 * The page makes a `MessageChannel` and posts a `Greeting` with one of its ports to its own window, where our content script
 * takes it and lets the background judge the token, which is good for one greeting. The first message that comes back is a
 * `Welcome`; from then on the page posts `Request`s, each with an `id` of its own, and gets exactly one `Reply` for each. Whatever else
 * comes back says that the channel has ended.
 * What stands here is all that the page may ask: anything else is answered with a failure, or ends the channel.
 *
 * The page must have loaded all of its files before it greets: with the greeting its origin is shut again, also for itself.
 */
import * as v from 'valibot';
import { name, namesPageToken, nodeId } from './host-values.ts';
import { Failure } from './ui.ts';

/** The name of the port between content script and background. */
export const NAMES_PAGE_CHANNEL = 'names-page';

/** What the page posts to its own window, with a port of a new `MessageChannel`; the token is the query of its address. */
export const Greeting = v.object({ copybara: v.literal('names-page'), token: namesPageToken });
/** What the page posts to its own window. */
export type Greeting = v.InferOutput<typeof Greeting>;

/** The answer to a greeting; after a refusal nothing follows. */
export const Welcome = v.object({ welcome: v.boolean() });
/** The answer to a greeting. */
export type Welcome = v.InferOutput<typeof Welcome>;

const requestId = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2048));

const hash = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
// As long as the registry could ever take: a contract of ink! 4 has a buffer of 16 KiB.
const recordText = v.pipe(v.string(), v.maxLength(16_384));

/** A write that was signed, for the time when its page is gone: what is needed to tell what became of it, and to do it again. */
export const PendingWrite = v.object({
  /** Hash of the transaction. */
  hash,
  /** Account of the registry that it writes to. */
  registry: hash,
  name,
  /** SS58 address of who signed. */
  account: v.pipe(v.string(), v.regex(/^[1-9A-HJ-NP-Za-km-z]{40,60}$/)),
  /** What is set, or taken away (null). */
  changes: v.pipe(
    v.array(v.tuple([recordText, v.nullable(recordText)])),
    v.minLength(1),
    v.maxLength(5_000),
  ),
  nonce: count,
  /** Numbers of the block that its time begins with, and of the first that it can't be in. */
  after: count,
  deadFrom: count,
  /** In ms since 1970. */
  signedAt: count,
  /** The signed transaction, to be sent again as it is; whoever has it can do no more than that. */
  signed: v.optional(v.pipe(v.string(), v.regex(/^0x[0-9a-f]{2,100000}$/))),
});
/** A write that was signed. */
export type PendingWrite = v.InferOutput<typeof PendingWrite>;

/** Everything that the page may ask. */
export const Request = v.variant('ask', [
  /** What the settings say now: the chain to read and write, the own name, and this node's id. */
  v.object({ id: requestId, ask: v.literal('context') }),
  /** Something of this name was written on chain: what the extension remembers of it is forgotten. */
  v.object({ id: requestId, ask: v.literal('changed'), name }),
  /** Makes this name the person's own, if its record on chain is this node. */
  v.object({ id: requestId, ask: v.literal('use-name'), name }),
  /** To be answered before the transaction is sent; a failure when there are too many. */
  v.object({ id: requestId, ask: v.literal('remember'), write: PendingWrite }),
  /** What became of the transaction with this hash was shown: it need not be remembered any longer. */
  v.object({ id: requestId, ask: v.literal('told'), hash }),
]);
/** One request of the page. */
export type Request = v.InferOutput<typeof Request>;

/** What the page works with. */
export const NamesContext = v.object({
  network: v.picklist(['alephzero', 'alephzero-testnet', 'development']),
  /** The endings of names that live there. */
  endings: v.array(v.picklist(['azero', 'tzero'])),
  /** `0x…` hash of block 0, lower case; absent where any chain will do. */
  genesis: v.optional(v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))),
  /** Account of the registry contract: `0x…`, 32 bytes. */
  registry: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/)),
  /** `http(s):` and `ws(s):` endpoints, the preferred ones of an operator first; no other address can be reached by the page. */
  endpoints: v.array(v.object({ url: text, operator: text })),
  /** How many operators must give the same answer. */
  quorum: v.number(),
  ownName: v.optional(name),
  /** This node's id as `mcc id` says it, or why it is not known. */
  nodeId: v.variant('state', [
    v.object({ state: v.literal('known'), id: nodeId }),
    v.object({ state: v.literal('unknown'), failure: Failure }),
  ]),
  /** The name that the person comes for; told once. */
  wanted: v.optional(name),
  /** What was signed before, and not told of yet. */
  pendingWrites: v.array(PendingWrite),
  /** The language of the extension's other pages (BCP 47). */
  language: text,
});
/** What the page works with. */
export type NamesContext = v.InferOutput<typeof NamesContext>;

/** What became of `use-name`. */
export const NameUse = v.variant('outcome', [
  v.object({ outcome: v.literal('used') }),
  /** Whoever manages the browser presets the own name. */
  v.object({ outcome: v.literal('managed') }),
  v.object({ outcome: v.literal('differs'), recordNodeId: nodeId, ownNodeId: nodeId }),
  v.object({ outcome: v.literal('failed'), failure: Failure }),
]);
/** What became of `use-name`. */
export type NameUse = v.InferOutput<typeof NameUse>;

/** What a good reply holds, by what was asked. */
export const ANSWERS = {
  context: NamesContext,
  changed: v.object({}),
  'use-name': NameUse,
  remember: v.object({}),
  told: v.object({}),
} as const;
/** The word that names a request. */
export type Asked = keyof typeof ANSWERS;
/** What a good reply to a request of this kind holds. */
export type AnswerTo<K extends Asked> = v.InferOutput<(typeof ANSWERS)[K]>;

/** One reply; `answer` is checked against `ANSWERS` afterwards. */
export const Reply = v.variant('ok', [
  v.object({ id: requestId, ok: v.literal(true), answer: v.unknown() }),
  v.object({ id: requestId, ok: v.literal(false), failure: Failure }),
]);
/** One reply. */
export type Reply = v.InferOutput<typeof Reply>;
