import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHECK_LASTS,
  CHECK_PAUSE,
  UnansweredCheck,
} from '../../../../native-host/peer/unanswered-check.ts';
import { createClock } from '../../../fakes/clock.ts';

const REQUEST = [0x00, 0x01];
const SUCCESS = [0x01, 0x01];
const ERROR = [0x01, 0x11];

/** A message of STUN with an empty body: its type, the magic cookie and a transaction id. */
function stun(type: readonly number[], id: number): Uint8Array {
  const bytes = Uint8Array.of(...type, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...Array(12).fill(0));
  bytes[bytes.length - 1] = id;
  return bytes;
}

function page() {
  const clock = createClock();
  const said: Uint8Array[] = [];
  const check = new UnansweredCheck({ after: clock.after, say: (bytes) => said.push(bytes) });
  return {
    clock,
    /** How often a check was said again since the last time. */
    again: () => said.splice(0).length,
    said,
    check,
    says: (bytes: Uint8Array) => check.said(Uint8Array.of(9, 9, ...bytes), 2, bytes.length),
    hears: (bytes: Uint8Array) => check.heard(Uint8Array.of(9, ...bytes, 9), 1, 1 + bytes.length),
  };
}

describe('a check that nobody answers', () => {
  test('is said again, as it was, until the page must have asked anew', async () => {
    const { clock, says, said, again } = page();
    says(stun(REQUEST, 7));
    await clock.advance(CHECK_PAUSE - 1);
    expect(again()).toBe(0);
    await clock.advance(1);
    expect(said).toEqual([stun(REQUEST, 7)]);
    again();
    await clock.advance(CHECK_LASTS);
    expect(again()).toBe(CHECK_LASTS / CHECK_PAUSE - 2);
    await clock.advance(60_000);
    expect(again()).toBe(0);
  });

  test.each([
    ['an answer', SUCCESS],
    ['a refusal', ERROR],
  ])('is not said again after %s', async (_name, type) => {
    const { clock, says, hears, again } = page();
    says(stun(REQUEST, 7));
    await clock.advance(CHECK_PAUSE);
    hears(stun(type, 7));
    expect(again()).toBe(1);
    await clock.advance(CHECK_LASTS);
    expect(again()).toBe(0);
  });

  test('goes on after the answer to another one, and after what is no answer', async () => {
    const { clock, says, hears, again } = page();
    says(stun(REQUEST, 7));
    hears(stun(SUCCESS, 6));
    hears(stun(REQUEST, 7));
    hears(stun(SUCCESS, 7).subarray(0, 19));
    await clock.advance(CHECK_PAUSE);
    expect(again()).toBe(1);
  });

  test('gives way to a newer one, and is nothing after the end', async () => {
    const { clock, check, says, said, again } = page();
    says(stun(REQUEST, 7));
    await clock.advance(CHECK_PAUSE - 1);
    says(stun(REQUEST, 8));
    await clock.advance(CHECK_PAUSE);
    expect(said).toEqual([stun(REQUEST, 8)]);
    again();
    check.stop();
    await clock.advance(CHECK_LASTS);
    expect(again()).toBe(0);
  });

  test('keeps its own bytes, whatever becomes of the memory that it was read into', async () => {
    const { clock, check, said } = page();
    const bytes = stun(REQUEST, 7);
    check.said(bytes, 0, bytes.length);
    bytes.fill(0xff);
    await clock.advance(CHECK_PAUSE);
    expect(said).toEqual([stun(REQUEST, 7)]);
  });
});

test('nothing but a check is ever said again', async () => {
  const other = fc
    .uint8Array({ maxLength: 1200 })
    .filter(([first, second]) => first !== 0 || second !== 1);
  const { clock, says, hears, again } = page();
  fc.assert(
    fc.property(other, (bytes) => {
      says(bytes);
      hears(bytes);
    }),
  );
  for (const length of [2, 19, 513]) {
    const bytes = new Uint8Array(length);
    bytes.set(REQUEST);
    says(bytes);
  }
  await clock.advance(CHECK_LASTS);
  expect(again()).toBe(0);
});
