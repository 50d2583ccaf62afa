import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decide } from '../../../lib/routing/decide.ts';
import type { FallThrough } from '../../../lib/routing/fall-through.ts';
import { LOAD_TIME, pacLine, pacText as printPac, shutPacText } from '../../../lib/routing/pac.ts';

type Find = (url: string, host: string) => unknown;

/** Runs a PAC as a browser does, with the one helper function that ours uses. */
function load(text: string): Find {
  const context = createContext({
    shExpMatch: (name: string, pattern: string) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      ).test(name),
  });
  runInContext(text, context);
  return (url, host) =>
    runInContext(`FindProxyForURL(${JSON.stringify(url)}, ${JSON.stringify(host)})`, context);
}

const direct: FallThrough = { kind: 'direct' };

/** A PAC that is loaded as soon as it is made. */
const pacText = (port: number, fallThrough: FallThrough): string =>
  printPac(port, fallThrough, Date.now());

const label = fc.stringMatching(/^[a-zA-Z0-9_-]{0,8}$/);
const host = fc.oneof(
  fc
    .tuple(
      fc.array(label, { maxLength: 3 }),
      fc.constantFrom('azero', 'a0', 'tzero', 'AZERO', 'com', 'azero.com', 'xazero', ''),
    )
    .chain(([labels, end]) =>
      fc.constantFrom('', '.', '..').map((dot) => [...labels, end].join('.') + dot),
    ),
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
  fc.string({ maxLength: 20 }),
);

