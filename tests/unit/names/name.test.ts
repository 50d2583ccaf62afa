import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { endingOf, isOurHost, labelOf, parseHost, parseName } from '../../../lib/names/name.ts';

const label = fc
  .stringMatching(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/)
  .filter((text) => !text.startsWith('xn--'));

describe('parseName', () => {
  test.each([
    ['alice.azero', 'alice.azero'],
    ['ALICE.azero.', 'alice.azero'],
    ['Alice.A0', 'alice.azero'],
    ['alice.tzero', 'alice.tzero'],
    ['a.azero', 'a.azero'],
    ['7.azero', '7.azero'],
    ['a--b.azero', 'a--b.azero'],
    [`${'a'.repeat(32)}.azero`, `${'a'.repeat(32)}.azero`],
  ])('takes %s', (text, name) => {
    expect(parseName(text)).toEqual({ ok: true, value: name });
  });

  test.each([
    ['', { kind: 'not-ours' }],
    ['alice', { kind: 'not-ours' }],
    ['azero', { kind: 'not-ours' }],
    ['alice.eth', { kind: 'not-ours' }],
    ['alice.azero.com', { kind: 'not-ours' }],
    ['alice.xazero', { kind: 'not-ours' }],
    [' alice.azero', { kind: 'bad-character', character: ' ' }],
    ['.azero', { kind: 'empty-label' }],
    ['alice..azero', { kind: 'empty-label' }],
    ['alice.azero..', { kind: 'empty-label' }],
    [`${'a'.repeat(33)}.azero`, { kind: 'too-long' }],
    [`${'a.'.repeat(200)}azero`, { kind: 'too-long' }],
    ['www.alice.azero', { kind: 'subdomain' }],
    ['al_ice.azero', { kind: 'bad-character', character: '_' }],
    ['alice:80.azero', { kind: 'bad-character', character: ':' }],
    ['-alice.azero', { kind: 'bad-hyphen' }],
    ['alice-.azero', { kind: 'bad-hyphen' }],
    ['xn--lice-43d.azero', { kind: 'punycode' }],
    ['xn--www-x.alice.azero', { kind: 'punycode' }],
    ['\u0430lice.azero', { kind: 'other-script', character: '\u0430', script: 'Cyrl' }],
    ['alic\u0435.azero', { kind: 'other-script', character: '\u0435', script: 'Cyrl' }],
    ['alice.\u0430zero', { kind: 'other-script', character: '\u0430', script: 'Cyrl' }],
    ['\u03b1lice.azero', { kind: 'other-script', character: '\u03b1', script: 'Grek' }],
    ['\u827e\u4e3d\u4e1d.azero', { kind: 'other-script', character: '\u827e', script: 'Hani' }],
    ['\u00e5lice.azero', { kind: 'bad-character', character: '\u00e5' }],
    ['\u{1f999}.azero', { kind: 'bad-character', character: '\u{1f999}' }],
    ['\uff41lice.azero', { kind: 'disguised-character', character: '\uff41' }],
    ['\u212aate.azero', { kind: 'disguised-character', character: '\u212a' }],
    ['alice\u3002azero', { kind: 'disguised-character', character: '\u3002' }],
    ['alice\uff61azero', { kind: 'disguised-character', character: '\uff61' }],
    ['alice\uff0eazero', { kind: 'disguised-character', character: '\uff0e' }],
    ['alice\u2024azero', { kind: 'disguised-character', character: '\u2024' }],
    ['al\u200bice.azero', { kind: 'invisible-character', codePoint: 'U+200B' }],
    ['al\u200dice.azero', { kind: 'invisible-character', codePoint: 'U+200D' }],
    ['\u202ealice.azero', { kind: 'invisible-character', codePoint: 'U+202E' }],
    ['alice.aze\u00adro', { kind: 'invisible-character', codePoint: 'U+00AD' }],
    ['al\u{e0001}ice.azero', { kind: 'invisible-character', codePoint: 'U+E0001' }],
    ['alice\u3164.azero', { kind: 'invisible-character', codePoint: 'U+3164' }],
    ['al\ud800ice.azero', { kind: 'invisible-character', codePoint: 'U+D800' }],
    ['alice.azero\n', { kind: 'invisible-character', codePoint: 'U+000A' }],
    ['\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444', { kind: 'not-ours' }],
  ])('refuses %j', (text, error) => {
    expect(parseName(text)).toEqual({ ok: false, error });
  });

  it('gives every well-formed label back, whatever its case', () => {
    fc.assert(
      fc.property(
        label,
        fc.constantFrom('azero', 'a0', 'tzero'),
        fc.boolean(),
        (text, ending, upper) => {
          const written = `${text}.${ending}`;
          const parsed = parseName(upper ? written.toUpperCase() : written);
          expect(parsed).toEqual({
            ok: true,
            value: `${text}.${ending === 'tzero' ? 'tzero' : 'azero'}`,
          });
          if (!parsed.ok) return;
          expect(labelOf(parsed.value)).toBe(text);
          expect(endingOf(parsed.value)).toBe(ending === 'tzero' ? 'tzero' : 'azero');
          expect(parseName(parsed.value)).toEqual(parsed);
        },
      ),
    );
  });

  it('gives nothing but the normal form, and never throws', () => {
    const near = fc.array(
      fc.constantFrom(
        'alice',
        '.',
        'azero',
        'A0',
        '-',
        'xn--',
        '\u212a',
        '\uff0e',
        '\u200b',
        '\u0430',
        ' ',
      ),
      { maxLength: 8 },
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      near.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseName(written);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^[a-z0-9-]{1,32}\.[at]zero$/);
        // Only ASCII case and a dot may have been forgiven.
        expect(written).toMatch(/^[\x21-\x7e]+$/);
        expect(isOurHost(written)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseHost', () => {
  test.each([
    ['alice.azero', 'alice.azero', 'alice.azero'],
    ['WWW.Alice.AZERO.', 'alice.azero', 'www.alice.azero'],
    ['a.b.alice.a0', 'alice.azero', 'a.b.alice.a0'],
    [`${'w'.repeat(63)}.alice.tzero`, 'alice.tzero', `${'w'.repeat(63)}.alice.tzero`],
  ])('reads %s', (hostname, name, host) => {
    expect(parseHost(hostname)).toEqual({ ok: true, value: { name, host } });
  });

  test.each(['[::1]', '127.0.0.1', 'localhost', 'azero', `${'w'.repeat(300)}.example`])(
    'leaves %s alone',
    (hostname) => {
      expect(parseHost(hostname)).toEqual({ ok: false, error: { kind: 'not-ours' } });
    },
  );

  it('refuses a long label before the name', () => {
    expect(parseHost(`${'w'.repeat(64)}.alice.azero`)).toEqual({
      ok: false,
      error: { kind: 'too-long' },
    });
  });
});

describe('isOurHost', () => {
  test.each([
    'alice.azero',
    'ALICE.TZERO.',
    '.a0',
    'al_ice.azero',
    '-.azero',
    'x.azero..',
    'a b.azero',
  ])('%s is ours', (host) => {
    expect(isOurHost(host)).toBe(true);
  });

  test.each([
    '',
    'azero',
    'a0',
    'alice.azero.com',
    'alice-azero',
    'xazero',
    'alice.a00',
    '10.0.0.1',
  ])('%s is not', (host) => {
    expect(isOurHost(host)).toBe(false);
  });
});
