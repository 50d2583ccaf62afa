import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeIdBytes, nodeIdFromBytes, parseNodeId } from '../../lib/node-id.ts';

/** Ids that Staex published, and the keys they stand for. */
const PUBLISHED = [
  [
    'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70',
    '82e72ae0fe6da411af927a38cb726ea62b67b22063dbacef70e59cd92943e38e',
  ],
  [
    'h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g',
    '8a33e787acd8f1b73a11002c84bb88cdd7f9e08c9da5f1ff24ef705d6de48e49',
  ],
  [
    'ctnsaj8135fsnm5t1fqda6093g95pjzfdhms77trjk6fy1ks6a80',
    '66ab954901195f9ad0ba0beed518091c125b4bef6c69939f5894ccff06793290',
  ],
  [
    'g5zkjxhge9jqjfvjm1s539xgc7pqt1h9gm59txg1xn4xazfqqbwg',
    '817f3976307265793f72a07251a7b061ed7d0629850a9d7601ed49d57df7baf9',
  ],
] as const;
const [[id]] = PUBLISHED;

describe('a node id', () => {
  it.each(PUBLISHED)('%s is the key that it stands for', (text, hex) => {
    const parsed = parseNodeId(text);
    const bytes = parsed.ok ? nodeIdBytes(parsed.value) : expect.unreachable();
    expect(Buffer.from(bytes).toString('hex')).toBe(hex);
    expect(nodeIdFromBytes(bytes)).toEqual(parsed);
  });

  it('is the same after the way there and back, for any key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const made = nodeIdFromBytes(key);
        const made32 = made.ok ? made.value : expect.unreachable();
        expect(parseNodeId(made32)).toEqual(made);
        expect(nodeIdBytes(made32)).toEqual(key);
      }),
    );
  });

  it('is read in upper case too', () => {
    expect(parseNodeId(id.toUpperCase())).toEqual({ ok: true, value: id });
  });

  it.each([
    ['nothing', ''],
    ['one symbol too few', id.slice(1)],
    ['one symbol too many', `${id}0`],
    ['a space around it', ` ${id.slice(1)}`],
    ['a line break after it', `${id.slice(0, 51)}\n`],
    ['a letter that the alphabet leaves out', `u${id.slice(1)}`],
    ['a look-alike that other readers forgive', `o${id.slice(1)}`],
    ['bits after the key', `${id.slice(0, 51)}1`],
    ['a letter that upper case makes (U+017F)', `\u017f${id.slice(1)}`],
    ['a letter that lower case makes (U+212A)', `\u212a${id.slice(1)}`],
  ])('is refused with %s', (_, text) => {
    expect(parseNodeId(text)).toEqual({ ok: false, error: { kind: 'malformed-node-id' } });
  });

  it.each([0, 31, 33])('is not made of %i bytes', (length) => {
    expect(nodeIdFromBytes(new Uint8Array(length)).ok).toBe(false);
  });
});
