import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type FilesPace } from '../../../lib/call/files-pace.ts';
import { createClock } from '../../fakes/clock.ts';

const PIECE = 16 * 1024;

let clock: ReturnType<typeof createClock>;
let sent: number[];
let empty: number;
let broken: boolean;
let buffered: number;
let pace: FilesPace;

const pieces = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => new Uint8Array(PIECE).fill(first + index));

beforeEach(() => {
  clock = createClock();
  sent = [];
  empty = 0;
  broken = false;
  buffered = 0;
  pace = createPace({
    channel: () => ({
      get bufferedAmount() {
        return buffered;
      },
      send(piece) {
        if (broken) throw new Error('closed');
        sent.push(piece[0] ?? -1);
      },
    }),
    later: clock.after,
    now: clock.now,
    onEmpty: () => {
      empty += 1;
    },
  });
});

/** A second in which as much as possible is sent, and a look at its end. */
async function second(roundTrip: number | undefined): Promise<number> {
  const before = sent.length;
  const end = clock.now() + 1000;
  while (clock.now() < end) {
    if (pace.isEmpty()) pace.put(pieces(0, 8));
    // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
    await clock.advance(20);
  }
  pace.look(roundTrip);
  return (sent.length - before) * PIECE;
}

describe('pieces of files', () => {
  it('go at once where nothing is measured, in their order', async () => {
    pace.look(undefined);
    await clock.advance(20);
    pace.put(pieces(1, 100));
    expect(sent).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(empty).toBe(1);
    expect(pace.isEmpty()).toBe(true);
  });

  it('are spread over time once the path slows down, keep their order, and none is lost', async () => {
    for (const roundTrip of [20, 20, 400, 410]) {
      // oxlint-disable-next-line no-await-in-loop -- one second after the other
      await second(roundTrip);
    }
    const slowed = await second(420);
    const free = await second(20);
    expect(slowed).toBeLessThan(3_000_000);
    expect(free).toBeGreaterThan(0);
    pace.drop();
    sent = [];
    empty = 0;
    await clock.advance(5000);
    pace.put(pieces(0, 64));
    pace.put(pieces(64, 64));
    expect(sent.length).toBeLessThan(128);
    expect(empty).toBe(0);
    await clock.advance(10_000);
    expect(sent).toEqual(Array.from({ length: 128 }, (_, index) => index));
    expect(empty).toBe(1);
  });

  it('are forgotten with the end of the call, and by a channel that closes', async () => {
    await second(20);
    for (const close of [() => pace.drop(), () => (broken = true)]) {
      pace.put(pieces(0, 200));
      expect(pace.isEmpty()).toBe(false);
      close();
      const before = sent.length;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await clock.advance(10_000);
      expect(sent.length).toBe(before);
      expect(pace.isEmpty()).toBe(true);
    }
  });

  it('that only wait in the browser do not count as gone', async () => {
    await second(20);
    pace.put(pieces(0, 8));
    await clock.advance(1000);
    buffered = 8 * PIECE;
    pace.look(900);
    // Nothing left the browser in this second, so it was not these that filled the path.
    buffered = 0;
    expect(await second(20)).toBeGreaterThan(1_000_000);
  });
});
