import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it, test } from 'vitest';
import { encodeFrame } from '../../../lib/call/file-frame.ts';
import type { FilesRefusal, FileWords } from '../../../lib/call/files.ts';
import {
  FILE_WINDOW,
  MAX_ENDED,
  MAX_FILES_REFUSALS,
  MAX_OPEN_OFFERS,
} from '../../../lib/call/files-events.ts';
import { offersAfter } from '../../../lib/call/files-step.ts';
import { content, type FileSide, file, twoSides } from './files-world.ts';

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

describe('a hostile other side', () => {
  const CASES: readonly (readonly [FilesRefusal, string, () => FileSide])[] = [
    [
      'not-accepted',
      'content before a yes',
      () =>
        twoSides()[0]
          .hears(offer(1))
          .receives(frame(1, 1, 0)),
    ],
    ['unknown-transfer', 'content of nothing', () => twoSides()[0].receives(frame(1, 1, 0))],
    ['wrong-offset', 'a gap', () => receiving().receives(frame(1, 1, 20))],
    [
      'wrong-offset',
      'the same twice',
      () =>
        receiving()
          .receives(frame(1, 1, 0))
          .receives(frame(1, 1, 0)),
    ],
    ['too-much', 'more than announced', () => receiving().receives(frame(1, 1, 0, 101))],
    [
      'over-window',
      'a flood of the smallest pieces, faster than they are stored',
      () => {
        const side = receiving(1_000_000);
        for (let at = 0; at < 5000; at += 1) side.receives(frame(1, 1, at, 1));
        return side;
      },
    ],
    ['wrong-run', 'a run that nobody asked for', () => receiving().receives(frame(1, 2, 0))],
    ['bad-frame', 'no frame', () => receiving().receives(new Uint8Array(3))],
    ['bad-frame', 'a frame of the future', () => receiving().receives(content(100))],
    ['out-of-turn', 'an offer twice', () => receiving().hears(offer(1))],
    [
      'out-of-turn',
      'two ends',
      () =>
        receiving()
          .hears({ about, kind: 'end', id: 1, hash: '0'.repeat(64) })
          .hears({ about, kind: 'end', id: 1, hash: '0'.repeat(64) }),
    ],
    [
      'unknown-transfer',
      'a take of nothing',
      () => twoSides()[0].hears({ about, kind: 'take', id: 1, run: 1, from: 0 }),
    ],
    [
      'out-of-turn',
      'a hold of what was not taken',
      () => twoSides()[0].offers(file(1)).hears({ about, kind: 'hold', id: 1 }),
    ],
    [
      'out-of-turn',
      'done before anything',
      () => twoSides()[0].offers(file(1)).hears({ about, kind: 'done', id: 1 }),
    ],
    [
      'never-sent',
      'stored before anything',
      () => twoSides()[0].offers(file(1)).hears({ about, kind: 'stored', id: 1, upTo: 1 }),
    ],
    [
      'never-sent',
      'a take from the middle',
      () => twoSides()[0].offers(file(9)).hears({ about, kind: 'take', id: 1, run: 1, from: 5 }),
    ],
    [
      'wrong-run',
      'the same take twice',
      () =>
        twoSides()[0]
          .offers(file(9))
          .hears({ about, kind: 'take', id: 1, run: 1, from: 0 })
          .hears({ about, kind: 'take', id: 1, run: 1, from: 0 }),
    ],
  ];
  test.each(CASES)('is refused with %s: %s', (why, _, play) => {
    const side = play();
    expect([side.files.lastRefusal, side.files.refused]).toEqual([why, 1]);
    expect(
      side.files.transfers.some(({ state }) => state.name === 'ready' || state.name === 'done'),
    ).toBe(false);
    // The call goes on, and so do other files.
    expect(side.closed).toBe(false);
    side.hears(offer(7, 10)).does({ kind: 'accept', id: 7 }).works();
    side.receives(frame(7, 1, 0)).works();
    side.hears({ about, kind: 'end', id: 7, hash: bytesToHex(sha256(content(10))) }).works();
    expect(side.in(7).state.name).toBe('ready');
  });

  it('can’t make us hold more than the window, however it sends', () => {
    const b = receiving(1e12);
    for (let at = 0; at < 2000; at += 1) b.receives(frame(1, 1, at * 65_536, 65_536));
    expect(b.most).toBeLessThanOrEqual(FILE_WINDOW);
    expect(b.in(1).state).toMatchObject({ failure: { by: 'them', why: 'nonsense' } });
    // It went on after that, far beyond what can have been on its way.
    expect([b.files.shut, b.closed]).toEqual([true, true]);
  });

  it('is heard no more when its nonsense goes on', () => {
    const b = receiving();
    for (let at = 0; at < MAX_FILES_REFUSALS; at += 1) b.receives(new Uint8Array(1));
    expect([b.files.shut, b.closed, b.dropped]).toEqual([true, true, [1]]);
    const before = b.files;
    b.hears(offer(9)).receives(frame(1, 1, 0));
    expect(b.files).toBe(before);
  });

  it('finds thousands of offers refused, without our keeping them', () => {
    const [b] = twoSides();
    for (let id = 1; id <= 5000; id += 1) b.hears(offer(id));
    expect(b.files.transfers.length).toBe(MAX_OPEN_OFFERS);
    expect(b.files.shut).toBe(true);
    expect(b.talk.length).toBeLessThanOrEqual(MAX_FILES_REFUSALS);
  });

  it('keeps no list of what it offered and took back', () => {
    const [b] = twoSides();
    for (let id = 1; id <= 5000; id += 1) {
      b.hears(offer(id)).hears({ about, kind: 'withdraw', id, why: 'cancelled' });
    }
    expect(b.files.transfers.length).toBe(MAX_ENDED);
    expect(b.files.shut).toBe(false);
  });

  it('does not choose how many new files the person is told of', () => {
    const { files } = twoSides()[0].hears(offer(7)).hears(offer(0xffff_ffff));
    expect([0, 7, 0xffff_ffff].map((seen) => offersAfter(files, seen))).toEqual([2, 1, 0]);
  });
});
