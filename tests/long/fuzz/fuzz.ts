/**
 * Puts very many inputs to one parser, in a process of its own: the test that starts it ends it when it hangs, and its heap is
 * limited. Input n of seed s is always the same, so a failure is repeated by its two numbers:
 *
 *   node --expose-gc tests/long/fuzz/socks.ts SEED RUNS [FIRST]
 */
import { strict as assert } from 'node:assert';
import { Random } from './random.ts';

/** What to put to what. */
export interface Target<Input> {
  /** Makes an input: random, or valid and then changed. */
  readonly make: (random: Random) => Input;
  /** Parses it and throws where an answer is not what it may be. */
  readonly check: (input: Input) => void;
}

/** What came of it. */
export interface FuzzReport {
  readonly runs: number;
  /** Of the slowest input, ms; looked at again where it was slow. */
  readonly slowest: number;
  /** Megabytes in use after as many inputs as warm a parser up, and at the end. */
  readonly before: number;
  readonly after: number;
}

/** How long one input may take, in ms: hundreds of times what the largest one needs. */
const LIMIT = 50;
/** From how many ms on it is looked at again. */
const NOTICED = 2;
const WARM_UP = 0.1;

/** Runs it as the program that this process is; prints where it is now and then, and a report at the end. */
export function fuzz<Input>({ make, check }: Target<Input>): void {
  const [seed = 0, runs = 1, first = 0] = process.argv.slice(2).map(Number);
  let slowest = 0;
  let before = 0;
  for (let number = first; number < runs; number++) {
    const random = (): Random => new Random(Math.imul(seed, 2_654_435_761) + number);
    const input = make(random());
    try {
      const took = timed(check, input);
      // Another process may have had the processor meanwhile: a slow input is slow each time.
      const again = took < NOTICED ? took : Math.min(...[1, 2, 3].map(() => timed(check, input)));
      slowest = Math.max(slowest, again);
      assert.ok(again < LIMIT, `it took ${again} ms`);
    } catch (error) {
      process.stderr.write(`seed ${seed}, input ${number}: ${shown(input)}\n`);
      throw error;
    }
    if (number % 5000 === 0) process.stdout.write(`${JSON.stringify({ at: number })}\n`);
    if (number === first + Math.floor((runs - first) * WARM_UP)) before = megabytes();
  }
  const report: FuzzReport = { runs: runs - first, slowest, before, after: megabytes() };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function timed<Input>(check: (input: Input) => void, input: Input): number {
  const started = performance.now();
  check(input);
  return performance.now() - started;
}

/** What is held, after as many collections as still find something: buffers are let go of by the collection after their own. */
function megabytes(): number {
  let least = Number.POSITIVE_INFINITY;
  for (let idle = 0; idle < 3; ) {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const now = (heapUsed + external) / 1e6;
    idle = now < least - 0.1 ? 0 : idle + 1;
    least = Math.min(least, now);
  }
  return least;
}

function shown(input: unknown): string {
  const text = JSON.stringify(input, (_, value: unknown) =>
    value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : value,
  );
  return text.slice(0, 4000);
}
