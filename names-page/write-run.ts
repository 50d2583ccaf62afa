import type { AccountId } from '../lib/azero/codec.ts';
import type { Verdict } from '../lib/azero/quorum.ts';
import type { Fate, SentTransaction } from '../lib/azero/transaction-fate.ts';
import type { PendingWrite } from '../lib/protocol/names-page.ts';
import { assertNever, type Result } from '../lib/result.ts';
import { holdsChanges, NODE_RECORD } from './record-draft.ts';
import type { WriteFailure } from './write-failure.ts';
import {
  type Cost,
  IDLE,
  nextWrite,
  type WriteEvent,
  type WriteOrder,
  type WriteState,
} from './write-state.ts';

/** A transaction that is ready to be signed; what is in it only the chain's adapter knows. */
export type Prepared<P> = { readonly cost: Cost; readonly transaction: P };

/** How to know a signed transaction again. */
export type Tracked = SentTransaction & {
  readonly signer: AccountId;
  /** `0x…`, 32 bytes. */
  readonly hash: string;
  /** The block that its time begins with: it is in none up to there. */
  readonly after: number;
  /** As a node takes it: `0x…`; absent where an older version of the extension noted it down without. */
  readonly hex?: string;
};

/** A signed transaction that can be sent. */
export type Signed = Tracked & { readonly hex: string };

/** What a write needs of the world. Nothing here rejects. */
export type WritePorts<P> = {
  readonly prepare: (order: WriteOrder) => Promise<Result<Prepared<P>, WriteFailure>>;
  /** This node's id, asked now. */
  readonly ownNode: () => Promise<string | undefined>;
  readonly sign: (order: WriteOrder, transaction: P) => Promise<Result<Signed, WriteFailure>>;
  /** Notes down what was signed, so that it is known of when this page is gone; whether that could be done. */
  readonly remember: (order: WriteOrder, signed: Signed) => Promise<boolean>;
  /** What became of it was shown. */
  readonly told: (hash: string) => void;
  /** `unknown`: nobody can say whether a node has it. */
  readonly send: (hex: string) => Promise<Result<'sent' | 'unknown', WriteFailure>>;
  readonly fate: (sent: Tracked) => Promise<Verdict<Fate>>;
  /**
   * Why the records are not as a transaction wanted whose nonce is used: it failed in its block, or is in none, or `happened` and
   * was written over.
   */
  readonly reason: (sent: Tracked) => Promise<WriteFailure | 'happened'>;
  readonly delay: (ms: number) => Promise<void>;
};

/** One write at a time, carried out. */
export type WriteRun = {
  readonly state: () => WriteState;
  /** Asks what it costs. */
  begin(order: WriteOrder): Promise<void>;
  sign(): Promise<void>;
  /** Looks after one that was signed before this page was opened; only where no other one is shown. */
  resume(order: WriteOrder, sent: Tracked, since: PendingWrite['signedAt']): Promise<void>;
  /** Looks again after one that the person did not want to wait for. */
  followAgain(): Promise<void>;
  /** Sends what was signed once more, the very same: it is only written once. */
  sendAgain(): Promise<void>;
  cancel(): void;
  /** Puts the outcome away. */
  close(): void;
};

/** How long a wallet may take before the person is told that it is still waited for, in ms. */
export const WALLET_PATIENCE = 20_000;
/** How often the chain is asked what became of a transaction, in ms: a block of Aleph Zero. */
const LOOK_AGAIN = 1_000;
/** How many looks what a node took may be in no block: a node that was started anew has forgotten it. */
const SLOW = 30;

