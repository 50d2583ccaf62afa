import { describe, expect, it } from 'vitest';
import { qrCode } from '../../../lib/call/qr-code.ts';

/** Which squares a path paints, row by row. */
function painted({ size, path }: { size: number; path: string }): readonly string[] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => '.'));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at += 1) {
      const row = rows[Number(y)];
      if (row) row[Number(x) + at] = '#';
    }
  }
  return rows.map((row) => row.join(''));
}

describe('qrCode', () => {
  const link = `https://copybara.staex.io/c#${'aB3-_xYz'.repeat(12)}`;

  it('draws the three finder patterns, and nothing outside of the square', () => {
    const code = qrCode(link);
    const rows = painted(code);
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    const corner = (x: number, y: number): readonly string[] =>
      rows.slice(y, y + 7).map((row) => row.slice(x, x + 7));
    expect(corner(0, 0)).toEqual(finder);
    expect(corner(code.size - 7, 0)).toEqual(finder);
    expect(corner(0, code.size - 7)).toEqual(finder);
    expect(code.path.replaceAll(/M\d+ \d+h\d+v1h-\d+z/g, '')).toBe('');
    expect(Math.max(...rows.map((row) => row.length))).toBe(code.size);
  });

  it('stays coarse enough for a phone: version 8 at most for a link', () => {
    expect(qrCode(link).size).toBeLessThanOrEqual(17 + 4 * 8);
  });

  it('differs with its text', () => {
    expect(qrCode(link).path).not.toBe(qrCode(`${link}A`).path);
  });
});
