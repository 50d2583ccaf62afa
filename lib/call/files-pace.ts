/** Puts pieces of files on their channel, as fast as the brake lets them go. */
import { type Brake, NEW_BRAKE, stepBrake } from './files-brake.ts';
import type { Later } from './steady.ts';

/** The files' channel, as far as it matters here. */
export type PaceChannel = {
  readonly bufferedAmount: number;
  send(piece: Uint8Array<ArrayBuffer>): void;
};

/** Pieces on their way to the channel. */
export type FilesPace = {
  /** Takes pieces over, in their order; `onEmpty` is called when all of them are on the channel. */
  readonly put: (pieces: readonly Uint8Array<ArrayBuffer>[]) => void;
  /** Whether no piece waits for its time. */
  readonly isEmpty: () => boolean;
  /** The round trip of the path now, in ms, each second; undefined: not measured. */
  readonly look: (roundTrip: number | undefined) => void;
  /** What waits is for nobody any more. */
  readonly drop: () => void;
};

/** How often pieces follow, in ms. */
const STEP = 20;
/** What was not sent in time is not made up for: a page in the background has few timers. */
const MADE_UP = 250;

/** Nothing is on its way. `now` in ms; `channel` is undefined before there is one. */
export function createPace(options: {
  readonly channel: () => PaceChannel | undefined;
  readonly later: Later;
  readonly now: () => number;
  readonly onEmpty: () => void;
}): FilesPace {
  const { channel, now } = options;
  let brake: Brake = NEW_BRAKE;
  let queue: readonly Uint8Array<ArrayBuffer>[] = [];
  let cancel: (() => void) | undefined;
  /** How many bytes may go now, and since when they add up. */
  let allowed = 0;
  let since = now();
  let given = 0;
  let looked = { at: now(), out: 0 };

  function drop(): void {
    cancel?.();
    cancel = undefined;
    queue = [];
  }

  function go(): void {
    cancel = undefined;
    const at = now();
    const most = (brake.rate * MADE_UP) / 1000;
    const more = at === since ? 0 : (brake.rate * (at - since)) / 1000;
    allowed = Math.min(most, allowed + more);
    since = at;
    let gone = 0;
    try {
      for (const piece of queue) {
        if (allowed <= 0) break;
        channel()?.send(piece);
        allowed -= piece.length;
        given += piece.length;
        gone += 1;
      }
    } catch {
      // A channel that closes is told by the end of the call, which ends every transfer.
      drop();
      return;
    }
    queue = queue.slice(gone);
    if (queue.length > 0) cancel = options.later(STEP, go);
    else options.onEmpty();
  }

  return {
    put(pieces) {
      queue = [...queue, ...pieces];
      if (cancel === undefined) go();
    },
    isEmpty: () => queue.length === 0,
    look(roundTrip) {
      // What waits in the browser has not gone anywhere.
      const out = given - (channel()?.bufferedAmount ?? 0);
      const at = now();
      brake = stepBrake(brake, {
        roundTrip,
        sent: Math.max(0, out - looked.out),
        ms: at - looked.at,
      });
      looked = { at, out };
    },
    drop,
  };
}
