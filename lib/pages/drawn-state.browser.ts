import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine } from '../call/engine-parts.browser.ts';
import type { Later } from '../call/steady.ts';

type EngineState = Engine['state']['value'];

/** How long a callee's window waits at most, in ms: the offer of media comes right behind the proof, unless the way is long. */
const OFFER_COMES = 150;

/**
 * A call's state as its window draws it. To draw a call that has just been proven keeps the page busy for longer than the two
 * browsers need to say what media they have, and the first picture waits for that: so they say it first.
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
    else if (isFirst && theirStreams.camera === undefined) cancel ??= later(OFFER_COMES, draw);
    else draw();
  });
  return drawn;
}
