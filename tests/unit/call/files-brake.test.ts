import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Brake, NEW_BRAKE, stepBrake } from '../../../lib/call/files-brake.ts';

type Path = {
  /** Bytes a second. */
  readonly capacity: number;
  /** Ms, of an empty path. */
  readonly roundTrip: number;
  /** How much its queue holds, in ms at its capacity. */
  readonly depth: number;
};

const TICK = 10;

/** A path with one queue, an eager sender behind the brake, and a browser that measures each 2.5 s; what was added and sent each second. */
function drive(
  path: Path,
  seconds: number,
  step: typeof stepBrake = stepBrake,
): { readonly added: number[]; readonly went: number[] } {
  let brake: Brake = NEW_BRAKE;
  let [queue, measured, sent] = [0, path.roundTrip, 0];
  const added: number[] = [];
  const went: number[] = [];
  let worst = 0;
  for (let at = TICK; at <= seconds * 1000; at += TICK) {
    const most = (path.depth * path.capacity) / 1000;
    // At most 4 MiB are on the way, and the channel gives what finds no room once more.
    const gives = Math.min(
      (brake.rate * TICK) / 1000,
      Math.max(0, Math.min(most, 4 * 1024 * 1024) - queue),
    );
    const leaves = Math.min(queue + gives, (path.capacity * TICK) / 1000);
    queue += gives - leaves;
    sent += leaves;
    const delay = (queue / path.capacity) * 1000;
    worst = Math.max(worst, delay);
    if (at % 2500 === 0) measured = path.roundTrip + delay;
    if (at % 1000 === 0) {
      brake = step(brake, { roundTrip: measured, sent, ms: 1000 });
      added.push(worst);
      went.push(sent);
      [sent, worst] = [0, 0];
    }
  }
  return { added, went };
}

const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
const paths = fc.record({
  capacity: fc.integer({ min: 150_000, max: 30_000_000 }),
  roundTrip: fc.integer({ min: 1, max: 250 }),
  depth: fc.integer({ min: 100, max: 3000 }),
});

describe('files beside a call', () => {
  it('add little delay to whatever path there is, and still use it', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const { added, went } = drive(path, 120);
        expect(mean(added.slice(30))).toBeLessThan(150);
        expect(mean(went.slice(30))).toBeGreaterThan(path.capacity * 0.5);
      }),
      { numRuns: 300 },
    );
  });

  it('would fill a deep queue for good without it', () => {
    const free = (brake: Brake): Brake => ({ ...brake, rate: Number.POSITIVE_INFINITY });
    const path = { capacity: 1_000_000, roundTrip: 30, depth: 2000 };
    expect(mean(drive(path, 60, free).added.slice(30))).toBeGreaterThan(1900);
  });

  it('are not held back by a round trip that only trembles, or is long', () => {
    const tremble = fc.array(fc.integer({ min: 0, max: 55 }), { minLength: 12, maxLength: 60 });
    fc.assert(
      fc.property(tremble, fc.integer({ min: 1, max: 2000 }), (all, least) => {
        const brake = all.reduce(
          (now, more) => stepBrake(now, { roundTrip: least + more, sent: 1_000_000, ms: 1000 }),
          NEW_BRAKE,
        );
        expect(brake.rate).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('are not slowed by a processor that is late now and then', () => {
    const late = fc.integer({ min: 130, max: 5000 });
    const calm = fc.integer({ min: 0, max: 55 });
    const looks = fc.integer({ min: 1, max: 2 });
    fc.assert(
      fc.property(fc.array(fc.tuple(calm, looks, late, looks), { maxLength: 30 }), (all) => {
        const sent = 3_000_000;
        let brake: Brake = { ...NEW_BRAKE, rate: 4_000_000 };
        const look = (more: number, times: number): void => {
          for (let time = 0; time < times; time += 1) {
            brake = stepBrake(brake, { roundTrip: 20 + more, sent, ms: 1000 });
            expect(brake.rate).toBeGreaterThanOrEqual(sent);
          }
        };
        look(0, 1);
        for (const [little, first, much, second] of all) {
          look(little, first);
          look(much, second);
        }
      }),
    );
  });

  it('come back soon from a delay that others made', () => {
    let brake = NEW_BRAKE;
    const look = (roundTrip: number): void => {
      const sent = Math.min(brake.rate, 10_000_000);
      brake = stepBrake(brake, { roundTrip, sent, ms: 1000 });
    };
    for (let second = 0; second < 10; second += 1) look(20);
    for (let second = 0; second < 10; second += 1) look(300);
    expect(brake.rate).toBeLessThan(3_000_000);
    for (let second = 0; second < 30; second += 1) look(20);
    expect(brake.rate).toBeGreaterThan(5_000_000);
  });

  it('always go on, whatever is measured', () => {
    const look = fc.record({
      roundTrip: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
      sent: fc.nat(),
      ms: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(look), (looks) => {
        const { rate } = looks.reduce(stepBrake, NEW_BRAKE);
        expect(rate).toBeGreaterThanOrEqual(64 * 1024);
      }),
    );
  });

  it('speed up again on a path that has become longer for good', () => {
    let brake = NEW_BRAKE;
    const look = (roundTrip: number): void => {
      brake = stepBrake(brake, { roundTrip, sent: 1_000_000, ms: 1000 });
    };
    for (let second = 0; second < 20; second += 1) look(20);
    for (let second = 0; second < 20; second += 1) look(400);
    const slow = brake.rate;
    for (let second = 0; second < 90; second += 1) look(400);
    expect(slow).toBeLessThan(1_000_000);
    expect(brake.rate).toBeGreaterThan(slow * 5);
  });

  it('are left alone where nothing is measured, or they are not what fills the path', () => {
    const unmeasured = stepBrake(NEW_BRAKE, { roundTrip: undefined, sent: 5, ms: 1000 });
    expect(unmeasured.rate).toBe(Number.POSITIVE_INFINITY);
    let brake = stepBrake(NEW_BRAKE, { roundTrip: 20, sent: 0, ms: 1000 });
    brake = stepBrake(brake, { roundTrip: 900, sent: 0, ms: 1000 });
    expect(brake.rate).toBe(NEW_BRAKE.rate);
  });
});
