/** How long the background may leave a page without an answer, in ms: it waits itself for the host's `hello` and a request. */
const ANSWER_DEADLINE = 15_000;

/** What a page knows of the background by what it says. */
export type BackgroundWatch = {
  /**
   * Asks it; undefined where no answer came, which is told. Never rejects. `patience`: so many questions in a row may fail at once until
   * that is told, as they do while a browser starts.
   */
  ask<T>(
    question: () => Promise<T>,
    patience?: number,
  ): Promise<{ readonly answer: T } | undefined>;
  /** It was heard otherwise: something that it keeps up to date has changed. */
  heard(): void;
};

/** Watches whether the background answers, and tells when that changes. `after` runs a task after so many ms and returns what cancels it. */
export function createBackgroundWatch(
  after: (ms: number, task: () => void) => () => void,
  tell: (isSilent: boolean) => void,
): BackgroundWatch {
  let times = 0;
  let failed = 0;

  function heard(): void {
    times += 1;
    failed = 0;
    tell(false);
  }

  return {
    heard,
    ask(question, patience = 1) {
      const before = times;
      return new Promise((resolve) => {
        const cancel = after(ANSWER_DEADLINE, () => {
          if (times === before) tell(true);
          resolve(undefined);
        });
        question().then(
          (answer) => {
            cancel();
            heard();
            resolve({ answer });
          },
          () => {
            cancel();
            failed += 1;
            if (failed >= patience) tell(true);
            resolve(undefined);
          },
        );
      });
    },
  };
}
