import { beforeEach, describe, expect, it } from 'vitest';
import {
  type BackgroundWatch,
  createBackgroundWatch,
} from '../../../lib/pages/background-watch.ts';
import { createClock, settle } from '../../fakes/clock.ts';

let clock: ReturnType<typeof createClock>;
let isSilent: boolean;
let watch: BackgroundWatch;

const hangs = (): Promise<never> => new Promise(() => {});
const rejects = (): Promise<never> => Promise.reject(new Error('no receiving end'));

beforeEach(() => {
  clock = createClock();
  isSilent = false;
  watch = createBackgroundWatch(clock.after, (now) => {
    isSilent = now;
  });
});

describe('a page that asks the background', () => {
  it('has its answer, and no alarm later', async () => {
    expect(await watch.ask(async () => 'there')).toEqual({ answer: 'there' });
    await clock.advance(60_000);
    expect(isSilent).toBe(false);
  });

  it('hears an answer that says nothing', async () => {
    expect(await watch.ask(async () => {})).toEqual({ answer: undefined });
  });

  it('tells, and goes on, when no answer comes in time; the next answer ends that', async () => {
    let said: unknown = 'nothing yet';
    void watch.ask(hangs).then((answer) => {
      said = answer;
    });
    await clock.advance(14_999);
    expect(isSilent).toBe(false);
    await clock.advance(1);
    expect(isSilent).toBe(true);
    expect(said).toBeUndefined();
    await watch.ask(async () => {});
    expect(isSilent).toBe(false);
  });

  it('takes what the background stores meanwhile for a sign of life', async () => {
    void watch.ask(hangs);
    await clock.advance(10_000);
    watch.heard();
    await clock.advance(60_000);
    expect(isSilent).toBe(false);
  });

  it('tells at once when it can’t be reached', async () => {
    expect(await watch.ask(rejects)).toBeUndefined();
    expect(isSilent).toBe(true);
    watch.heard();
    expect(isSilent).toBe(false);
  });

  it('has as much patience with that as it is given', async () => {
    await watch.ask(rejects, 3);
    await watch.ask(rejects, 3);
    expect(isSilent).toBe(false);
    await watch.ask(rejects, 3);
    await settle();
    expect(isSilent).toBe(true);
  });
});
