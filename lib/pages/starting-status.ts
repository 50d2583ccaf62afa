import type { Status } from '../protocol/ui.ts';

/** What is shown before the background has said anything. */
export const STARTING_STATUS: Status = {
  routing: { state: 'unknown' },
  host: { state: 'connecting' },
  node: { state: 'unknown' },
  chain: { state: 'unknown' },
};
