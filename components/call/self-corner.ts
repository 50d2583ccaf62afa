/** Where our own picture rests; `start` is where lines of the language begin. */
export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

type Direction = 'ltr' | 'rtl';

/** The corner nearest to a point; `x` from the left and `y` from the top, both 0 to 1. */
export function cornerAt(x: number, y: number, direction: Direction): Corner {
  const atStart = direction === 'rtl' ? x >= 0.5 : x < 0.5;
  return corner(y < 0.5, atStart);
}

/** Where an arrow key sends it; undefined: the key is no arrow. */
export function cornerByKey(now: Corner, key: string, direction: Direction): Corner | undefined {
  const atTop = now.startsWith('top');
  const atStart = now.endsWith('start');
  switch (key) {
    case 'ArrowUp':
      return corner(true, atStart);
    case 'ArrowDown':
      return corner(false, atStart);
    case 'ArrowLeft':
      return corner(atTop, direction === 'ltr');
    case 'ArrowRight':
      return corner(atTop, direction === 'rtl');
    default:
      return undefined;
  }
}

function corner(atTop: boolean, atStart: boolean): Corner {
  return `${atTop ? 'top' : 'bottom'}-${atStart ? 'start' : 'end'}`;
}
