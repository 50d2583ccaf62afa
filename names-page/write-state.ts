import type { Fate } from '../lib/azero/transaction-fate.ts';
import { assertNever } from '../lib/result.ts';
import type { RecordChange } from './record-draft.ts';
import type { WriteFailure } from './write-failure.ts';

/** What a write costs, in the chain's smallest unit. */
export type Cost = {
  readonly fee: bigint;
  /** What the chain keeps as long as the records are there; negative when it gives some back. */
  readonly deposit: bigint;
  /** What the account can spend. */
  readonly free: bigint;
};

/** What is to be written. */
export type WriteOrder = {
  /** The name without its ending. */
  readonly label: string;
  /** With its ending. */
  readonly name: string;
  /** SS58 address of who signs. */
  readonly account: string;
  readonly changes: readonly RecordChange[];
  /** The node id among the changes is meant to be this node's: it is looked at again before signing. */
  readonly ownNode: boolean;
};

/** How far the chain is with a transaction that was signed: in no block yet, waiting for another one of the account, or in a block. */
export type Progress = Extract<Fate, { readonly kind: 'pending' }>['at'];

/** What is known of a signed transaction besides what it is to write. */
export type SignedFacts = {
  /** The first block that it can't be in. */
  readonly deadFrom: number;
  /** When it was signed, in ms since 1970, where that was on a page that is closed. */
  readonly since?: number;
};

/** A write, from the question what it costs to the truth about what became of it. */
export type WriteState =
  | { readonly stage: 'idle' }
  /** Dry run and fee. */
  | { readonly stage: 'preparing'; readonly order: WriteOrder }
  /** The person looks at changes and cost. */
  | { readonly stage: 'review'; readonly order: WriteOrder; readonly cost: Cost }
  /** The node's id is looked at once more, then the wallet has its turn. */
  | {
      readonly stage: 'signing';
      readonly order: WriteOrder;
      readonly cost: Cost;
      /** The wallet takes long: it may be waiting behind another window, or have gone. */
      readonly late: boolean;
    }
  /** Signed: from here on it can happen, whatever this page does. */
  | {
      readonly stage: 'following';
      readonly order: WriteOrder;
      readonly signed: SignedFacts;
      readonly progress: Progress;
      /** A node has taken it, as far as this page knows. */
      readonly sent: boolean;
      /** Whether it can be sent once more, which changes nothing where a node has it: it is the same transaction. */
      readonly again: 'no' | 'possible' | 'under-way';
      /** Why every node refused it when it was sent once more; it may have been taken before. */
      readonly refused?: WriteFailure;
      /** No endpoint answers now. */
      readonly unreachable: boolean;
    }
  /** In a finalized block, and read back. `by`: the operators that say so. */
  | {
      readonly stage: 'done';
      readonly order: WriteOrder;
      readonly signed: SignedFacts;
      readonly by: readonly string[];
      /** It was written, and the records have been changed again since. */
      readonly overwritten: boolean;
    }
  /** It did not happen, and will not; `signed` where it could have. */
  | {
      readonly stage: 'failed';
      readonly order: WriteOrder;
      readonly signed?: SignedFacts;
      readonly failure: WriteFailure;
    }
  /** The person stopped waiting for a transaction that may still happen. */
  | {
      readonly stage: 'unknown';
      readonly order: WriteOrder;
      readonly signed: SignedFacts;
      readonly sent: boolean;
    };

/** Something that happened to a write. */
export type WriteEvent =
  | { readonly event: 'begin'; readonly order: WriteOrder }
  | { readonly event: 'prepared'; readonly cost: Cost }
  | { readonly event: 'sign' }
  | { readonly event: 'wallet-late' }
  | { readonly event: 'signed'; readonly signed: SignedFacts }
  /** One that was signed before is looked after again. */
  | { readonly event: 'resume'; readonly order: WriteOrder; readonly signed: SignedFacts }
  | { readonly event: 'follow' }
  | { readonly event: 'sent' }
  /** It is in no block, and nobody is known to put it into one. */
  | { readonly event: 'sendable' }
  | { readonly event: 'send-again' }
  | { readonly event: 'refused'; readonly failure: WriteFailure }
  | { readonly event: 'progress'; readonly progress: Progress }
  | { readonly event: 'unreachable' }
  | {
      readonly event: 'finalized';
      readonly by: readonly string[];
      readonly overwritten: boolean;
    }
  | { readonly event: 'failed'; readonly failure: WriteFailure }
  /** The person wants out: before signing nothing has happened; after it, nobody can take it back. */
  | { readonly event: 'cancel' }
  | { readonly event: 'close' };

