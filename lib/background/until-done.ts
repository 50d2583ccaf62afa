import type { After } from '../host/client.ts';

/** How a step is carried out. */
type How = {
  /** How long one attempt may take before another is made, in ms. */
  readonly patience?: number;
  /** An attempt that was given up settled after all, and may have undone what came later. */
  readonly onLate?: () => void;
};

/**
 * Carries a step out until it is done. A browser may leave a question unanswered for ever (Chromium does that to `storage.managed`
 * when it starts under load), so an attempt that failed or takes too long is followed by another; the first one that succeeds counts.
 */
export type UntilDone = <T>(task: () => Promise<T>, how?: How) => Promise<T>;

const PATIENCE = 5_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Makes it; `onStuck` hears when the first step begins to need more than one attempt, and when none does any more. */
export function createUntilDone(after: After, onStuck: (stuck: boolean) => void): UntilDone {
  let stuck = 0;

  return (task, { patience = PATIENCE, onLate } = {}) =>
    new Promise((resolve) => {
      let attempts = 0;
      let done = false;

      function attempt(): void {
        if (done) return;
        const mine = (attempts += 1);
        const giveUp = (): void => {
          cancel();
          if (done || mine !== attempts) return;
          if (mine === 1 && (stuck += 1) === 1) onStuck(true);
          attempts += 1;
          after(Math.min(FIRST_PAUSE * 2 ** (mine - 1), LONGEST_PAUSE), attempt);
        };
        const cancel = after(patience, giveUp);
        task().then((value) => {
          cancel();
          if (done) {
            onLate?.();
            return;
          }
          done = true;
          if (attempts > 1 && (stuck -= 1) === 0) onStuck(false);
          resolve(value);
        }, giveUp);
      }
      attempt();
    });
}
