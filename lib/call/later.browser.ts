import type { Later } from './steady.ts';

/** By the browser's own clock. */
export const later: Later = (ms, task) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};
