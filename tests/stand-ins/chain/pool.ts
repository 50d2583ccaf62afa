import type { CheckedExtrinsic } from './extrinsic.ts';
import type { Ledger } from './ledger.ts';

/** The extrinsics of one ledger: all operators gossip, so they share it. */
export interface Pool {
  /** Puts a checked extrinsic into a block at once, or keeps it until its nonce's turn comes. */
  add(extrinsic: CheckedExtrinsic): void;
  /** Whether one with this account and nonce waits already: the `same`, or an `other` one. */
  waitingWith(extrinsic: CheckedExtrinsic): 'same' | 'other' | undefined;
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
    const next = ledger.newest.number + 1;
    const position = waiting.findIndex(
      ({ signer, nonce, deadFrom = Infinity }) =>
        nonce === (ledger.state.nonces.get(signer) ?? 0) && next < deadFrom,
    );
    return position < 0 ? undefined : waiting.splice(position, 1)[0];
  }

  return {
    add(extrinsic) {
      waiting.push(extrinsic);
      for (let next = take(); next !== undefined; next = take()) ledger.seal([next]);
    },
    waitingWith({ signer, nonce, hash }) {
      const known = waiting.find((one) => one.signer === signer && one.nonce === nonce);
      return known && (known.hash === hash ? 'same' : 'other');
    },
  };
}
