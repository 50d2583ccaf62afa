import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine } from '../call/engine-parts.browser.ts';
import type { Phase } from '../call/session-state.ts';
import type { Later } from '../call/steady.ts';

type EngineState = Engine['state']['value'];

/** How long two people connect before a waiting window says so, in ms: what is shorter would only flash. */
const SHORT_WAY = 250;

/**
 * A call's state as its window draws it: the way from a link that waits to the proof only where it is long. To draw the call that
 * has just been proven keeps the page busy for longer than the browser needs to begin to send, so it begins first.
 */
export function drawnState(
  state: ReadonlySignal<EngineState>,
  later: Later,
): ReadonlySignal<EngineState> {
  const drawn = signal(state.peek());
  let planned: { readonly ms: number; readonly cancel: () => void } | undefined;
  function draw(): void {
    planned?.cancel();
    planned = undefined;
    drawn.value = state.peek();
  }
  effect(() => {
    const ms = pauseBefore(drawn.peek().session.phase, state.value.session.phase);
    if (ms === undefined) draw();
    else if (planned === undefined || ms < planned.ms) {
      planned?.cancel();
      planned = { ms, cancel: later(ms, draw) };
    }
  });
  return drawn;
}

/** How long a phase waits until it is drawn; undefined: it is drawn at once. */
function pauseBefore(drawn: Phase, next: Phase): number | undefined {
  switch (next.name) {
    case 'connecting':
    case 'proving':
      return drawn.name === 'waiting' ? SHORT_WAY : undefined;
    case 'in-call':
      return drawn.name === 'in-call' || drawn.name === 'reconnecting' ? undefined : 0;
    default:
      return undefined;
  }
}
