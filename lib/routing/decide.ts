import { isOurHost } from '../names/name.ts';

/** Where a request goes: through Staex and nowhere else, or as if we were not there. */
export type Way = 'overlay' | 'direct';

/** THE ONLY place that says overlay or direct for a request, by the host name of its URL. */
export function decide(hostname: string): Way {
  return isOurHost(hostname) ? 'overlay' : 'direct';
}
