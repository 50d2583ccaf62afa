import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import { type InterfaceAddress, type Ipv4, parseIpv4 } from '../../../native-host/ipv4.ts';
import { mayDial, type Situation } from '../../../native-host/policy.ts';

function ip(text: string): Ipv4 {
  return parseIpv4(text) ?? expect.unreachable(text);
}

function id(text: string): NodeId {
  const parsed = parseNodeId(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}

const US = id('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const ALICE = id('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');
const LO: InterfaceAddress = { name: 'lo', address: ip('127.0.0.1'), prefix: 8 };
const LAN: InterfaceAddress = { name: 'eth0', address: ip('192.168.1.5'), prefix: 24 };
const TUN: InterfaceAddress = { name: 'tun0', address: ip('10.115.0.1'), prefix: 16 };

function situation(change: Partial<Situation> & { readonly at?: string } = {}): Situation {
  const { at, ...rest } = change;
  return {
    node: ALICE,
    address: ip(at ?? '10.115.0.2'),
    own: { nodeId: US, address: TUN.address },
    overlay: TUN,
    interfaces: [LO, LAN, TUN],
    routedFrom: TUN.address,
    allowLoopback: false,
    ...rest,
  };
}

const REFUSED = { ok: false, error: { cause: 'address-not-allowed' } };

describe('what may be dialled', () => {
  test('another node, from our own overlay address', () => {
    expect(mayDial(situation())).toEqual({
      ok: true,
      value: { address: '10.115.0.2', source: '10.115.0.1' },
    });
  });

  test('our own site, at our own overlay address only', () => {
    const own = mayDial(situation({ node: US, at: '10.115.0.1' }));
    expect(own).toMatchObject({ ok: true, value: { source: '10.115.0.1' } });
    expect(mayDial(situation({ node: US, at: '10.115.0.9' }))).toMatchObject(REFUSED);
    expect(mayDial(situation({ node: ALICE, at: '10.115.0.1' }))).toMatchObject(REFUSED);
  });

  test.each([
    ['0.0.0.0'],
    ['0.1.2.3'],
    ['127.0.0.1'],
    ['127.77.0.2'],
    ['169.254.1.1'],
    ['224.0.0.1'],
    ['239.255.255.255'],
    ['240.0.0.1'],
    ['255.255.255.255'],
    ['10.115.255.255'], // broadcast of the overlay
    ['192.168.1.5'], // this machine
  ])('never %s', (at) => {
    expect(mayDial(situation({ at }))).toMatchObject(REFUSED);
  });

  test('loopback in the demo, without a source; nothing else changes there', () => {
    expect(mayDial(situation({ at: '127.77.0.2', allowLoopback: true }))).toEqual({
      ok: true,
      value: { address: '127.77.0.2', source: undefined },
    });
    expect(mayDial(situation({ at: '169.254.1.1', allowLoopback: true }))).toMatchObject(REFUSED);
  });

  test('no address that another network claims as narrowly as the overlay', () => {
    const stranger = (prefix: number): Situation =>
      situation({ interfaces: [LO, TUN, { name: 'eth0', address: ip('10.115.7.7'), prefix }] });
    expect(mayDial(stranger(24))).toMatchObject({ ok: true }); // 10.115.7.0/24 does not hold 10.115.0.2
    expect(mayDial(stranger(16))).toMatchObject(REFUSED);
    expect(mayDial(stranger(17))).toMatchObject(REFUSED);
    expect(mayDial(stranger(8))).toMatchObject({ ok: true });
  });

  test('a point-to-point overlay goes by the route', () => {
    const overlay = { ...TUN, prefix: 32 };
    const interfaces = [LO, { name: 'eth0', address: ip('10.0.0.5'), prefix: 8 }, overlay];
    expect(mayDial(situation({ overlay, interfaces }))).toMatchObject({ ok: true });
    const strange = situation({ overlay, interfaces, routedFrom: ip('10.0.0.5') });
    expect(mayDial(strange)).toMatchObject(REFUSED);
  });

  test('nothing that the system would send another way', () => {
    expect(mayDial(situation({ routedFrom: LAN.address }))).toMatchObject(REFUSED);
    expect(mayDial(situation({ routedFrom: undefined }))).toMatchObject(REFUSED);
    expect(mayDial(situation({ routedFrom: ip('8.8.8.8') }))).toMatchObject(REFUSED);
  });

  test('whatever the address: never one of this machine, never loopback, always from our own', () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const result = mayDial(situation({ at: octets.join('.') }));
        if (!result.ok) return;
        expect(result.value.source).toBe(TUN.address);
        expect(octets[0]).not.toBe(127);
        expect(octets[0]).toBeLessThan(224);
        expect([LO, LAN, TUN].map(({ address }) => String(address))).not.toContain(
          octets.join('.'),
        );
      }),
    );
  });
});
