import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { encodeFrame } from '../../../lib/call/file-frame.ts';
import {
  type Files,
  FileWords,
  type Incoming,
  NEW_FILES,
  type TransferFailure,
} from '../../../lib/call/files.ts';
import {
  FILE_BLOCK,
  FILE_WINDOW,
  MAX_ENDED,
  MAX_OPEN_OFFERS,
  MAX_OWN_OPEN,
  MAX_RECEIVING,
} from '../../../lib/call/files-events.ts';
import { secondsLeft, stepFiles } from '../../../lib/call/files-step.ts';
import { content, type FileSide, file, settleFiles, twoSides } from './files-world.ts';

const about = 'files' as const;
const offer = (id: number, size = 100, name = 'a.txt'): FileWords => ({
  about,
  kind: 'offer',
  id,
  name,
  size,
  type: 'text/plain',
});
const frame = (id: number, run: number, offset: number, length = 10) =>
  encodeFrame({ id, run, offset, bytes: content(length) });

/** A side that has accepted one file of 100 bytes. */
function receiving(size = 100): FileSide {
  const [a] = twoSides();
  a.hears(offer(1, size)).does({ kind: 'accept', id: 1 }).works();
  expect(a.in(1).state.name).toBe('receiving');
  a.talk = [];
  return a;
}

