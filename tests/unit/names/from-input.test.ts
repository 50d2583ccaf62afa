import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_URL, parseTarget, readInput, targetOfSearch } from '../../../lib/names/from-input.ts';

const searchWith = (parameter: string, query: string) =>
  `https://search.example/find?a=1&${parameter}=${encodeURIComponent(query)}&b=2`;

describe('parseTarget', () => {
  it('normalises', () => {
    expect(parseTarget('HTTP://WWW.Alice.A0.:8080/x/../y z?q#f')).toEqual({
      ok: true,
      value: {
        url: 'http://www.alice.a0:8080/y%20z?q#f',
        name: 'alice.azero',
        host: 'www.alice.a0',
        port: 8080,
        scheme: 'http',
      },
    });
    expect(parseTarget('https://alice.tzero:443')).toMatchObject({
      ok: true,
      value: { url: 'https://alice.tzero/', port: 443, scheme: 'https' },
    });
  });

  test.each([
    ['', { kind: 'malformed-url' }],
    ['alice.azero', { kind: 'malformed-url' }],
    ['//alice.azero/', { kind: 'malformed-url' }],
    ['http:alice.azero', { kind: 'malformed-url' }],
    ['http:///alice.azero', { kind: 'not-ours' }],
    [' http://alice.azero/', { kind: 'malformed-url' }],
    ['http://alice.azero/\nx', { kind: 'malformed-url' }],
    ['javascript:alert(1)//alice.azero', { kind: 'scheme-not-http', scheme: 'javascript' }],
    ['data:text/html,alice.azero', { kind: 'scheme-not-http', scheme: 'data' }],
    ['chrome-extension://alice.azero/', { kind: 'scheme-not-http', scheme: 'chrome-extension' }],
    ['ws://alice.azero/', { kind: 'scheme-not-http', scheme: 'ws' }],
    ['http://example.com/alice.azero', { kind: 'not-ours' }],
    ['http://alice.azero@example.com/', { kind: 'user-info' }],
    ['http://user:secret@alice.azero/', { kind: 'user-info' }],
    ['http://@alice.azero/', { kind: 'user-info' }],
    ['http://alice.azero:0/', { kind: 'bad-port' }],
    ['http://alice.azero:65536/', { kind: 'bad-port' }],
    ['http://alice.azero:8o/', { kind: 'bad-port' }],
    ['http://al%69ce.azero/', { kind: 'bad-character', character: '%' }],
    ['http://alice%2eazero/', { kind: 'not-ours' }],
    ['http://alice\uff0eazero/', { kind: 'disguised-character', character: '\uff0e' }],
    ['http://al\tice.azero/', { kind: 'invisible-character', codePoint: 'U+0009' }],
    [`http://alice.azero/${'x'.repeat(MAX_URL)}`, { kind: 'url-too-long' }],
    // Short as written, too long once encoded.
    [`http://alice.azero/${'\u00e9'.repeat(MAX_URL / 2)}`, { kind: 'url-too-long' }],
  ])('refuses %s', (url, error) => {
    expect(parseTarget(url)).toEqual({ ok: false, error });
  });

  it('sees the same host as the browser where a backslash ends it', () => {
    expect(parseTarget('http://alice.azero\\@example.com/')).toMatchObject({
      ok: true,
      value: { url: 'http://alice.azero/@example.com/' },
    });
  });

  it('agrees with the URL parser, is idempotent and never throws', () => {
    const part = fc.constantFrom(
      'http',
      'https',
      ':',
      '/',
      '//',
      '\\',
      '@',
      '?',
      '#',
      'alice',
      '.',
      'azero',
      'A0',
      '%2e',
      ':80',
      ' ',
      '\t',
      '\u3002',
      'xn--a',
      '[',
      'example.com',
      '\ud800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(part, { maxLength: 8 }).map((parts) => `http://alice.azero${parts.join('')}`),
    );
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseTarget(written);
        if (!parsed.ok) return;
        const url = new URL(written);
        expect(url.hostname.replace(/\.$/, '')).toBe(parsed.value.host);
        expect(new URL(parsed.value.url).href).toBe(parsed.value.url);
        expect(parseTarget(parsed.value.url)).toEqual(parsed);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('readInput', () => {
  test.each([
    ['alice', 'http://alice.azero/'],
    ['  ALICE ', 'http://alice.azero/'],
    ['alice/path', 'http://alice.azero/path'],
    ['alice:8080/x', 'http://alice.azero:8080/x'],
    ['alice?x=1', 'http://alice.azero/?x=1'],
    ['alice.azero', 'http://alice.azero/'],
    ['ALICE.azero.', 'http://alice.azero/'],
    ['alice.tzero', 'http://alice.tzero/'],
    ['www.alice.azero:8080/path?x#y', 'http://www.alice.azero:8080/path?x#y'],
    ['alice.azero:443', 'http://alice.azero:443/'],
    ['https://alice.azero', 'https://alice.azero/'],
    ['HTTPS://ALICE.A0/Path', 'https://alice.a0/Path'],
    ['alice.azero/a b', 'http://alice.azero/a%20b'],
    ['alice.azero/?to=https://example.com', 'http://alice.azero/?to=https://example.com'],
  ])('reads %s', (text, url) => {
    expect(readInput(text)).toMatchObject({ ok: true, value: { url } });
  });

  test.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['example.com', { kind: 'not-ours' }],
    ['http://alice/', { kind: 'not-ours' }],
    ['bob@alice.azero', { kind: 'user-info' }],
    ['mailto:bob@alice.azero', { kind: 'scheme-not-http', scheme: 'mailto' }],
    ['javascript:alert(1)', { kind: 'scheme-not-http', scheme: 'javascript' }],
    ['ftp://alice.azero', { kind: 'scheme-not-http', scheme: 'ftp' }],
    ['alice azero', { kind: 'not-ours' }],
    ['al_ice', { kind: 'bad-character', character: '_' }],
    ['\u0430lice', { kind: 'other-script', character: '\u0430', script: 'Cyrl' }],
    ['x'.repeat(33), { kind: 'too-long' }],
    ['x'.repeat(9000), { kind: 'url-too-long' }],
    ['#', { kind: 'not-ours' }],
  ])('refuses %j', (text, error) => {
    expect(readInput(text)).toEqual({ ok: false, error });
  });
});

describe('targetOfSearch', () => {
  test.each([
    [
      'https://www.google.com/search?q=alice.azero&oq=alice.azero&sourceid=chrome',
      'http://alice.azero/',
    ],
    ['https://www.google.co.uk/search?client=x&q=alice.azero%2Fpath', 'http://alice.azero/path'],
    ['https://duckduckgo.com/?t=h_&q=https%3A%2F%2Falice.azero', 'https://alice.azero/'],
    ['https://search.yahoo.com/search?p=ALICE.azero.', 'http://alice.azero/'],
    [
      'https://yandex.ru/search/?text=alice.azero%3A8080%2Fx%3Fy%23z',
      'http://alice.azero:8080/x?y#z',
    ],
    ['https://www.baidu.com/s?wd=www.alice.azero', 'http://www.alice.azero/'],
    ['https://www.youtube.com/results?search_query=alice.a0', 'http://alice.a0/'],
    ['https://www.bing.com/search?q=+alice.tzero+&form=QBLH', 'http://alice.tzero/'],
    ['https://search.example/?query=alice.azero%2Fa+b', 'http://alice.azero/a%20b'],
    ['https://search.example/?q=&text=alice.azero', 'http://alice.azero/'],
  ])('goes from %s', (searchUrl, url) => {
    expect(targetOfSearch(searchUrl)).toMatchObject({ ok: true, value: { url } });
  });

  test.each([
    ['who is alice.azero', { kind: 'bad-character', character: ' ' }],
    ['alice.azero news', { kind: 'not-ours' }],
    ['site:alice.azero', { kind: 'scheme-not-http', scheme: 'site' }],
    ['alice', { kind: 'not-ours' }],
    ['"alice.azero"', { kind: 'not-ours' }],
    ['ali ce.azero', { kind: 'bad-character', character: ' ' }],
  ])('leaves the search for %s alone', (query, error) => {
    expect(targetOfSearch(searchWith('q', query))).toEqual({ ok: false, error });
  });

  test.each([
    'https://search.example/?q=news&text=alice.azero',
    'https://search.example/?q=alice.azero&q=bob.azero',
    'https://search.example/?page=alice.azero',
    'https://search.example/alice.azero',
    'http://bob.azero/?q=alice.azero',
    'ftp://search.example/?q=alice.azero',
    'not a url',
    `https://search.example/?q=alice.azero&x=${'x'.repeat(40_000)}`,
  ])('takes no name from %s', (searchUrl) => {
    expect(targetOfSearch(searchUrl).ok).toBe(false);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('q', 'p', 'wd'),
        (text, parameter) => {
          targetOfSearch(text);
          targetOfSearch(`https://search.example/?${parameter}=${text}`);
          const input = readInput(text);
          expect(!input.ok || parseTarget(input.value.url).ok).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
