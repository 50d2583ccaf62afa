import { cryptoWaitReady } from '@polkadot/util-crypto';
import type { Fault } from './faults.ts';
import type { RequestLog } from './json-rpc.ts';
import { type Block, createLedger, type Hash, type Ledger, type LedgerOptions } from './ledger.ts';
import type { Node } from './node.ts';
import { poolOf } from './pool.ts';
import { startServer } from './server.ts';
import { toAccount, toAddress } from './state.ts';

export { createLedger, type LedgerOptions } from './ledger.ts';

export interface ChainOptions extends LedgerOptions {
  /** The ledger that several operators share; then the options of a ledger don't count. */
  readonly ledger?: Ledger | undefined;
  /** `127.0.0.1` when absent. */
  readonly host?: string | undefined;
  /** A free one when absent. */
  readonly port?: number | undefined;
  /** How many blocks this operator's finalized head is behind its best one; 0 when absent. */
  readonly finalityLag?: number | undefined;
  /** How many blocks this operator's best one is behind the ledger's newest; 0 when absent. */
  readonly behind?: number | undefined;
}

/** What one server was asked since it started. */
interface Stats {
  readonly byMethod: Readonly<Record<string, number>>;
  readonly total: number;
  /** TCP connections. */
  readonly connections: number;
}

/** One operator's node. Changes go to the ledger, each in a block of its own, so every operator of that ledger has them. */
export interface Chain
  extends Pick<Ledger, 'register' | 'setRecord' | 'removeRecord' | 'setExpiry' | 'seal'> {
  /** `http://…` and `ws://…` of the one port. */
  readonly url: string;
  readonly wsUrl: string;
  /** SS58, prefix 42. `registry` serves `.azero` (and `.a0`); on the testnet, `.tzero`. */
  readonly registry: string;
  readonly router: string;
  /** The registry of each ending. */
  readonly registries: Readonly<Record<string, string>>;
  readonly genesis: Hash;
  readonly ledger: Ledger;
  readonly best: () => Block;
  readonly finalized: () => Block;
  /** Resolves when the fault holds. */
  fault(fault: Fault): Promise<void>;
  /** From now on this operator's best block is so many behind. */
  setBehind(blocks: number): void;
  setFinalityLag(blocks: number): void;
  /** Sets a free balance, in the smallest unit; everybody else is rich. */
  setBalance(account: string, free: bigint): Block;
  stats(): Stats;
  /** Resolves at the next request for this method, answered or not. */
  asked(method: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a stand-in for an Aleph Zero node. */
export async function startChain(options: ChainOptions = {}): Promise<Chain> {
  await cryptoWaitReady();
  const ledger = options.ledger ?? createLedger(options);
  const counts = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  let current: Fault = { mode: 'none' };
  let behind = options.behind ?? 0;
  let finalityLag = options.finalityLag ?? 0;

  function back(from: Block, blocks: number): Block {
    return ledger.block(Math.max(0, from.number - blocks)) ?? from;
  }

  const node: Node = {
    ledger,
    pool: poolOf(ledger),
    get fault() {
      return current;
    },
    best: () => back(ledger.newest, behind),
    finalized: () => back(node.best(), finalityLag),
  };
  const log: RequestLog = {
    record(method) {
      counts.set(method, (counts.get(method) ?? 0) + 1);
      const told = waiting.get(method) ?? [];
      waiting.delete(method);
      for (const tell of told) tell();
    },
  };
  const { state } = ledger;
  const registries = Object.fromEntries(
    [...state.routes].map(([tld, address]) => [tld, toAddress(address)]),
  );
  const registry = registries['azero'] ?? registries['tzero'];
  if (registry === undefined) throw new Error('a network without a registry');

  const server = await startServer(node, log, {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
  });
  const authority = `${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`;

  return {
    url: `http://${authority}`,
    wsUrl: `ws://${authority}`,
    registry,
    router: toAddress(state.router),
    registries,
    genesis: ledger.genesis,
    ledger,
    best: node.best,
    finalized: node.finalized,
    register: ledger.register,
    setRecord: ledger.setRecord,
    removeRecord: ledger.removeRecord,
    setExpiry: ledger.setExpiry,
    seal: ledger.seal,
    async fault(fault) {
      current = fault;
      await server.follow(fault);
    },
    setBehind(blocks) {
      behind = blocks;
    },
    setFinalityLag(blocks) {
      finalityLag = blocks;
    },
    setBalance: (account, free) =>
      ledger.change(`balance ${account} ${free}`, (before) => ({
        ...before,
        balances: new Map(before.balances).set(toAccount(account), free),
      })),
    stats: () => ({
      byMethod: Object.fromEntries(counts),
      total: [...counts.values()].reduce((sum, count) => sum + count, 0),
      connections: server.connections(),
    }),
    asked: (method) =>
      new Promise((resolve) => {
        waiting.set(method, [...(waiting.get(method) ?? []), resolve]);
      }),
    close: () => server.close(),
  };
}
