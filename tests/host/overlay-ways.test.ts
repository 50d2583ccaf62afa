import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type NodeId, nodeIdFromBytes } from '../../lib/node-id.ts';
import { type InterfaceAddress, type Ipv4, parseIpv4 } from '../../native-host/ipv4.ts';
import { DIAL_WAY_TTL, WAY_TTL } from '../../native-host/limits.ts';
import { Overlay } from '../../native-host/mcc/overlay.node.ts';
import { settle } from '../fakes/clock.ts';

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
  const ways = { from: async (): Promise<Ipv4> => source };
  let overlay: Overlay;
  let questions: number;
  /** How long a look at the interfaces takes, ms. */
  let looking: number;
  let change: () => void;
  let interfaces: readonly InterfaceAddress[];
  const onInterfaces = vi.fn<() => void>();
  const onAddress = vi.fn<(node: NodeId, address: Ipv4 | undefined, cause: string) => void>();

  beforeEach(() => {
    vi.useFakeTimers();
    source = TUN.address;
    questions = 0;
    looking = 0;
    interfaces = [TUN, LAN];
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
      interfaces: () => {
        vi.advanceTimersByTime(looking);
        return interfaces;
      },
      routeSource: () => ways.from(),
      watchNetwork(onChange) {
        change = onChange;
        return () => {
          change = () => expect.unreachable('nobody listens any more');
        };
      },
      now: Date.now,
      onAddress,
      onOwnAddress: () => {},
      onInterfaces,
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
    vi.advanceTimersByTime(DIAL_WAY_TTL);
    expect(overlay.reachNow(ALICE)).toBeUndefined();
    expect(await overlay.reach(ALICE)).toMatchObject({
      ok: false,
      error: { cause: 'address-not-allowed' },
    });
    expect(questions).toBe(before);
  });

  test('is looked at less often where looking takes long', async () => {
    looking = 1;
    await overlay.reach(ALICE);
    expect(await overlay.reach(ALICE)).toMatchObject({ ok: true });
    vi.advanceTimersByTime(90);
    expect(overlay.reachNow(ALICE)).toBeDefined();
    vi.advanceTimersByTime(10);
    expect(overlay.reachNow(ALICE)).toBeUndefined();
    looking = 100;
    await overlay.reach(ALICE);
    vi.advanceTimersByTime(WAY_TTL);
    expect(overlay.reachNow(ALICE)).toBeUndefined();
  });

  test('is looked at when the system says that its network changed, and what uses it is closed', async () => {
    await overlay.reach(ALICE);
    overlay.setInUse(ALICE, true);
    expect(await overlay.reach(ALICE)).toMatchObject({ ok: true });
    change();
    expect(overlay.reachForPacket(ALICE)).toBeUndefined();
    await settle();
    expect(onAddress).not.toHaveBeenCalled();
    expect(overlay.reachForPacket(ALICE)).toBeDefined();
    source = LAN.address;
    change();
    expect(overlay.reachNow(ALICE)).toBeUndefined();
    await settle();
    expect(onAddress).toHaveBeenCalledWith(ALICE, undefined, 'address-not-allowed');
  });

  test('changes with the addresses of this machine, of which is told once', async () => {
    await overlay.reach(ALICE);
    change();
    expect(onInterfaces).not.toHaveBeenCalled();
    interfaces = [TUN];
    change();
    change();
    expect(onInterfaces).toHaveBeenCalledOnce();
  });

  test('is not given when the network changes while it is looked at', async () => {
    await overlay.reach(ALICE);
    vi.advanceTimersByTime(DIAL_WAY_TTL);
    let answer: ((seen: Ipv4) => void) | undefined;
    vi.spyOn(ways, 'from').mockImplementationOnce(
      () => new Promise((resolve) => (answer = resolve)),
    );
    const reached = overlay.reach(ALICE);
    await settle();
    source = LAN.address;
    change();
    answer?.(TUN.address);
    expect(await reached).toMatchObject({ ok: false, error: { cause: 'address-not-allowed' } });
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
