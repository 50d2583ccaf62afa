import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type NodeId, nodeIdFromBytes } from '../../lib/node-id.ts';
import { type Ipv4, parseIpv4 } from '../../native-host/ipv4.ts';
import { WAY_TTL } from '../../native-host/limits.ts';
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
const LAN = { name: 'eth0', address: ip('192.168.1.2'), prefix: 24 };

describe('the way to a node', () => {
  let source: Ipv4;
  let overlay: Overlay;
  let questions: number;
  const onAddress = vi.fn<(node: NodeId, address: Ipv4 | undefined, cause: string) => void>();

  beforeEach(() => {
    vi.useFakeTimers();
    source = TUN.address;
    questions = 0;
    overlay = new Overlay({
      driver: {
        async ask(args) {
          questions += 1;
          const [command, id] = args;
          const line = command === 'id' ? OWN : id === OWN ? '10.115.0.1' : '10.115.77.7';
          return { kind: 'exited', code: 0, stdout: `${line}\n`, stderr: '' };
        },
        close() {},
      },
      command: ['mcc'],
      allowLoopback: false,
      interfaces: () => [TUN, LAN],
      routeSource: async () => source,
      now: Date.now,
      onAddress,
      onOwnAddress: () => {},
      onStatus: () => {},
    });
  });
  afterEach(() => {
    overlay.close();
    vi.useRealTimers();
  });

  test('is looked at before a dial, without asking mcc again', async () => {
    // The first look at the interfaces voids what was judged before it.
    await overlay.reach(ALICE);
    expect(await overlay.reach(ALICE)).toMatchObject({ ok: true });
    const before = questions;
    source = LAN.address;
    expect(overlay.reachNow(ALICE)).toBeDefined();
    vi.advanceTimersByTime(WAY_TTL);
    expect(overlay.reachNow(ALICE)).toBeUndefined();
    expect(await overlay.reach(ALICE)).toMatchObject({
      ok: false,
      error: { cause: 'address-not-allowed' },
    });
    expect(questions).toBe(before);
  });

  test('is watched while it is in use, and what uses it is closed when it leads elsewhere', async () => {
    await overlay.reach(ALICE);
    overlay.setInUse(ALICE, true);
    await vi.advanceTimersByTimeAsync(3 * WAY_TTL);
    expect(onAddress).not.toHaveBeenCalled();
    expect(overlay.reachNow(ALICE)).toBeDefined();
    source = LAN.address;
    await vi.advanceTimersByTimeAsync(WAY_TTL);
    expect(onAddress).toHaveBeenCalledWith(ALICE, undefined, 'address-not-allowed');
    expect(overlay.reachNow(ALICE)).toBeUndefined();
  });

  test('is not watched when nothing uses it', async () => {
    await overlay.reach(ALICE);
    overlay.setInUse(ALICE, true);
    overlay.setInUse(ALICE, false);
    source = LAN.address;
    await vi.advanceTimersByTimeAsync(4 * WAY_TTL);
    expect(onAddress).not.toHaveBeenCalled();
  });
});
