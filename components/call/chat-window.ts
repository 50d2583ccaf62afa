/** How many messages are on the page at most: all others are only in memory. */
export const SHOWN_MESSAGES = 200;
/** By how many the page moves when an end of it is reached. */
const MOVED_MESSAGES = 100;

/** Which of `count` messages are on the page: those up to `end`, or the newest where it is undefined. */
export function shownRange(
  count: number,
  end: number | undefined,
): { readonly from: number; readonly to: number } {
  const to = Math.min(count, Math.max(end ?? count, Math.min(count, SHOWN_MESSAGES)));
  return { from: Math.max(0, to - SHOWN_MESSAGES), to };
}

/** The end after moving towards older or newer messages; undefined: it follows the newest. */
export function movedEnd(
  count: number,
  end: number | undefined,
  towards: 'earlier' | 'later',
): number | undefined {
  const { from, to } = shownRange(count, end);
  if (towards === 'earlier') return from === 0 ? end : to - Math.min(MOVED_MESSAGES, from);
  return to + MOVED_MESSAGES >= count ? undefined : to + MOVED_MESSAGES;
}