/** No write. */
export const IDLE: WriteState = { stage: 'idle' };

/** The next state. An event that does not fit the stage, as of a wallet that answers after it was given up, changes nothing. */
export function nextWrite(state: WriteState, event: WriteEvent): WriteState {
  switch (event.event) {
    case 'begin':
      return busy(state) ? state : { stage: 'preparing', order: event.order };
    case 'prepared':
      if (state.stage !== 'preparing') return state;
      return { stage: 'review', order: state.order, cost: event.cost };
    case 'sign':
      if (state.stage !== 'review') return state;
      return { ...state, stage: 'signing', late: false };
    case 'wallet-late':
      return state.stage === 'signing' ? { ...state, late: true } : state;
    case 'signed':
      if (state.stage !== 'signing') return state;
      return following(state.order, event.signed, false);
    case 'resume':
      return state.stage === 'idle' ? following(event.order, event.signed, false) : state;
    case 'follow':
      return state.stage === 'unknown' ? following(state.order, state.signed, state.sent) : state;
    case 'sent':
      return state.stage === 'following' ? { ...calm(state), sent: true, again: 'no' } : state;
    case 'sendable':
      return state.stage === 'following' ? { ...state, again: 'possible' } : state;
    case 'send-again':
      if (state.stage !== 'following' || state.again !== 'possible') return state;
      return { ...calm(state), again: 'under-way' };
    case 'refused':
      if (state.stage !== 'following') return state;
      return { ...state, again: 'possible', refused: event.failure };
    case 'progress':
      if (state.stage !== 'following') return state;
      return { ...state, progress: event.progress, unreachable: false };
    case 'unreachable':
      return state.stage === 'following' ? { ...state, unreachable: true } : state;
    case 'finalized':
      if (state.stage !== 'following') return state;
      return {
        stage: 'done',
        order: state.order,
        signed: state.signed,
        by: event.by,
        overwritten: event.overwritten,
      };
    case 'failed':
      return failed(state, event.failure);
    case 'cancel':
      return cancelled(state);
    case 'close':
      return busy(state) ? state : IDLE;
    default:
      return assertNever(event);
  }
}

/** Whether a write is under way, so that no other may begin. */
export function busy(state: WriteState): boolean {
  return state.stage === 'preparing' || state.stage === 'signing' || state.stage === 'following';
}

function following(order: WriteOrder, signed: SignedFacts, sent: boolean): WriteState {
  const open = { progress: 'pool', sent, again: 'no', unreachable: false } as const;
  return { stage: 'following', order, signed, ...open };
}

type Following = Extract<WriteState, { stage: 'following' }>;

/** Without what the nodes said last time. */
function calm(state: Following): Following {
  const { refused: _, ...rest } = state;
  return rest;
}

function failed(state: WriteState, failure: WriteFailure): WriteState {
  if (state.stage === 'idle' || (!busy(state) && state.stage !== 'review')) return state;
  const { order } = state;
  return state.stage === 'following'
    ? { stage: 'failed', order, signed: state.signed, failure }
    : { stage: 'failed', order, failure };
}

function cancelled(state: WriteState): WriteState {
  switch (state.stage) {
    case 'preparing':
    case 'review':
      return IDLE;
    case 'signing':
      // Who gives up a wallet that says nothing is told that nothing was written.
      return state.late
        ? { stage: 'failed', order: state.order, failure: { kind: 'wallet-stalled' } }
        : IDLE;
    case 'following':
      return { stage: 'unknown', order: state.order, signed: state.signed, sent: state.sent };
    case 'idle':
    case 'done':
    case 'failed':
    case 'unknown':
      return state;
    default:
      return assertNever(state);
  }
}
