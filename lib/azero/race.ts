/** What one candidate said. */
export type Heat<C, R> = { readonly candidate: C; readonly result: R };

/** Waits `ms` milliseconds, or until the signal is aborted; never rejects. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/**
 * Asks candidates until enough is known: `atOnce` of them at first, one more whenever `judge` wants more, and all the
 * rest when `hedgeAfter` ms have passed. Ends, and aborts what still runs, as soon as `judge` says `done` or everybody
 * has answered; gives what was said by then, in the order of the answers.
 */
export function race<C, R>(options: {
  readonly candidates: readonly C[];
  readonly atOnce: number;
  readonly hedgeAfter: number;
  readonly delay: Delay;
  readonly signal: AbortSignal;
  readonly ask: (candidate: C, signal: AbortSignal) => Promise<R>;
  readonly judge: (heats: readonly Heat<C, R>[]) => 'done' | 'wait' | 'more';
}): Promise<readonly Heat<C, R>[]> {
  const { candidates, judge } = options;
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  return new Promise((resolve, reject) => {
    const heats: Heat<C, R>[] = [];
    let started = 0;
    function start(upTo: number): void {
      while (started < Math.min(upTo, candidates.length)) {
        const candidate = candidates[started++];
        if (candidate !== undefined) void run(candidate).catch(reject);
      }
    }
    async function run(candidate: C): Promise<void> {
      const result = await options.ask(candidate, signal);
      if (over.signal.aborted) return;
      heats.push({ candidate, result });
      const verdict = judge(heats);
      if (verdict === 'more') start(started + 1);
      if (verdict !== 'done' && heats.length < started) return;
      if (verdict !== 'done' && started < candidates.length) return start(started + 1);
      over.abort();
      resolve(heats);
    }
    async function hedge(): Promise<void> {
      await options.delay(options.hedgeAfter, signal);
      if (!signal.aborted) start(candidates.length);
    }
    start(options.atOnce);
    if (started < candidates.length) void hedge().catch(reject);
    if (candidates.length === 0) resolve(heats);
  });
}
