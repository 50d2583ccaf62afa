import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backlog, LEFT_OUT_EACH } from '../../../../native-host/turn/backlog.ts';

const SIZE = 1200;
const datagram = (first: number, length = SIZE): Uint8Array => new Uint8Array(length).fill(first);
const DATA = datagram(23);

/** A backlog whose turns end when the test says so. */
function backlogOf() {
  let ends: (() => void)[] = [];
  const backlog = new Backlog((then) => void ends.push(then));
  return {
    backlog,
    endTurn(): void {
      const now = ends;
      ends = [];
      for (const end of now) end();
    },
  };
}

function leftOut(backlog: Backlog, datagrams: readonly Uint8Array[]): number {
  return datagrams.filter((bytes) => backlog.leavesOut(bytes, 0, bytes.length)).length;
}

describe('what waited of a page', () => {
  it('loses nothing in turns that read little, however many they are', () => {
    const { backlog, endTurn } = backlogOf();
    for (let turn = 0; turn < 100; turn++) {
      backlog.add(LEFT_OUT_EACH - 1);
      expect(backlog.isDue).toBe(false);
      expect(leftOut(backlog, [DATA, DATA])).toBe(0);
      endTurn();
    }
  });

  it('loses one datagram for each so many bytes of one turn, in whatever parts they are read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 16_384, max: 65_536 }), { maxLength: 60 }),
        (parts) => {
          const { backlog } = backlogOf();
          let lost = 0;
          for (const part of parts) {
            backlog.add(part);
            lost += leftOut(backlog, [DATA, DATA, DATA]);
          }
          const all = parts.reduce((sum, part) => sum + part, 0);
          expect(lost).toBe(Math.floor(all / LEFT_OUT_EACH));
        },
      ),
    );
  });

  it('leaves out neither sound and picture, nor a handshake, a question of ICE or what is short', () => {
    const { backlog } = backlogOf();
    backlog.add(LEFT_OUT_EACH);
    const rtp = datagram(0x80);
    const stun = datagram(0);
    const handshake = datagram(22);
    expect(leftOut(backlog, [rtp, stun, handshake, datagram(23, 999)])).toBe(0);
    expect(leftOut(backlog, [rtp, DATA, DATA])).toBe(1);
    backlog.add(LEFT_OUT_EACH);
    expect(leftOut(backlog, [datagram(0x2f), DATA])).toBe(1); // DTLS 1.3
  });

  it('looks at the datagram where it lies', () => {
    const { backlog } = backlogOf();
    backlog.add(LEFT_OUT_EACH);
    const within = new Uint8Array(4 + SIZE);
    within[4] = 23;
    expect(backlog.leavesOut(within, 0, SIZE)).toBe(false);
    expect(backlog.leavesOut(within, 4, SIZE)).toBe(true);
  });

  it('forgets with its turn what nobody was left out for', () => {
    const { backlog, endTurn } = backlogOf();
    backlog.add(LEFT_OUT_EACH);
    endTurn();
    expect(leftOut(backlog, [DATA])).toBe(0);
  });
});

/** What a browser and the system hold of a connection that is not read, in datagrams; measured 400 to 700 kB. */
const HELD = 500;

/**
 * A stream as SCTP sends it (RFC 9260, section 7.2): its window doubles until something is lost, then halves at each loss and grows by
 * one each round trip; all of a window waits when a busy host comes to read it. Gives what was left out, and what the browser lost.
 */
function stream(turns: number, leaves: (waiting: number) => number) {
  let window = 10;
  let hasLost = false;
  const sum = { sent: 0, out: 0, lost: 0 };
  for (let turn = 0; turn < turns; turn++) {
    const lost = Math.max(0, window - HELD);
    const out = leaves(window - lost);
    sum.sent += window;
    sum.out += out;
    sum.lost += lost;
    if (lost + out > 0) {
      hasLost = true;
      window = Math.ceil(window / 2);
    } else window += hasLost ? 1 : window;
  }
  return sum;
}

describe('a stream to a host that is busy', () => {
  it('is never too much for the browser, and loses one datagram of some ten thousand', () => {
    const { backlog, endTurn } = backlogOf();
    const sum = stream(2000, (waiting) => {
      let out = 0;
      for (let left = waiting; left > 0; left -= 50) {
        const count = Math.min(50, left);
        backlog.add(count * SIZE);
        out += leftOut(
          backlog,
          Array.from({ length: count }, () => DATA),
        );
      }
      endTurn();
      return out;
    });
    expect(sum.lost).toBe(0);
    expect(sum.out).toBeGreaterThan(0);
    expect(sum.out / sum.sent).toBeLessThan(1 / 10_000);
    // Else all that is too much is lost at once.
    expect(stream(2000, () => 0).lost).toBeGreaterThan(100);
  });
});
