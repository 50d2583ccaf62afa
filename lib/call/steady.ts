/** Does a task after so many ms; the returned function prevents it. */
export type Later = (ms: number, task: () => void) => () => void;

/** Something that is told as often as it likes, and shown no more often than an eye, or a voice that reads it, can follow. */
export type Steady<T> = {
  readonly tell: (value: T) => void;
  readonly close: () => void;
};

/** Shows the first value at once, and afterwards one each `ms` at most: the last that was told by then. */
export function steady<T>(ms: number, later: Later, show: (value: T) => void): Steady<T> {
  let waiting: { readonly value: T } | undefined;
  let cancel: (() => void) | undefined;

  function shown(value: T): void {
    show(value);
    cancel = later(ms, () => {
      cancel = undefined;
      if (waiting === undefined) return;
      const next = waiting.value;
      waiting = undefined;
      shown(next);
    });
  }

  return {
    tell(value) {
      if (cancel === undefined) shown(value);
      else waiting = { value };
    },
    close() {
      cancel?.();
      waiting = undefined;
    },
  };
}
