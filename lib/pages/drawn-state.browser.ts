import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine } from '../call/engine-parts.browser.ts';
import type { Later } from '../call/steady.ts';

type EngineState = Engine['state']['value'];

/** How long a callee's window waits at most for its places for media, in ms; it nearly always has them before the proof. */
const PLACES_COME = 150;

/**
 * A call's state as its window draws it. To draw a call that has just been proven keeps the page busy for longer than the browser
 * needs to begin to send microphone and camera, and the first picture waits for that: so it begins first.
 */
export function drawnState(
  state: ReadonlySignal<EngineState>,
  later: Later,
): ReadonlySignal<EngineState> {
  const drawn = signal(state.peek());
  let cancel: (() => void) | undefined;
  function draw(): void {
    cancel?.();
    cancel = undefined;
    drawn.value = state.peek();
  }
  effect(() => {
    const { session, theirStreams } = state.value;
    const { phase } = session;
    const isFirst = phase.name === 'in-call' && drawn.peek().session.phase.name === 'proving';
    if (isFirst && phase.call.role === 'caller') cancel ??= later(0, draw);
    else if (isFirst && theirStreams.camera === undefined) cancel ??= later(PLACES_COME, draw);
    else draw();
  });
  return drawn;
}
