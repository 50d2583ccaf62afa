import { type ComponentChild, h, render } from 'preact';
import { useState } from 'preact/hooks';

/** A value that is shown: the page is drawn anew after it was set to another. */
export type Cell<T> = { value: T };

/** A page that follows its cells. */
export type DrawnPage = {
  /** A value of this page. */
  cell<T>(first: T): Cell<T>;
  /** Draws what `view` returns, now and whenever a cell changes. */
  show(view: () => ComponentChild): void;
};

/**
 * Makes the page at `root`. For a page that is drawn as a whole from a handful of values this is all there is to know of
 * signals, which weigh as much as the gate does; the window of a call has those.
 */
export function drawnPage(root: Element): DrawnPage {
  let view: (() => ComponentChild) | undefined;
  let redraw: (() => void) | undefined;

  // Rendered once: for each new root Preact counts the ids of its views from 0 again, and two would share one.
  function Root() {
    const [, turn] = useState({});
    redraw = () => turn({});
    return view?.();
  }

  return {
    cell<T>(first: T): Cell<T> {
      let current = first;
      return {
        get value() {
          return current;
        },
        set value(next) {
          if (Object.is(next, current)) return;
          current = next;
          // Several that change together are drawn once.
          redraw?.();
        },
      };
    },
    show(next) {
      view = next;
      if (redraw) redraw();
      else render(h(Root, null), root);
    },
  };
}
