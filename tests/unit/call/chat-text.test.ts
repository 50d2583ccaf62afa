import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalText, partsOf, shownText } from '../../../lib/call/chat-text.ts';

const links = (text: string): string[] =>
  partsOf(shownText(text)).flatMap((part) => (part.kind === 'link' ? [part.href] : []));

describe('a text of a chat', () => {
  test.each([
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['empty ends', '\n\n  a  \n\t', '  a'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['a family', '👨‍👩‍👧', '👨‍👩‍👧'],
  ])('has normal %s', (_, text, normal) => {
    expect(normalText(text)).toBe(normal);
    expect(normalText(normal)).toBe(normal);
  });

  test.each([
    ['a direction override', 'pay \u202e000,1', 'pay \ufffd000,1'],
    ['an isolate', '\u2066x\u2069', '\ufffdx\ufffd'],
    ['controls', 'a\u0000b\u001b[31m\u009b', 'a\ufffdb\ufffd[31m\ufffd'],
    ['lines, tabs, joiners and marks', 'a\n\tb नमस्ते 👩🏽‍🚀 שלום', 'a\n\tb नमस्ते 👩🏽‍🚀 שלום'],
    ['a tower of marks', `a${'\u0301'.repeat(500)}b`, `a${'\u0301'.repeat(8)}b`],
  ])('is shown with %s harmless', (_, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  test.each([
    ['see https://example.com/a?b=c#d.', 'https://example.com/a?b=c#d'],
    [
      '(https://en.wikipedia.org/wiki/Capybara_(animal))',
      'https://en.wikipedia.org/wiki/Capybara_(animal)',
    ],
    ['HTTP://Example.com', 'http://example.com/'],
    ['my site is alice.azero, come', 'http://alice.azero/'],
    ['alice.azero:8080/x and bob.tzero', 'http://alice.azero:8080/x', 'http://bob.tzero/'],
    ['https://www.alice.azero/', 'https://www.alice.azero/'],
    ['“https://example.com”', 'https://example.com/'],
    ['http://[::1]:80/', 'http://[::1]/'],
  ])('%s has links', (text, ...hrefs) => {
    expect(links(text)).toEqual(hrefs);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'chrome-extension://abc/gate.html',
    'https://good.example@evil.example/',
    'https://аpple.com/',
    'me@alice.azero',
    '-alice-.azero',
    'http://under_score.azero/',
    'xn--alice-x.azero',
    'alice.azerox',
    'http://',
    'example.com',
  ])('%s is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('shows of a link what was written, and leads nowhere else', () => {
    const text = 'a https://example.com/%2e%2e/b, c';
    expect(partsOf(text).map((part) => part.text)).toEqual([
      'a ',
      'https://example.com/%2e%2e/b',
      ', c',
    ]);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.webUrl(),
            fc.constantFrom('alice.azero', '(', ')', '@', ' '),
          ),
          { maxLength: 8 },
        ),
        (pieces) => {
          const shown = shownText(normalText(pieces.join('')));
          const parts = partsOf(shown);
          expect(parts.map((part) => part.text).join('')).toBe(shown);
          for (const part of parts) {
            if (part.kind === 'link') expect(part.href).toMatch(/^https?:\/\/[^@\s]/);
          }
        },
      ),
    );
  });

  // The other side may send hundreds a second. What took quadratic time would not end before the test is ended.
  test.each([
    ['dots', 'a.'.repeat(500_000)],
    ['slashes', `https://${'/'.repeat(990_000)}`],
    ['brackets', `https://x/${'('.repeat(400_000)}${')'.repeat(400_000)}`],
    ['names', 'a.azero.'.repeat(120_000)],
    ['ends of links', `https://x${')'.repeat(1989)} `.repeat(500)],
    ['ends of names', `a.azero/${']'.repeat(1990)} `.repeat(500)],
    ['hyphens', 'a-'.repeat(500_000)],
    ['marks', `${'!'.repeat(999_900)}x`],
    ['spaces', `${' '.repeat(999_900)}x`],
  ])('is read quickly with nothing but %s', { timeout: 60_000 }, (_, text) => {
    const read = partsOf(shownText(normalText(text)));
    expect(read.map((part) => part.text).join('')).toHaveLength(shownText(normalText(text)).length);
  });
});
