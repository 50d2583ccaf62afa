import { blake2AsHex } from '@polkadot/util-crypto';
import { applyExtrinsic, type CheckedExtrinsic } from './extrinsic.ts';
import {
  DISPATCH_INFO,
  eventRecord,
  palletEvent,
  timestampInherent,
  registry as types,
} from './runtime.ts';
import { list, toHex } from './scale.ts';
import {
  type ChainState,
  emptyState,
  type Network,
  type Registration,
  withChangedName,
  withName,
} from './state.ts';

export interface LedgerOptions {
  /** Makes the genesis hash and the contract addresses of a development chain; `copybara` when absent. */
  readonly seed?: string | undefined;
  readonly network?: Network | undefined;
  /** ms since 1970; the real clock when absent. */
  readonly now?: (() => number) | undefined;
  /** Names that are there from the genesis block on, so final from the start. */
  readonly names?: readonly Registration[] | undefined;
  /** In bytes, for one name's encoded records; no limit when absent. */
  readonly recordsSizeLimit?: number | undefined;
  /** How many blocks keep their state; 256 when absent, as a pruning node. */
  readonly keepStates?: number | undefined;
}

export type Hash = `0x${string}`;

export interface Block {
  readonly number: number;
  readonly hash: Hash;
  readonly header: Readonly<
    Record<'parentHash' | 'number' | 'stateRoot' | 'extrinsicsRoot', string>
  > & {
    readonly digest: { readonly logs: readonly string[] };
  };
  /** Hex, each with its length prefix, as `chain_getBlock` gives them. */
  readonly extrinsics: readonly Hash[];
  /** The value of `System.Events`. */
  readonly events: Uint8Array;
  /** ms since 1970; contracts take this as the time. */
  readonly timestamp: number;
}

/** One chain that several operators serve. Blocks are made only when asked for: by a change, an extrinsic, or `seal`. */
export interface Ledger {
  readonly genesis: Hash;
  /** What the newest block holds. */
  readonly state: ChainState;
  readonly newest: Block;
  readonly block: (number: number) => Block | undefined;
  readonly blockOf: (hash: string) => Block | undefined;
  /** The block that holds an extrinsic. */
  readonly blockWith: (extrinsicHash: string) => Block | undefined;
  /** The state of a block; undefined when it was pruned. */
  readonly stateOf: (block: Block) => ChainState | undefined;
  /** Makes a block; with extrinsics, they are applied in it, in order. */
  readonly seal: (extrinsics?: readonly CheckedExtrinsic[]) => Block;
  /** Makes a block with a change that no extrinsic made: the hand of the test. */
  readonly change: (label: string, change: (state: ChainState) => ChainState) => Block;
  readonly register: (registration: Registration) => Block;
  readonly setRecord: (name: string, key: string, value: string) => Block;
  readonly removeRecord: (name: string, key: string) => Block;
  /** `expiresAt` in ms since 1970. */
  readonly setExpiry: (name: string, expiresAt: number) => Block;
  /** Hears of each new block; returns what stops it. */
  readonly onBlock: (listener: () => void) => () => void;
}

/** Starts a chain with its genesis block. */
export function createLedger(options: LedgerOptions = {}): Ledger {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 'copybara';
  const keepStates = options.keepStates ?? 256;
  const listeners = new Set<() => void>();
  const blocks: Block[] = [];
  const byHash = new Map<string, Block>();
  const included = new Map<string, Block>();
  const states = new Map<number, ChainState>();

  const { state: empty, genesis: knownGenesis } = emptyState(
    options.network ?? 'development',
    seed,
    options.recordsSizeLimit,
  );
  const genesisTime = now();
  let state = (options.names ?? []).reduce(
    (before, registration) => withName(before, registration, genesisTime),
    empty,
  );
  let newest = append(seed, undefined, genesisTime, [], []);

  function append(
    label: string,
    parent: Block | undefined,
    timestamp: number,
    extrinsics: readonly Hash[],
    events: readonly Uint8Array[],
  ): Block {
    const parentHash: Hash = parent?.hash ?? `0x${'0'.repeat(64)}`;
    const number = parent === undefined ? 0 : parent.number + 1;
    const header = {
      parentHash,
      number: `0x${number.toString(16)}`,
      // Invented, but different whenever what happened is different.
      stateRoot: blake2AsHex(
        `${parentHash}/${parent === undefined ? '' : timestamp}/${label}`,
        256,
      ),
      extrinsicsRoot: blake2AsHex(extrinsics.join('/'), 256),
      digest: { logs: [] },
    };
    const hash = types.createType('Header', header).hash.toHex();
    const block: Block = {
      number,
      hash: parent === undefined ? (knownGenesis ?? hash) : hash,
      header,
      extrinsics,
      events: list(events, (event) => event),
      timestamp,
    };
    blocks.push(block);
    byHash.set(block.hash, block);
    states.set(number, state);
    states.delete(number - keepStates);
    return block;
  }

  function seal(label: string, extrinsics: readonly CheckedExtrinsic[]): Block {
    // A block's time never runs back, whatever the clock does.
    const timestamp = Math.max(now(), newest.timestamp + 1);
    const events = [eventRecord(0, palletEvent('System', 'ExtrinsicSuccess', DISPATCH_INFO))];
    extrinsics.forEach((extrinsic, position) => {
      const applied = applyExtrinsic(state, timestamp, position + 1, extrinsic);
      state = applied.state;
      events.push(...applied.events);
    });
    const bodies = [toHex(timestampInherent(timestamp)), ...extrinsics.map(({ hex }) => hex)];
    newest = append(label, newest, timestamp, bodies, events);
    for (const { hash } of extrinsics) included.set(hash, newest);
    for (const listener of listeners) listener();
    return newest;
  }

  function change(label: string, apply: (before: ChainState) => ChainState): Block {
    state = apply(state);
    return seal(label, []);
  }

  return {
    genesis: newest.hash,
    get state() {
      return state;
    },
    get newest() {
      return newest;
    },
    block: (number) => blocks[number],
    blockOf: (hash) => byHash.get(hash.toLowerCase()),
    blockWith: (hash) => included.get(hash),
    stateOf: (block) => states.get(block.number),
    seal: (extrinsics = []) => seal('', extrinsics),
    change,
    register: (registration) =>
      change(`register ${JSON.stringify(registration)}`, (before) =>
        withName(before, registration, now()),
      ),
    setRecord: (name, key, value) =>
      change(`set ${name} ${key} ${value}`, (before) =>
        withChangedName(before, name, (entry) => ({
          ...entry,
          records: new Map(entry.records).set(key, value),
        })),
      ),
    removeRecord: (name, key) =>
      change(`remove ${name} ${key}`, (before) =>
        withChangedName(before, name, (entry) => ({
          ...entry,
          records: new Map([...entry.records].filter(([existing]) => existing !== key)),
        })),
      ),
    setExpiry: (name, expiresAt) =>
      change(`expire ${name} ${expiresAt}`, (before) =>
        withChangedName(before, name, (entry) => ({ ...entry, expiresAt })),
      ),
    onBlock(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
