import type { After } from '../../lib/host/client.ts';

/** A clock that moves only when told to. */
export function createClock(start = 1_000_000): {
  now: () => number;
  after: After;
  /** Moves time on by `ms`, running what falls due in its order and letting promises settle in between. */
  advance: (ms: number) => Promise<void>;
} {
  let time = start;
  let tasks: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    after(ms, run) {
      const task = { at: time + ms, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    async advance(ms) {
      const end = time + ms;
      for (;;) {
        await settle();
        const next = tasks.filter((task) => task.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        time = next.at;
        tasks = tasks.filter((task) => task !== next);
        next.run();
      }
      time = end;
      await settle();
    },
  };
}

/** Lets every promise that can settle now do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}
