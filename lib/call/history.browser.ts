import { effect, type ReadonlySignal } from '@preact/signals';
import { type EndedCall, endedCall, follow, NO_TRACE } from './past-call.ts';
import type { Session } from './session-state.ts';

/** Hands each call of a window over when it has ended; the returned function ends that. */
export function followCalls(
  session: ReadonlySignal<Session>,
  onEnded: (call: EndedCall) => void,
): () => void {
  let trace = NO_TRACE;
  return effect(() => {
    const now = session.value;
    if (now.phase.name === 'idle') trace = NO_TRACE;
    trace = follow(trace, now, Date.now());
    const ended = endedCall(trace, now, Date.now());
    if (ended === undefined) return;
    trace = NO_TRACE;
    onEnded(ended);
  });
}
