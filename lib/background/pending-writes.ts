import type { PendingWrite } from '../protocol/names-page.ts';

/** The writes that were signed on a names page and not told of yet. They are kept here and not by the page, whose storage a browser may clear. */
export type PendingWrites = {
  list(): Promise<readonly PendingWrite[]>;
  /** Whether there is room for it. */
  remember(write: PendingWrite): Promise<boolean>;
  told(hash: string): Promise<void>;
};

/** Where they are stored. */
type Stored = {
  get(): Promise<readonly PendingWrite[]>;
  set(writes: readonly PendingWrite[]): Promise<void>;
};

/** Far more than can be pending at once: each one is decided after 256 blocks. */
const MOST = 16;
/** How long one is kept that nobody asked for, in ms. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** Keeps them in `stored`; one change after the other, since several pages may write. */
export function createPendingWrites(stored: Stored, now: () => number): PendingWrites {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = last.then(task);
    last = mine.catch(() => undefined);
    return mine;
  }
  return {
    list: stored.get,
    remember: (write) =>
      inTurn(async () => {
        const others = (await stored.get()).filter(
          ({ hash, signedAt }) => hash !== write.hash && signedAt > now() - KEPT,
        );
        if (others.length >= MOST) return false;
        await stored.set([...others, write]);
        return true;
      }),
    told: (told) =>
      inTurn(async () => {
        await stored.set((await stored.get()).filter(({ hash }) => hash !== told));
      }),
  };
}
