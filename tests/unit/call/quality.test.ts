import { describe, expect, it, test } from 'vitest';
import { type Counters, numbersBetween, qualityOf } from '../../../lib/call/quality.ts';

const ZERO: Counters = {
  at: 0,
  roundTrip: undefined,
  jitter: undefined,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
  bytesSent: 0,
};

describe('numbersBetween', () => {
  it('counts what came since the look before, a second', () => {
    const before = { ...ZERO, at: 1000, packetsReceived: 1000, packetsLost: 500, bytesSent: 7 };
    const now = {
      at: 3000,
      roundTrip: 40,
      jitter: 3,
      packetsReceived: 1090,
      packetsLost: 510,
      bytesReceived: 250_000,
      bytesSent: 500_007,
    };
    expect(numbersBetween(before, now)).toEqual({
      roundTrip: 40,
      jitter: 3,
      lostPercent: 10,
      received: 1_000_000,
      sent: 2_000_000,
    });
  });

  it('says nothing of a loss where nothing was to come', () => {
    expect(numbersBetween(ZERO, { ...ZERO, at: 1000 }).lostPercent).toBeUndefined();
  });

  it('makes no negative numbers of counters that begin anew, or of late packets that were counted as lost', () => {
    const before = {
      ...ZERO,
      packetsReceived: 900,
      packetsLost: 9,
      bytesReceived: 9,
      bytesSent: 9,
    };
    const numbers = numbersBetween(before, { ...ZERO, at: 1000, packetsReceived: 910 });
    expect(numbers).toMatchObject({ lostPercent: 0, received: 0, sent: 0 });
  });

  it('divides by no time at all', () => {
    expect(numbersBetween(ZERO, { ...ZERO, bytesSent: 5 }).sent).toBe(0);
  });
});

describe('qualityOf', () => {
  const numbers = { roundTrip: 1, lostPercent: 0, jitter: 1, received: 0, sent: 0 };
  test.each([
    ['good', {}],
    ['good', { roundTrip: undefined, lostPercent: undefined, jitter: undefined }],
    ['good', { roundTrip: 299, lostPercent: 1.9, jitter: 29 }],
    ['fair', { roundTrip: 300 }],
    ['fair', { lostPercent: 2 }],
    ['fair', { jitter: 30 }],
    ['fair', { roundTrip: 799, lostPercent: 7.9, jitter: 99 }],
    ['poor', { roundTrip: 800 }],
    ['poor', { lostPercent: 8 }],
    ['poor', { jitter: 100 }],
    ['poor', { roundTrip: 300, lostPercent: 50 }],
  ])('is %s for %o', (word, some) => {
    expect(qualityOf({ ...numbers, ...some }).word).toBe(word);
  });
});
