import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBypass, readBefore, readSystemProxy } from '../../../lib/routing/fall-through.ts';

describe('what stood before ours', () => {
  test.each([
    ['direct', { mode: 'direct' }, { kind: 'known', fallThrough: { kind: 'direct' } }],
    ['system', { mode: 'system' }, { kind: 'system' }],
    ['WPAD', { mode: 'auto_detect' }, { kind: 'not-reproducible' }],
    [
      'a PAC text',
      { mode: 'pac_script', pacScript: { data: 'x' } },
      { kind: 'known', fallThrough: { kind: 'pac', text: 'x', mandatory: false } },
    ],
    [
      'a PAC address',
      { mode: 'pac_script', pacScript: { url: 'http://p/x.pac' } },
      { kind: 'pac-url', url: 'http://p/x.pac', mandatory: false },
    ],
    [
      'one server',
      {
        mode: 'fixed_servers',
        rules: { singleProxy: { host: 'p', port: 3128 }, bypassList: ['<local>', 'x'] },
      },
      {
        kind: 'known',
        fallThrough: {
          kind: 'fixed',
          http: 'PROXY p:3128',
          https: 'PROXY p:3128',
          other: 'PROXY p:3128',
          bypass: [{ kind: 'local' }, { kind: 'hosts', pattern: 'x' }],
        },
      },
    ],
    [
      'a server by scheme',
      {
        mode: 'fixed_servers',
        rules: { proxyForHttps: { scheme: 'socks5', host: '::1', port: 9 } },
      },
      { kind: 'known', fallThrough: { kind: 'fixed', https: 'SOCKS5 [::1]:9', bypass: [] } },
    ],
    [
      'a server that PAC has no word for',
      { mode: 'fixed_servers', rules: { singleProxy: { scheme: 'quic', host: 'p' } } },
      { kind: 'not-reproducible' },
    ],
    [
      'a host that is none',
      { mode: 'fixed_servers', rules: { singleProxy: { host: 'p"; DIRECT' } } },
      { kind: 'not-reproducible' },
    ],
  ])('%s', (_, config, expected) => {
    expect(readBefore(config)).toEqual(expected);
  });

  test('the system proxy', () => {
    expect(readSystemProxy({ kind: 'none' })).toEqual({
      kind: 'known',
      fallThrough: { kind: 'direct' },
    });
    expect(readSystemProxy({ kind: 'auto-detect' })).toEqual({ kind: 'not-reproducible' });
    expect(readSystemProxy({ kind: 'fixed', http: 'PROXY a:1', bypass: ['.b'] })).toEqual({
      kind: 'known',
      fallThrough: {
        kind: 'fixed',
        http: 'PROXY a:1',
        bypass: [{ kind: 'hosts', pattern: '*.b' }],
      },
    });
  });

  test.each([
    ['', undefined],
    [
      'https://*.x.example:444',
      { kind: 'hosts', scheme: 'https', pattern: '*.x.example', port: 444 },
    ],
    ['[::1]', { kind: 'hosts', pattern: '[::1]' }],
    ['10.0.0.0/8', { kind: 'network', address: '10.0.0.0', prefix: 8 }],
    ['a b', undefined],
  ])('bypass entry %j', (entry, expected) => {
    expect(parseBypass(entry)).toEqual(expected);
  });

  test('no bypass entry throws', () => {
    fc.assert(fc.property(fc.string(), (entry) => void parseBypass(entry)));
  });
});