describe('a file', () => {
  it.each([0, 1, 100_000, FILE_BLOCK, 3 * FILE_WINDOW + 17])(
    'of %i bytes goes over whole, after a yes',
    (size) => {
      const [a, b] = twoSides();
      a.offers(file(size));
      settleFiles(a, b);
      expect([a.out(1).state.name, b.in(1).state.name]).toEqual(['offered', 'offered']);
      expect(b.places.size + a.data.length).toBe(0);
      b.does({ kind: 'accept', id: 1 });
      settleFiles(a, b);
      expect([a.out(1).state, b.in(1).state]).toEqual([
        { name: 'done' },
        { name: 'ready', saved: false },
      ]);
      expect(bytesToHex(sha256(b.content(1)))).toBe(bytesToHex(sha256(content(size))));
      expect(a.sources.size).toBe(0);
    },
  );

  it('can be declined, and then nothing of it is sent', () => {
    const [a, b] = twoSides();
    a.offers(file(1000));
    settleFiles(a, b);
    b.does({ kind: 'decline', id: 1 });
    settleFiles(a, b);
    expect(a.out(1).state).toEqual({ name: 'failed', failure: { by: 'them', why: 'declined' } });
    expect([a.sources.size, b.places.size, b.dropped]).toEqual([0, 0, []]);
  });

  it('goes both ways at the same time, several at once, and each has its turn', () => {
    const [a, b] = twoSides();
    for (const [side, seed] of [
      [a, 1],
      [b, 2],
    ] as const) {
      for (let at = 0; at < 5; at += 1) side.offers(file(700_000 + at, `${at}.bin`, seed + at));
    }
    settleFiles(a, b);
    for (const side of [a, b]) {
      for (let id = 1; id <= 5; id += 1) side.does({ kind: 'accept', id });
      const active = side.files.transfers.filter(
        ({ state }) => state.name === 'waiting' && state.preparing,
      );
      expect(active.length).toBe(MAX_RECEIVING);
    }
    settleFiles(a, b);
    for (const side of [a, b]) {
      // All three begin in one go of words; from then on each gets every third block.
      expect(side.turns.slice(0, 9)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
    }
    for (const [from, to, seed] of [
      [a, b, 1],
      [b, a, 2],
    ] as const) {
      for (let id = 1; id <= 5; id += 1) {
        expect([from.out(id).state.name, to.in(id).state.name]).toEqual(['done', 'ready']);
        expect(to.content(id).length).toBe(700_000 + id - 1);
        expect(to.content(id).at(-1)).toBe(content(700_000 + id - 1, seed + id - 1).at(-1));
      }
    }
  });

  it.each(['sender', 'receiver'])('is paused by its %s, and goes on where it was', (who) => {
    const [a, b] = twoSides();
    a.offers(file(2 * FILE_WINDOW));
    settleFiles(a, b);
    b.does({ kind: 'accept', id: 1 }).works();
    for (const words of b.talk.splice(0)) a.hears(words);
    a.works();
    const [pauser, of] =
      who === 'sender'
        ? [a, { direction: 'out', id: 1 } as const]
        : [b, { direction: 'in', id: 1 } as const];
    pauser.does({ kind: 'pause', of, on: true });
    settleFiles(a, b);
    const state = b.in(1).state;
    expect(state).toMatchObject({
      name: 'receiving',
      pausedByUs: who === 'receiver',
      pausedByThem: who === 'sender',
    });
    const held = b.content(1).length;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(2 * FILE_WINDOW);
    pauser.does({ kind: 'pause', of, on: false });
    settleFiles(a, b);
    expect(b.in(1).state.name).toBe('ready');
    expect(b.content(1).length).toBe(2 * FILE_WINDOW);
  });

  it.each(['sender', 'receiver'])('is cancelled by its %s on the way', (who) => {
    const [a, b] = twoSides();
    a.offers(file(2 * FILE_WINDOW));
    settleFiles(a, b);
    b.does({ kind: 'accept', id: 1 }).works();
    for (const words of b.talk.splice(0)) a.hears(words);
    a.works();
    if (who === 'sender') a.does({ kind: 'cancel', of: { direction: 'out', id: 1 } });
    else b.does({ kind: 'cancel', of: { direction: 'in', id: 1 } });
    settleFiles(a, b);
    const by = (side: 'sender' | 'receiver'): TransferFailure => ({
      by: side === who ? 'us' : 'them',
      why: 'cancelled',
    });
    expect(a.out(1).state).toMatchObject({ name: 'failed', failure: by('sender') });
    expect(b.in(1).state).toMatchObject({ name: 'failed', failure: by('receiver') });
    expect([a.sources.size, b.places.size, b.dropped]).toEqual([0, 0, [1]]);
    expect([a.files.refused, b.files.refused]).toEqual([0, 0]);
  });

  it.each(['unreadable', 'changed'] as const)('that is %s meanwhile is its own failure', (why) => {
    const [a, b] = twoSides();
    a.offers({ ...file(FILE_BLOCK * 3), fails: why });
    settleFiles(a, b);
    b.does({ kind: 'accept', id: 1 });
    settleFiles(a, b);
    expect(a.out(1).state).toMatchObject({ failure: { by: 'us', why } });
    expect(b.in(1).state).toMatchObject({ failure: { by: 'them', why } });
    expect(b.places.size).toBe(0);
  });

  it('that has no room is said so before it begins, and can be accepted again', () => {
    const [a, b] = twoSides();
    a.offers(file(5000));
    settleFiles(a, b);
    b.free = 4000;
    b.does({ kind: 'accept', id: 1 });
    settleFiles(a, b);
    expect(b.in(1).state).toEqual({ name: 'offered', free: 4000 });
    expect(a.out(1).state.name).toBe('offered');
    b.free = 6000;
    b.does({ kind: 'accept', id: 1 });
    settleFiles(a, b);
    expect(b.in(1).state.name).toBe('ready');
  });

  it('that fills the disk on its way ends, and both know why', () => {
    const [a, b] = twoSides();
    a.offers(file(5000));
    settleFiles(a, b);
    b.failStores = true;
    b.does({ kind: 'accept', id: 1 });
    settleFiles(a, b);
    expect(b.in(1).state).toMatchObject({ failure: { by: 'us', why: 'no-space' } });
    expect(a.out(1).state).toMatchObject({ failure: { by: 'them', why: 'no-space' } });
    expect(b.dropped).toEqual([1]);
  });

  it('that is not what was said is thrown away', () => {
    const b = receiving(10);
    b.receives(frame(1, 1, 0)).works();
    b.hears({ about, kind: 'end', id: 1, hash: '0'.repeat(64) }).works();
    expect(b.in(1).state).toMatchObject({ failure: { by: 'us', why: 'wrong-hash' } });
    expect(b.talk.at(-1)).toEqual({ about, kind: 'refuse', id: 1, why: 'wrong-hash' });
    expect([b.dropped, b.files.refused]).toEqual([[1], 0]);
  });

  it('ends with the call; what is whole stays', () => {
    const [a, b] = twoSides();
    a.offers(file(10), file(FILE_WINDOW), file(20), file(30), file(40), file(50));
    settleFiles(a, b);
    b.does({ kind: 'accept', id: 1 });
    settleFiles(a, b);
    for (const id of [2, 3, 4, 5]) b.does({ kind: 'accept', id });
    b.works();
    for (const side of [a, b]) side.does({ kind: 'link', link: 'ended' });
    expect(b.in(1).state.name).toBe('ready');
    for (const id of [2, 3, 4, 5, 6]) {
      const failure = { by: 'us', why: 'call-ended' };
      expect([a.out(id).state, b.in(id).state]).toMatchObject([{ failure }, { failure }]);
    }
    expect([a.sources.size, [...b.places.keys()]]).toEqual([0, [1]]);
    b.does({ kind: 'saved', id: 1 });
    expect(b.in(1).state).toEqual({ name: 'ready', saved: true });
    b.does({ kind: 'remove', of: { direction: 'in', id: 1 } });
    expect(b.places.size).toBe(0);
    a.offers(file(10));
    expect(a.files.lastOwn).toBe(6);
  });

  it('has a pace and a time that it still takes', () => {
    const [a] = twoSides();
    a.offers(file(1_000_000)).talk = [];
    a.hears({ about, kind: 'take', id: 1, run: 1, from: 0 }).works();
    const stored = (upTo: number, at: number): void => {
      a.hears({ about, kind: 'stored', id: 1, upTo }).does({ kind: 'tick', at: a.at + at });
    };
    stored(100_000, 1000);
    expect(secondsLeft(a.out(1))).toBeUndefined();
    stored(200_000, 2000);
    expect(a.out(1).pace.perSecond).toBe(100_000);
    expect(secondsLeft(a.out(1))).toBe(8);
    a.does({ kind: 'tick', at: a.at + 3000 });
    expect(a.out(1).pace.perSecond).toBe(75_000);
  });
});

describe('offers', () => {
  it('wait for each other: no more are open than the other side keeps', () => {
    const [a, b] = twoSides();
    a.offers(...Array.from({ length: MAX_OWN_OPEN + 7 }, () => file(1)));
    expect(a.files.leftOut).toBe(7);
    settleFiles(a, b);
    expect(b.files.transfers.length).toBe(MAX_OPEN_OFFERS);
    for (let id = 1; id <= MAX_OWN_OPEN; id += 1) {
      b.does({ kind: 'accept', id });
      settleFiles(a, b);
    }
    expect(b.files.transfers.filter(({ state }) => state.name === 'ready').length).toBe(
      MAX_OWN_OPEN,
    );
    // The oldest that have ended leave the sender's list; a received file stays.
    expect(a.files.transfers.length).toBe(MAX_ENDED);
    expect([a.files.refused, b.files.refused]).toEqual([0, 0]);
  });

  it('have harmless names and types', () => {
    const [a] = twoSides();
    a.hears({
      ...offer(1),
      kind: 'offer',
      name: '../../etc/\u202epasswd\u0000',
      type: 'a/b\u0007',
    } as FileWords);
    expect(a.in(1)).toMatchObject({ name: 'passwd', type: '' });
  });

  test.each([
    ['a negative size', { size: -1 }],
    ['no number', { size: Number.NaN }],
    ['no end', { size: Number.POSITIVE_INFINITY }],
    ['half a byte', { size: 0.5 }],
    ['more than can be counted', { size: 2 ** 53 }],
    ['number 0', { id: 0 }],
    ['a number too high', { id: 2 ** 32 }],
    ['a long name', { name: 'x'.repeat(2000) }],
  ])('with %s are not even words', (_, change) => {
    expect(v.safeParse(FileWords, { ...offer(1), ...change }).success).toBe(false);
  });
});

describe('a received file that is gone from the disk', () => {
  it('is told as not stored when it is to be saved, and no word goes to the other side', () => {
    const meta = { name: 'a.txt', size: 1, type: '' };
    const ready: Incoming = {
      ...meta,
      direction: 'in',
      id: 1,
      at: 0,
      state: { name: 'ready', saved: false },
      pace: { perSecond: undefined, at: 0, bytes: 0 },
    };
    const files: Files = { ...NEW_FILES, link: 'ended', transfers: [ready], lastTheirs: 1 };
    const [gone, effects] = stepFiles(files, { kind: 'gone', id: 1 });
    expect(gone.transfers[0]?.state).toMatchObject({
      name: 'failed',
      failure: { by: 'us', why: 'not-stored' },
    });
    expect(effects).toEqual([]);
    expect(stepFiles(gone, { kind: 'gone', id: 1 })).toEqual([gone, []]);
  });
});
