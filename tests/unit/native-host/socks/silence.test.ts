import { describe, expect, test } from 'vitest';
import { KNOCK_AFTER, KNOCK_AGAIN } from '../../../../native-host/limits.ts';
import { Silence } from '../../../../native-host/socks/silence.ts';

describe('silence', () => {
  test('of a connection on which nothing was asked is nothing', () => {
    const silence = new Silence();
    expect(silence.look(0, 0)).toBe(false);
    expect(silence.look(0, 1_000_000)).toBe(false);
  });

  test('after a question is noticed, and noticed again while it lasts', () => {
    const silence = new Silence();
    expect(silence.look(100, 1_000)).toBe(false);
    expect(silence.look(100, 1_000 + KNOCK_AFTER - 1)).toBe(false);
    expect(silence.look(100, 1_000 + KNOCK_AFTER)).toBe(true);
    expect(silence.look(100, 1_000 + KNOCK_AFTER + 1)).toBe(false);
    expect(silence.look(200, 1_000 + KNOCK_AFTER + KNOCK_AGAIN)).toBe(true);
  });

  test('ends with each answer, and begins with the next question', () => {
    const silence = new Silence();
    silence.look(100, 0);
    silence.heard(100);
    expect(silence.look(100, 10 * KNOCK_AFTER)).toBe(false);
    silence.heard(100);
    expect(silence.look(101, 10 * KNOCK_AFTER + 1)).toBe(false);
    expect(silence.look(101, 11 * KNOCK_AFTER + 1)).toBe(true);
  });
});
