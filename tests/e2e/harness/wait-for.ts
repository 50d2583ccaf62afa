/** How long to wait and what for (the words stand in the error). */
export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Milliseconds between two looks. */
  readonly interval?: number;
  readonly what?: string;
}

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

function isTruthy<T>(value: T): value is Truthy<T> {
  return Boolean(value);
}

/** Looks again and again until `look` gives something truthy, and gives that; an exception in `look` counts as "not yet". */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { timeout = 10_000, interval = 40, what = 'the condition' }: WaitOptions = {},
): Promise<Truthy<T>> {
  const deadline = Date.now() + timeout;
  let last = 'never true';
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one look at a time is the point
      const value = await within(look(), Math.max(1, deadline - Date.now()));
      if (isTruthy(value)) return value;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() >= deadline) throw new Error(`${what}: not within ${timeout} ms (${last})`);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/** The value, or an error when it does not come within `ms`: a look at a hung browser must not hang the test. */
export async function within<T>(value: T | Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
