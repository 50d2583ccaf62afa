import type { Fault } from './faults.ts';
import type { Block, Ledger } from './ledger.ts';
import type { Pool } from './pool.ts';
import type { ChainState } from './state.ts';

/** A JSON-RPC error object. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: string | undefined;

  constructor(code: number, message: string, data?: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** One operator's view of the ledger. */
export interface Node {
  readonly ledger: Ledger;
  readonly pool: Pool;
  readonly fault: Fault;
  /** The newest block that this operator has. */
  readonly best: () => Block;
  readonly finalized: () => Block;
}

/** A block and its state. */
export interface BlockState {
  readonly block: Block;
  readonly state: ChainState;
}

/** A WebSocket connection that can be told things later. */
export interface Session {
  /** Starts a subscription: `start` sends the first notifications, `stop` runs when it ends. */
  subscribe(
    notification: string,
    start: (notify: (result: unknown) => void, end: () => void) => () => void,
  ): string;
  unsubscribe(id: unknown): boolean;
}