describe('the PAC', () => {
  test('says the same as the rule for every host', () => {
    const find = load(pacText(4321, direct));
    fc.assert(
      fc.property(host, (name) => {
        const expected = decide(name) === 'overlay' ? 'SOCKS5 127.0.0.1:4321' : 'DIRECT';
        expect(find(`http://${name}/`, name)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('has one entry and no way round it', () => {
    expect(load(pacText(4321, direct))('http://alice.azero/', 'alice.azero')).toBe(
      'SOCKS5 127.0.0.1:4321',
    );
  });

  test('points at a closed, privileged port without a host', () => {
    expect(load(shutPacText(direct))('http://alice.azero/', 'alice.azero')).toBe(
      'SOCKS5 127.0.0.1:1',
    );
  });

  test.each([
    ['at once, leads to the host', 0, 4321],
    ['a moment later, leads to the host', LOAD_TIME - 1000, 4321],
    ['at the next start of the browser, to the closed port', LOAD_TIME, 1],
    ['next year, to the closed port', 365 * 86_400_000, 1],
    ['by a clock that was set back, to the closed port', -60_000, 1],
  ])('loaded %s', (_, age, port) => {
    const find = load(printPac(4321, direct, Date.now() - age));
    expect(find('http://alice.azero/', 'alice.azero')).toBe(`SOCKS5 127.0.0.1:${port}`);
    expect(find('http://example.org/', 'example.org')).toBe('DIRECT');
  });

  test('goes on leading there for as long as it stays loaded', () => {
    vi.useFakeTimers();
    try {
      const context = createContext({ Date });
      runInContext(printPac(4321, direct, Date.now()), context);
      vi.advanceTimersByTime(10 * LOAD_TIME);
      expect(runInContext(`FindProxyForURL('http://alice.azero/', 'alice.azero')`, context)).toBe(
        'SOCKS5 127.0.0.1:4321',
      );
    } finally {
      vi.useRealTimers();
    }
  });

  test('is plain ASCII whatever it carries along', () => {
    const text = pacText(1, {
      kind: 'pac',
      mandatory: false,
      text: 'function FindProxyForURL() { return "DIRECT"; } var x = "\u2028 ü \u{1f999}";',
    });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(load(text)('http://example.org/', 'example.org')).toBe('DIRECT');
  });

  test.each([
    ['replaces ours', 'function FindProxyForURL() { return "DIRECT"; }'],
    [
      'tries to break out',
      '} }; })(); function FindProxyForURL() { return "PROXY evil:1"; } (function () { ({',
    ],
    [
      'sets the global later',
      'function FindProxyForURL() { FindProxyForURL = function () { return "PROXY evil:1"; }; return "DIRECT"; }',
    ],
    [
      'sets the global by its object',
      'var g = this; function FindProxyForURL() { try { g.FindProxyForURL = null; delete g.FindProxyForURL; } catch (e) {} return "DIRECT"; }',
    ],
    [
      'puts functions of its own in the place of the language’s',
      'for (var key of ["toLowerCase", "slice", "charAt", "lastIndexOf"]) String.prototype[key] = function () { return "example.org"; }; Function.prototype.call = Function.prototype.bind = String = function () { return "example.org"; }; Object.prototype.get = function () {}; function FindProxyForURL() { return "DIRECT"; }',
    ],
  ])('keeps our names when a carried-along PAC %s', (_, text) => {
    const find = load(pacText(4321, { kind: 'pac', text, mandatory: false }));
    expect(find('http://example.org/', 'example.org')).toBe('DIRECT');
    expect(find('http://alice.azero/', 'alice.azero')).toBe('SOCKS5 127.0.0.1:4321');
    expect(find('http://example.org/', 'example.org')).toBe('DIRECT');
    expect(find('http://alice.azero/', 'alice.azero')).toBe('SOCKS5 127.0.0.1:4321');
  });

  test.each(['syntax error (', 'function FindProxyForURL() { throw 1; }', 'no function here'])(
    'leaves our names and the web alone when the carried-along PAC is broken: %s',
    (text) => {
      const lenient = load(pacText(4321, { kind: 'pac', text, mandatory: false }));
      expect(lenient('http://alice.azero/', 'alice.azero')).toBe('SOCKS5 127.0.0.1:4321');
      expect(lenient('http://example.org/', 'example.org')).toBe('DIRECT');
      const strict = load(pacText(4321, { kind: 'pac', text, mandatory: true }));
      expect(strict('http://alice.azero/', 'alice.azero')).toBe('SOCKS5 127.0.0.1:4321');
      expect(() => strict('http://example.org/', 'example.org')).toThrow();
    },
  );

  test('carries fixed servers along', () => {
    const find = load(
      pacText(1, {
        kind: 'fixed',
        http: 'PROXY p:1',
        https: 'HTTPS q:2',
        bypass: [
          { kind: 'local' },
          { kind: 'hosts', pattern: '*.corp.example' },
          { kind: 'hosts', pattern: 'only.example', port: 8080 },
          { kind: 'hosts', pattern: 'plain.example', scheme: 'http' },
          { kind: 'network', address: '10.1.0.0', prefix: 16 },
        ],
      }),
    );
    const rows: readonly (readonly [url: string, host: string, answer: string])[] = [
      ['http://example.org/', 'example.org', 'PROXY p:1'],
      ['ws://example.org/', 'example.org', 'HTTPS q:2'],
      ['wss://example.org/', 'example.org', 'HTTPS q:2'],
      ['https://example.org/', 'example.org', 'HTTPS q:2'],
      ['ftp://example.org/', 'example.org', 'DIRECT'],
      ['http://intranet/', 'intranet', 'DIRECT'],
      ['https://a.corp.example/', 'a.corp.example', 'DIRECT'],
      ['http://only.example:8080/', 'only.example', 'DIRECT'],
      ['http://only.example/', 'only.example', 'PROXY p:1'],
      ['http://plain.example/', 'plain.example', 'DIRECT'],
      ['https://plain.example/', 'plain.example', 'HTTPS q:2'],
      ['http://10.1.255.3/', '10.1.255.3', 'DIRECT'],
      ['http://10.2.0.1/', '10.2.0.1', 'PROXY p:1'],
      ['http://alice.azero/', 'alice.azero', 'SOCKS5 127.0.0.1:1'],
    ];
    for (const [url, name, answer] of rows) expect([url, find(url, name)]).toEqual([url, answer]);
  });

  // Chromium's ProxyRules::GetProxyListForWebSocketScheme (net/proxy_resolution/proxy_config.cc).
  test.each<readonly [words: { http?: string; https?: string; other?: string }, answer: string]>([
    [{ http: 'PROXY p:1' }, 'PROXY p:1'],
    [{ https: 'HTTPS q:2' }, 'HTTPS q:2'],
    [{ http: 'PROXY p:1', https: 'HTTPS q:2' }, 'HTTPS q:2'],
    [{ http: 'PROXY p:1', https: 'HTTPS q:2', other: 'SOCKS s:3' }, 'SOCKS s:3'],
  ])(
    'sends WebSockets past no fixed server that the browser would have used: %j',
    (words, answer) => {
      const find = load(pacText(1, { kind: 'fixed', ...words, bypass: [] }));
      for (const scheme of ['ws', 'wss'])
        expect(find(`${scheme}://example.org/`, 'example.org')).toBe(answer);
    },
  );

  test('as one line for another tool says the same for our names', () => {
    const find = load(`function FindProxyForURL(url, host) { ${pacLine(9379)} return "DIRECT"; }`);
    expect(find('http://Alice.AZERO./', 'Alice.AZERO.')).toBe('SOCKS5 127.0.0.1:9379');
    expect(find('http://alice.a0../', 'alice.a0..')).toBe('SOCKS5 127.0.0.1:9379');
    expect(find('http://azero.example/', 'azero.example')).toBe('DIRECT');
  });
});
