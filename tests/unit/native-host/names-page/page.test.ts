import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../../../../native-host/names-page/page.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
const HTML =
  '<style>p{margin:0}</style><body><script type="text/plain" id="wallet-part">later()</script>' +
  '<script type="module">let a = 1 < 2;</script><script>evil()</script><script type="text/plain">evil()</script>';

function policy(connect: readonly string[] = []): Map<string, string> {
  const text = pageHeaders(HTML, connect, digest)['content-security-policy'] ?? '';
  return new Map(text.split('; ').map((part) => [part.split(' ')[0] ?? '', part]));
}

describe('the headers of the names page', () => {
  it('let run the two scripts that the file holds, and no other', () => {
    const scripts = ['later()', 'let a = 1 < 2;'].map((text) => ` 'sha256-${digest(text)}'`);
    expect(policy().get('script-src')).toBe(`script-src${scripts.join('')}`);
    expect(policy().get('style-src')).toBe(`style-src 'sha256-${digest('p{margin:0}')}'`);
    const all = [...policy().values()].join(' ');
    expect(all).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|'self'|'strict-dynamic'/);
  });

  it('let it speak with the endpoints of the settings alone', () => {
    expect(policy().get('connect-src')).toBe("connect-src 'none'");
    expect(policy(['https://rpc.example', 'ws://127.0.0.1:9944']).get('connect-src')).toBe(
      'connect-src https://rpc.example ws://127.0.0.1:9944',
    );
    expect(policy().get('default-src')).toBe("default-src 'none'");
    expect(policy().get('form-action')).toBe("form-action 'none'");
    expect(policy().get('base-uri')).toBe("base-uri 'none'");
  });

  it('keep it out of frames, caches, other windows and referrers', () => {
    expect(policy().get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(pageHeaders(HTML, [], digest)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });
});
