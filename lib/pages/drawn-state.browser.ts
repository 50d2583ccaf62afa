import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine } from '../call/engine-parts.browser.ts';
import type { Later } from '../call/steady.ts';

type EngineState = Engine['state']['value'];

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
    const { phase } = state.value.session;
    const isFirst = phase.name === 'in-call' && drawn.peek().session.phase.name === 'proving';
    if (isFirst) cancel ??= later(0, draw);
    else draw();
  });
  return drawn;
}
