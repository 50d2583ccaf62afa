import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type NodeId, nodeIdFromBytes } from '../../lib/node-id.ts';
import { ADDRESS_TTL } from '../../lib/protocol/limits.ts';
import { type Ipv4, parseIpv4 } from '../../native-host/ipv4.ts';
import { Overlay } from '../../native-host/mcc/overlay.node.ts';

function ip(text: string): Ipv4 {
  return parseIpv4(text) ?? expect.unreachable(text);
}

function node(number: number): NodeId {
  const id = nodeIdFromBytes(new Uint8Array(32).fill(number));
  return id.ok ? id.value : expect.unreachable();
}

const OWN = node(1);
const ALICE = node(2);
const TUN = { name: 'tun0', address: ip('10.115.0.1'), prefix: 32 };
/** How long `mcc` takes for an answer, and how long starting it holds everything up, ms. */
const THINKS = 60;
const STARTS = 8;

/** A visit after a pause, at any moment of what is believed: `mcc` answers, so nothing may fail. */
describe('a belief that comes to its end', () => {
  let overlay: Overlay;
  let answers: boolean;
  let spent: number;
  const onAddress = vi.fn<(node: NodeId, address: Ipv4 | undefined, cause: string) => void>();
  const onOwnAddress = vi.fn<(address: Ipv4 | undefined, cause: string) => void>();

  beforeEach(() => {
    vi.useFakeTimers();
    start();
  });
  afterEach(() => {
    overlay.close();
    vi.useRealTimers();
  });

  function start(): void {
    answers = true;
    spent = 0;
    overlay = new Overlay({
      driver: {
        async ask([command, id]) {
          spent += STARTS;
          await new Promise((resolve) => setTimeout(resolve, THINKS));
          const line = command === 'id' ? OWN : id === OWN ? '10.115.0.1' : '10.115.77.7';
          return answers
            ? { kind: 'exited', code: 0, stdout: `${line}\n`, stderr: '' }
            : { kind: 'exited', code: 3, stdout: '', stderr: '' };
        },
        close() {},
      },
      command: ['mcc'],
      allowLoopback: false,
      interfaces: () => [TUN],
      routeSource: async () => TUN.address,
      watchNetwork: () => () => undefined,
      now: () => Date.now() + spent,
      onAddress,
      onOwnAddress,
      onInterfaces: () => {},
      onStatus: () => {},
    });
  }

  /** What a dial does; the time runs on meanwhile. */
  async function reach(): Promise<Awaited<ReturnType<Overlay['reach']>>> {
    const reaching = overlay.reach(ALICE);
    await vi.advanceTimersByTimeAsync(3 * THINKS);
    return reaching;
  }

  // Before, around and after the end; the ticks of the overlay and the first visit have nothing to do with each other.
  const pauses = Array.from({ length: 40 }, (_, step) => ADDRESS_TTL - 300 + 10 * step);

  test.each([30, 430, 930])(
    'first visited at %i ms: the next dial goes out and stays',
    async (first) => {
      for (const pause of pauses) {
        start();
        await vi.advanceTimersByTimeAsync(first);
        await reach();
        await vi.advanceTimersByTimeAsync(pause - 3 * THINKS);
        expect(await reach(), `after ${pause} ms`).toMatchObject({ ok: true });
        overlay.setInUse(ALICE, true);
        await vi.advanceTimersByTimeAsync(3 * ADDRESS_TTL);
        expect(onAddress, `after ${pause} ms`).not.toHaveBeenCalled();
        expect(onOwnAddress, `after ${pause} ms`).not.toHaveBeenCalled();
        overlay.close();
      }
    },
  );

  test('ends for what is open when mcc no longer answers', async () => {
    await reach();
    overlay.setInUse(ALICE, true);
    answers = false;
    await vi.advanceTimersByTimeAsync(ADDRESS_TTL + 1_000);
    expect(onAddress).toHaveBeenCalledWith(ALICE, undefined, 'node-unresolved');
    expect(onOwnAddress).toHaveBeenCalledWith(undefined, 'mcc-failed');
  });
});
