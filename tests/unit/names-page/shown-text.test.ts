import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { shownText } from '../../../names-page/shown-text.ts';

const plain = (text: string) => ({ kind: 'plain', text });
/** Any code points, which fast-check’s own strings of such take long to make. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 24 })
  .map((codes) => String.fromCodePoint(...codes));
const mark = (code: string) => ({ kind: 'mark', code });

describe('shownText', () => {
  test.each([
    ['', []],
    ['hello wörld 名前', [plain('hello wörld 名前')]],
    ['evil\u202Etxt.exe', [plain('evil'), mark('U+202E'), plain('txt.exe')]],
    ['a\nb', [plain('a'), mark('U+000A'), plain('b')]],
    ['\u200Bx\u0000', [mark('U+200B'), plain('x'), mark('U+0000')]],
    ['\u{E0041}', [mark('U+E0041')]],
    ['\uD800', [mark('U+D800')]],
    ['\u2066\u2067\u2069', [mark('U+2066'), mark('U+2067'), mark('U+2069')]],
    ['e\u0301', [plain('e\u0301')]],
  ])('%j', (text, parts) => {
    expect(shownText(text, 100)).toEqual({ parts, hidden: 0 });
  });

  it('keeps marks that climb over their neighbours to a few', () => {
    const { parts } = shownText(`a${'\u0301'.repeat(40)}b`, 100);
    expect(parts[0]).toEqual(plain(`a${'\u0301'.repeat(4)}`));
    expect(parts.filter(({ kind }) => kind === 'mark')).toHaveLength(36);
    expect(parts.at(-1)).toEqual(plain('b'));
  });

  it('counts characters, not halves of them', () => {
    expect(shownText('😀😀😀', 2)).toEqual({ parts: [plain('😀😀')], hidden: 1 });
  });

  it('never shows a character without a shape, and leaves none out uncounted', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, longest) => {
        const { parts, hidden } = shownText(text, longest);
        const shown = parts.reduce(
          (sum, part) => sum + (part.kind === 'mark' ? 1 : Array.from(part.text).length),
          0,
        );
        expect(shown + hidden).toBe(Array.from(text).length);
        expect(shown).toBeLessThanOrEqual(longest);
        const asItIs = parts.map((part) => (part.kind === 'plain' ? part.text : '')).join('');
        const codes = parts.map((part) => (part.kind === 'mark' ? part.code : '')).join('');
        expect(asItIs).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(codes).toMatch(/^(?:U\+[0-9A-F]{4,6})*$/);
      }),
    );
  });
});
