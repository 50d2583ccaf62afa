import { ENDINGS } from '../names/name.ts';

/** Our endings as request domains; the dotted ones because Firefox takes `alice.azero.` for another host. */
export const OUR_DOMAINS: readonly string[] = ENDINGS.flatMap((ending) => [ending, `${ending}.`]);

/** Our endings as match patterns, for permissions and filters. */
export const OUR_MATCHES: readonly string[] = OUR_DOMAINS.map((domain) => `*://*.${domain}/*`);
