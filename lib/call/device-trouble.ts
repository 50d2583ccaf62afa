/** What browsers mean when they give no device, or take one away, in the words of both of them. */
import type { MediaTrouble } from './session-media.ts';

/** What `navigator.permissions` says of a device; undefined where it says nothing. */
export type Permission = 'granted' | 'denied' | 'prompt' | undefined;

/**
 * Why `getUserMedia` gave nothing, by its error. Only Chromium tells a question that was closed from a "no"; Firefox says the
 * same words to both, and what it permits afterwards reaches the page too late to tell them apart by.
 */
export function troubleOf(error: {
  readonly name: string;
  readonly message: string;
}): MediaTrouble {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return /dismissed/i.test(error.message) ? 'dismissed' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    // Firefox fails a camera that another program has as AbortError ("Starting videoinput failed").
    case 'NotReadableError':
    case 'AbortError':
      return 'device-busy';
    default:
      return 'failed';
  }
}

/** Why a device that was on went away: `ids` are the devices of its kind that are there now, empty texts where they may not be named. */
export function whyEnded(
  id: string | undefined,
  ids: readonly string[],
  permission: Permission,
): MediaTrouble {
  if (ids.length === 0) return 'unplugged';
  // Without permission browsers name no device; with it, the one that was pulled out is missing. Firefox goes on naming them.
  const named = ids.some((other) => other !== '');
  if (named && (id === undefined || !ids.includes(id))) return 'unplugged';
  return named && permission === 'granted' ? 'failed' : 'revoked';
}
