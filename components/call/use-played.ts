import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** What presses are made of: in their handlers a browser lets an element play that it kept silent before. */
const PRESSES = ['pointerup', 'click', 'keyup'] as const;

/** Plays a stream in an element from now on. Returns whether the browser refuses until something is pressed; anything will do. */
export function usePlayed(
  element: RefObject<HTMLMediaElement | null>,
  source: MediaStream | undefined,
): boolean {
  const [blocked, setBlocked] = useState(false);
  // Not after the next drawing: a first picture may be waiting.
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    let isOver = false;
    const play = (): void => {
      current.play().then(
        () => {
          if (!isOver) setBlocked(false);
        },
        // An exchanged source ends the old `play` too, and that is no trouble.
        (reason: unknown) => {
          const name = reason instanceof DOMException ? reason.name : '';
          if (!isOver && name === 'NotAllowedError') setBlocked(true);
        },
      );
    };
    const again = (): void => {
      if (source && current.paused) play();
    };
    current.srcObject = source ?? null;
    if (source) play();
    else setBlocked(false);
    const page = current.ownerDocument;
    for (const press of PRESSES) page.addEventListener(press, again);
    return () => {
      isOver = true;
      for (const press of PRESSES) page.removeEventListener(press, again);
    };
  }, [element, source]);
  return blocked;
}
