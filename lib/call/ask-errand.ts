import type { Errand } from '../protocol/calls.ts';
import type { Later } from './steady.ts';
import type { Wire } from './wire.ts';

/** How often the background is asked, after which pause, and how long it may take for the answer, in ms. */
const TRIES = 3;
const PAUSE = 1000;
const LIMIT = 10_000;

/**
 * Asks what a window is for. A background that ends just now is asked again; where it can't be known, or takes long, `onGone` is
 * called. Undefined: it can't be known.
 */
export async function askErrand(
  wire: Pick<Wire, 'request'>,
  later: Later,
  onGone: () => void,
  tries: number = TRIES,
): Promise<Errand | undefined> {
  const stopWaiting = later(LIMIT, onGone);
  const answer = await wire.request('begin', {});
  stopWaiting();
  if (answer.ok) return answer.value;
  if (tries > 1) {
    await new Promise<void>((resolve) => later(PAUSE, resolve));
    return askErrand(wire, later, onGone, tries - 1);
  }
  onGone();
  return undefined;
}
