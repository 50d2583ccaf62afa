/**
 * The rules that take a call link before anything of it leaves, whatever it was opened from. They look for what follows the
 * `#`, so that the rest of that site, and its page without a payload, is left alone.
 *
 * The navigation ends there: Firefox forgets one that is blocked. Chromium would keep a blocked or redirected one in
 * its session files and history, so it is sent to an address of ours that answers "no content" (measured on both).
 */
import type { Rule } from './rules.ts';

/** The address below the extension's own at which Chromium finds nothing: see `answerLinks`. */
export const LINK_PATH = '/link.html';

/** The id of the rule for the person's own base, which no rule of the gate has. */
export const OWN_BASE_RULE = 100;

/**
 * How a payload begins: its version makes the first character a capital, which no place on that page begins with, and a link that
 * was cut short is still taken, to be explained. More of it would not fit the 2 kB that a rule's compiled expression may take.
 */
const PAYLOAD = '[E-Z][A-Za-z0-9_-]{8}';

/** The rule for links of one base (without `#`). */
export function linkRule(base: string, id: number, which: 'chromium' | 'firefox'): Rule {
  const [, rest = ''] = /^https?:\/\/(.*)$/.exec(base) ?? [];
  const escaped = rest.replaceAll(/[^A-Za-z0-9/_-]/g, '\\$&');
  return {
    id,
    priority: 1,
    condition: {
      regexFilter: `^https?://${escaped}#${PAYLOAD}`,
      isUrlFilterCaseSensitive: true,
      resourceTypes: ['main_frame'],
      requestMethods: ['get'],
    },
    action:
      which === 'firefox'
        ? { type: 'block' }
        : { type: 'redirect', redirect: { extensionPath: LINK_PATH } },
  };
}

/** The link that a navigation goes to, as its base writes it; undefined where there is none. */
export function linkOf(url: string, base: string): string | undefined {
  const [, rest] = /^https?:\/\/(.*)$/s.exec(url) ?? [];
  const start = base.replace(/^https?:\/\//, '');
  const payload = rest?.startsWith(`${start}#`) ? rest.slice(start.length + 1) : '';
  return new RegExp(`^${PAYLOAD}`).test(payload) ? `${base}#${payload}` : undefined;
}
