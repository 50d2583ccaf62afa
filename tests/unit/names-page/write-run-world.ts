/** A write run whose world is values: what it asks is answered at once, unless a test says otherwise. */
import type { Verdict } from '../../../lib/azero/quorum.ts';
import type { Fate } from '../../../lib/azero/transaction-fate.ts';
import { ok } from '../../../lib/result.ts';
import {
  createWriteRun,
  type Signed,
  WALLET_PATIENCE,
  type WritePorts,
} from '../../../names-page/write-run.ts';
import type { WriteOrder, WriteState } from '../../../names-page/write-state.ts';

export const NODE = '0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghj0';
export const OTHER = 'zyxwvtsrqpnmkjhgfedcba9876543210zyxwvtsrqpnmkjhgfed0';
export const order: WriteOrder = {
  label: 'alice',
  name: 'alice.azero',
  account: '5Grw',
  changes: [['staex-id', NODE]],
  ownNode: true,
};
export const cost = { fee: 5n, deposit: 2n, free: 100n };
export const signed: Signed = {
  hex: '0x01',
  hash: `0x${'ab'.repeat(32)}`,
  signer: new Uint8Array(32),
  nonce: 3,
  deadFrom: 64,
  label: 'alice',
  after: 1,
};
export const agreed = (value: Fate): Verdict<Fate> => ({
  kind: 'agreed',
  value,
  by: ['op1', 'op2'],
});
export const WRITTEN = agreed({ kind: 'used', records: [['staex-id', NODE]] });

/** A promise and what fulfils it. */
export function later<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle: (value: T) => settle(value) };
}

export function setUp(
  change: Partial<WritePorts<string>> = {},
  fates: readonly Verdict<Fate>[] = [WRITTEN],
) {
  const states: WriteState[] = [];
  const sent: string[] = [];
  const noted: string[] = [];
  const left = [...fates];
  const run = createWriteRun<string>(
    {
      prepare: async () => ok({ cost, transaction: 'tx' }),
      ownNode: async () => NODE,
      sign: async () => ok(signed),
      remember: async (_order, { hash }) => {
        noted.push(`signed ${hash}`);
        return true;
      },
      told: (hash) => noted.push(`told ${hash}`),
      send: async (one) => {
        noted.push('sent');
        sent.push(one);
        return ok('sent');
      },
      fate: async () => left.shift() ?? WRITTEN,
      reason: async () => ({ kind: 'dispatch-error', error: 'OutOfGas' }),
      // The wallet's patience never ends by itself here, a look at the chain follows at once.
      delay: (ms) => (ms === WALLET_PATIENCE ? new Promise(() => {}) : Promise.resolve()),
      ...change,
    },
    (state) => states.push(state),
  );
  return { run, states, sent, noted, stages: () => states.map(({ stage }) => stage) };
}

export async function signNow(world: ReturnType<typeof setUp>): Promise<WriteState> {
  await world.run.begin(order);
  await world.run.sign();
  return world.run.state();
}
