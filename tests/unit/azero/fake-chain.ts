import { encodeCall, type Question } from '../../../lib/azero/codec.ts';
import { type ChainSettings, NETWORKS } from '../../../lib/azero/networks.ts';
import type { Delay } from '../../../lib/azero/race.ts';
import type { Rpc, RpcFailure } from '../../../lib/azero/registry.ts';
import { resolveChain } from '../../../lib/azero/resolve-chain.ts';
import { lengthPrefixed, text, toHex } from '../../../lib/azero/scale.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, nodeIdFromBytes } from '../../../lib/node-id.ts';
import { assertNever, err, ok } from '../../../lib/result.ts';

/** What a registry holds about one label; `until` in ms, `expired` says what the contract makes of it. */
type Entry = { record?: string; until?: number; expired?: boolean; noAddress?: boolean };
export type World = Record<string, Entry>;

/** A node that answers, or does not, as it is told. */
export type FakeNode = {
  genesis?: string;
  /** ms before each answer. */
  latency?: number;
  /** Every request fails so. */
  fails?: RpcFailure;
  /** What it answers instead to these methods. */
  instead?: Partial<Record<string, unknown>>;
  world: World;
  /** Finalized head and the blocks it knows. */
  head?: string;
  blocks?: Record<string, { number: number; world: World } | undefined>;
};

export const GENESIS = NETWORKS.alephzero.genesis;
export const START = 1_800_000_000_000;

export const NAMES = {
  alice: name('alice.azero'),
  bob: name('bob.azero'),
  carol: name('carol.tzero'),
};
export const NODES = { alice: nodeId(1), other: nodeId(2) };

/** A `ContractExecResult` that holds `data`. */
export function execResult(flags: number, data: Uint8Array): string {
  const head = new Uint8Array(4 + 1 + 16 + 1);
  return toHex(Uint8Array.of(...head, 0, flags, 0, 0, 0, ...lengthPrefixed(data)));
}

/** A hash-shaped text of a number. */
export function hash(number: number): string {
  return `0x${number.toString(16).padStart(64, '0')}`;
}

export function chainOf(settings: Partial<ChainSettings> & Pick<ChainSettings, 'endpoints'>) {
  const chain = resolveChain({ network: 'alephzero', quorum: 2, ...settings });
  if (!chain.ok) throw new Error(chain.error.kind);
  return chain.value;
}

const REGISTRY = chainOf({ endpoints: [{ url: 'ws://a', operator: 'A' }], quorum: 1 }).registry;
const MESSAGES = ['get_address', 'get_address_dict', 'get_registration_period'] as const;

/** A clock that stands until it is told to go on, and nodes that live by it. */
export function fakeChain(nodes: Record<string, FakeNode>) {
  let time = START;
  const timers = new Set<{ at: number; ring: () => void }>();
  const log: { url: string; method: string; message?: string; at: number; block?: unknown }[] = [];

  const delay: Delay = (ms, signal) =>
    new Promise((resolve) => {
      const timer = { at: time + ms, ring: resolve };
      if (signal.aborted) return resolve();
      timers.add(timer);
      signal.addEventListener('abort', () => {
        timers.delete(timer);
        resolve();
      });
    });

  const rpc: Rpc = async (url, method, params, signal) => {
    const node = nodes[url] ?? { fails: { kind: 'unreachable' }, world: {} };
    const asked = method === 'state_call' ? questionOf(params[1]) : undefined;
    log.push({
      url,
      method,
      at: time - START,
      ...(asked === undefined ? {} : { message: asked.message, block: params[2] }),
    });
    if (node.latency) await delay(node.latency, signal ?? new AbortController().signal);
    if (node.fails) return err(node.fails);
    if (node.instead && method in node.instead) return ok(node.instead[method]);
    switch (method) {
      case 'chain_getBlockHash':
        return ok(node.genesis ?? GENESIS);
      case 'chain_getFinalizedHead':
        return ok(node.head ?? hash(0));
      case 'chain_getHeader': {
        const block = node.blocks?.[String(params[0])];
        return ok(block ? { number: `0x${block.number.toString(16)}` } : null);
      }
      case 'state_call': {
        const [, , block] = params;
        const world = typeof block === 'string' ? node.blocks?.[block]?.world : node.world;
        if (!world || !asked)
          return err({ kind: 'rpc-error', code: 4003, message: 'unknown block' });
        return ok(reply(world, asked));
      }
      default:
        return err({ kind: 'rpc-error', code: -32_601, message: 'no such method' });
    }
  };

  /** Lets time pass until the promise has settled. */
  async function settle<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    void promise.then(mark, mark);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const next = [...timers].toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) throw new Error('nothing will ever happen');
      timers.delete(next);
      time = Math.max(time, next.at);
      next.ring();
    }
  }

  return { rpc, delay, settle, log, nodes, now: () => time, elapsed: () => time - START };
}

function questionOf(hex: unknown): Question | undefined {
  for (const label of ['alice', 'bob', 'carol']) {
    const record: Question = { message: 'get_record', label, key: 'staex-id' };
    const all = [record, ...MESSAGES.map((message): Question => ({ message, label }))];
    const question = all.find((candidate) => encodeCall(REGISTRY, candidate) === hex);
    if (question) return question;
  }
  return undefined;
}

/** An error of the registry. */
function no(index: number): string {
  return execResult(1, Uint8Array.of(0, 1, index));
}

function reply(world: World, { message, label }: Question): string {
  const entry = world[label];
  const absent = entry === undefined || entry.expired === true;
  switch (message) {
    case 'get_record':
      if (absent || entry.record === undefined) return no(8);
      return execResult(0, Uint8Array.of(0, 0, ...text(entry.record)));
    case 'get_address':
      if (absent) return no(2);
      return entry.noAddress ? no(11) : execResult(0, Uint8Array.of(0, 0, ...account(3)));
    case 'get_address_dict':
      if (absent) return no(2);
      return execResult(0, Uint8Array.of(0, 0, ...account(1), ...account(2), ...account(3)));
    case 'get_registration_period': {
      if (entry === undefined) return no(2);
      const until = new DataView(new ArrayBuffer(8));
      until.setBigUint64(0, BigInt(entry.until ?? START * 2), true);
      return execResult(
        0,
        Uint8Array.of(0, 0, ...account(0).slice(24), ...new Uint8Array(until.buffer)),
      );
    }
    default:
      return assertNever(message);
  }
}

export function account(fill: number): Uint8Array {
  return new Uint8Array(32).fill(fill);
}

function name(written: string): AzeroName {
  const parsed = parseName(written);
  if (!parsed.ok) throw new Error(parsed.error.kind);
  return parsed.value;
}

function nodeId(fill: number): NodeId {
  const id = nodeIdFromBytes(account(fill));
  if (!id.ok) throw new Error(id.error.kind);
  return id.value;
}
