import { describe, expect, it } from 'vitest';
import { type Corner, cornerAt, cornerByKey } from '../../../../components/call/self-corner.ts';

const CORNERS: readonly Corner[] = ['top-start', 'top-end', 'bottom-start', 'bottom-end'];

describe('our own picture', () => {
  it('rests in the corner it was dragged next to, on the side that is seen', () => {
    expect(cornerAt(0.1, 0.1, 'ltr')).toBe('top-start');
    expect(cornerAt(0.9, 0.1, 'ltr')).toBe('top-end');
    expect(cornerAt(0.1, 0.9, 'rtl')).toBe('bottom-end');
    expect(cornerAt(0.9, 0.9, 'rtl')).toBe('bottom-start');
  });

  it.each(CORNERS)('goes by arrow keys where they point, from %s', (corner) => {
    expect(cornerByKey(corner, 'ArrowUp', 'ltr')).toBe(corner.replace('bottom', 'top'));
    expect(cornerByKey(corner, 'ArrowDown', 'ltr')).toBe(corner.replace('top', 'bottom'));
    expect(cornerByKey(corner, 'ArrowLeft', 'ltr')).toBe(corner.replace('end', 'start'));
    expect(cornerByKey(corner, 'ArrowRight', 'rtl')).toBe(corner.replace('end', 'start'));
    expect(cornerByKey(corner, 'Enter', 'ltr')).toBeUndefined();
  });
});
