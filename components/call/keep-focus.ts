import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Takes the focus to `heading` when a screen begins, and when what had it is gone; what is still there keeps it. */
export function useKeptFocus(heading: RefObject<HTMLElement | null>, screen: string): void {
  const last = useRef<EventTarget | null>(null);
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    const page = heading.current?.ownerDocument;
    const remember = ({ target }: FocusEvent): void => {
      last.current = target;
    };
    page?.addEventListener('focusin', remember);
    return () => page?.removeEventListener('focusin', remember);
  }, [heading]);
  // After each drawing, of which there is one a second: a button may take itself away.
  useEffect(() => {
    const page = heading.current?.ownerDocument;
    const isFree = !page?.activeElement || page.activeElement === page.body;
    const isGone = last.current instanceof Node && !last.current.isConnected;
    if (isFree && (screen !== shown.current || isGone)) heading.current?.focus();
    shown.current = screen;
  });
}
