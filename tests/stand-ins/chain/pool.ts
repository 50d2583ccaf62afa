import type { CheckedExtrinsic } from './extrinsic.ts';
import type { Ledger } from './ledger.ts';

/** The extrinsics of one ledger: all operators gossip, so they share it. */
export interface Pool {
  /** Puts a checked extrinsic into a block at once, or keeps it until its nonce's turn comes. */
  add(extrinsic: CheckedExtrinsic): void;
}

const pools = new WeakMap<Ledger, Pool>();

/** The one pool of a ledger. */
export function poolOf(ledger: Ledger): Pool {
  const pool = pools.get(ledger) ?? createPool(ledger);
  pools.set(ledger, pool);
  return pool;
}

function createPool(ledger: Ledger): Pool {
  const waiting: CheckedExtrinsic[] = [];

  function take(): CheckedExtrinsic | undefined {
    const position = waiting.findIndex(
      ({ signer, nonce }) => nonce === (ledger.state.nonces.get(signer) ?? 0),
    );
    return position < 0 ? undefined : waiting.splice(position, 1)[0];
  }

  return {
    add(extrinsic) {
      waiting.push(extrinsic);
      for (let next = take(); next !== undefined; next = take()) ledger.seal([next]);
    },
  };
}