/** Carries writes out; `onState` hears of each change. */
export function createWriteRun<P>(
  ports: WritePorts<P>,
  onState: (state: WriteState) => void,
): WriteRun {
  let state: WriteState = IDLE;
  let prepared: Prepared<P> | undefined;
  let tracked: Tracked | undefined;
  // A write that was given up is told by its number: what comes of it later is nobody's.
  let turn = 0;

  function tell(event: WriteEvent): void {
    const next = nextWrite(state, event);
    if (next === state) return;
    state = next;
    onState(state);
  }

  async function begin(order: WriteOrder): Promise<void> {
    tell({ event: 'close' });
    if (state.stage !== 'idle') return;
    const mine = (turn += 1);
    tell({ event: 'begin', order });
    const outcome = await ports.prepare(order);
    if (mine !== turn) return;
    if (!outcome.ok) return tell({ event: 'failed', failure: outcome.error });
    prepared = outcome.value;
    tell({ event: 'prepared', cost: outcome.value.cost });
  }

  async function sign(): Promise<void> {
    if (state.stage !== 'review' || prepared === undefined) return;
    const mine = turn;
    const { order } = state;
    tell({ event: 'sign' });
    const problem = await nodeProblem(order, ports);
    if (mine !== turn) return;
    if (problem) return tell({ event: 'failed', failure: problem });
    void ports.delay(WALLET_PATIENCE).then(() => {
      if (mine === turn) tell({ event: 'wallet-late' });
    });
    const signed = await ports.sign(order, prepared.transaction);
    // Given up meanwhile: a late signature must not be sent.
    if (mine !== turn) return;
    if (!signed.ok) return tell({ event: 'failed', failure: signed.error });
    tracked = signed.value;
    // Before it is sent: from then on it can happen, and must be known of whatever becomes of this page.
    const remembered = await ports.remember(order, signed.value);
    if (mine !== turn) return ports.told(signed.value.hash);
    if (!remembered) return tell({ event: 'failed', failure: { kind: 'not-remembered' } });
    const { deadFrom, hash } = signed.value;
    tell({ event: 'signed', signed: { deadFrom } });
    const sent = await ports.send(signed.value.hex);
    // Not waited for any more: the chain tells what became of it, and till then it stays noted down.
    if (mine !== turn) return;
    if (!sent.ok) {
      ports.told(hash);
      return tell({ event: 'failed', failure: sent.error });
    }
    tell({ event: sent.value === 'unknown' ? 'unreachable' : 'sent' });
    await follow(order, signed.value, mine);
  }

  async function follow(order: WriteOrder, sent: Tracked, mine: number): Promise<void> {
    let waiting = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      const event = await look(order, sent, ports);
      if (mine !== turn) return;
      if (event) tell(event);
      if (state.stage !== 'following') return ports.told(sent.hash);
      waiting = state.sent && state.again === 'no' && state.progress === 'pool' ? waiting + 1 : 0;
      const lies = state.progress !== 'in-block' && (!state.sent || waiting >= SLOW);
      if (sent.hex !== undefined && state.again === 'no' && lies) tell({ event: 'sendable' });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await ports.delay(LOOK_AGAIN);
      if (mine !== turn) return;
    }
  }

  return {
    state: () => state,
    begin,
    sign,
    async resume(order, sent, since) {
      if (state.stage !== 'idle') return;
      const mine = (turn += 1);
      tracked = sent;
      tell({ event: 'resume', order, signed: { deadFrom: sent.deadFrom, since } });
      await follow(order, sent, mine);
    },
    async followAgain() {
      if (state.stage !== 'unknown' || tracked === undefined) return;
      const mine = (turn += 1);
      const { order } = state;
      tell({ event: 'follow' });
      await follow(order, tracked, mine);
    },
    async sendAgain() {
      const hex = tracked?.hex;
      if (state.stage !== 'following' || state.again !== 'possible' || hex === undefined) return;
      const mine = turn;
      tell({ event: 'send-again' });
      const sent = await ports.send(hex);
      if (mine !== turn) return;
      if (!sent.ok) return tell({ event: 'refused', failure: sent.error });
      if (sent.value === 'sent') return tell({ event: 'sent' });
      tell({ event: 'unreachable' });
      tell({ event: 'sendable' });
    },
    cancel() {
      turn += 1;
      tell({ event: 'cancel' });
    },
    close: () => tell({ event: 'close' }),
  };
}

/** The node in the record must be ours at the moment of signing, where it was meant to be. */
async function nodeProblem<P>(
  order: WriteOrder,
  ports: WritePorts<P>,
): Promise<WriteFailure | undefined> {
  if (!order.ownNode) return undefined;
  const [, written] = order.changes.find(([key]) => key === NODE_RECORD) ?? [];
  if (written === undefined || written === null) return undefined;
  const now = await ports.ownNode();
  if (now === undefined) return { kind: 'node-unknown' };
  return now === written ? undefined : { kind: 'node-changed', nodeId: now };
}

/** What one look at the chain means; undefined where it says nothing new. */
async function look<P>(
  order: WriteOrder,
  sent: Tracked,
  ports: WritePorts<P>,
): Promise<WriteEvent | undefined> {
  const verdict = await ports.fate(sent);
  switch (verdict.kind) {
    case 'silent':
      return { event: 'unreachable' };
    case 'disagreed':
      // They are a block or so apart; the next look settles it.
      return undefined;
    case 'agreed':
    case 'too-few':
      return fateEvent(verdict.value, verdict.by, order, sent, ports);
    default:
      return assertNever(verdict);
  }
}

async function fateEvent<P>(
  fate: Fate,
  by: readonly string[],
  order: WriteOrder,
  sent: Tracked,
  ports: WritePorts<P>,
): Promise<WriteEvent> {
  switch (fate.kind) {
    case 'pending':
      return { event: 'progress', progress: fate.at };
    case 'used': {
      if (holdsChanges(fate.records, order.changes)) {
        return { event: 'finalized', by, overwritten: false };
      }
      const reason = await ports.reason(sent);
      return reason === 'happened'
        ? { event: 'finalized', by, overwritten: true }
        : { event: 'failed', failure: reason };
    }
    case 'too-late':
      return { event: 'failed', failure: { kind: 'not-in-time' } };
    default:
      return assertNever(fate);
  }
}
