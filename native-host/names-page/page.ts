/** The names page as it is served: one file that holds its scripts and style, and the headers that keep it alone. */

/** The page's scripts, the one that it runs later among them, and style as they stand in the file, which is built by scripts/build-names.ts. */
const SCRIPT = /<script type="(?:module|text\/plain" id="wallet-part)">([\s\S]*?)<\/script>/g;
const STYLE = /<style>([\s\S]*?)<\/style>/g;

/**
 * The headers of the page. Its policy (CSP level 3) lets run the scripts that the file holds and no other, and lets it speak with
 * `connect` alone: no `eval` and no WebAssembly. `digest`: SHA-256 in base64.
 */
export function pageHeaders(
  html: string,
  connect: readonly string[],
  digest: (text: string) => string,
): Readonly<Record<string, string>> {
  const sources = (pattern: RegExp): string =>
    [...html.matchAll(pattern)].map(([, text = '']) => ` 'sha256-${digest(text)}'`).join('');
  const policy = [
    "default-src 'none'",
    `script-src${sources(SCRIPT)}`,
    `style-src${sources(STYLE)}`,
    'img-src data:',
    `connect-src ${connect.length === 0 ? "'none'" : connect.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    ...BARE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}

/** The headers of every answer: nobody keeps it, frames it, reads it or holds on to its window. */
export const BARE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  connection: 'close',
};
