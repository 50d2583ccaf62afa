import { effect, type ReadonlySignal } from '@preact/signals';

/** Keeps the screen from going dark as long as it is wanted: nobody touches a key while she listens. The browser may refuse. */
export function keepScreenOn(wanted: ReadonlySignal<boolean>): void {
  let lock: WakeLockSentinel | undefined;
  let turn = Promise.resolve();

  async function adjust(): Promise<void> {
    if (!wanted.peek()) {
      await lock?.release();
      lock = undefined;
    } else if (lock === undefined || lock.released) {
      // Refused, on low battery for one, the call goes on as well.
      lock = await navigator.wakeLock.request('screen').catch(() => undefined);
    }
  }
  // One after the other: of two that are asked for at once, one would never be given back.
  const inTurn = (): void => {
    turn = turn.then(adjust);
  };
  effect(() => {
    void wanted.value;
    inTurn();
  });
  // The browser takes it back when the window is hidden.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') inTurn();
  });
}
