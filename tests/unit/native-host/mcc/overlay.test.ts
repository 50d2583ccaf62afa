import { describe, expect, test } from 'vitest';
import { type NodeId, nodeIdFromBytes } from '../../../../lib/node-id.ts';
import { ADDRESS_TTL } from '../../../../lib/protocol/limits.ts';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import { MAX_BELIEVED } from '../../../../native-host/limits.ts';
import {
  AddressBook,
  findOverlay,
  readInterfaces,
  runsInContainer,
} from '../../../../native-host/mcc/overlay.ts';

function ip(text: string): Ipv4 {
  return parseIpv4(text) ?? expect.unreachable(text);
}

function node(number: number): NodeId {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, number);
  const id = nodeIdFromBytes(bytes);
  return id.ok ? id.value : expect.unreachable();
}

const LO = { name: 'lo', address: ip('127.0.0.1'), prefix: 8 };
const TUN = { name: 'tun0', address: ip('10.115.0.1'), prefix: 16 };

describe('the overlay interface', () => {
  test('is the one that holds our own address', () => {
    expect(findOverlay([LO, TUN], ip('10.115.0.1'), false)).toBe(TUN);
    expect(findOverlay([LO], ip('10.115.0.1'), false)).toBeUndefined();
    expect(findOverlay([LO, TUN], ip('10.115.0.2'), true)).toBeUndefined();
  });

  test('is loopback in the demo only', () => {
    expect(findOverlay([LO, TUN], ip('127.77.0.1'), true)).toBe(LO);
    expect(findOverlay([LO, TUN], ip('127.77.0.1'), false)).toBeUndefined();
    expect(findOverlay([LO, TUN], ip('127.0.0.1'), false)).toBeUndefined();
  });

  test('comes from what Node lists', () => {
    const listed = {
      lo: [
        { address: '127.0.0.1', cidr: '127.0.0.1/8' },
        { address: '::1', cidr: '::1/128' },
      ],
      tun0: [{ address: '10.115.0.1', cidr: null }],
      gone: undefined,
    };
    expect(readInterfaces(listed)).toEqual([LO, { ...TUN, prefix: 32 }]);
  });

  test.each([
    [['docker', 'exec', 'mcc', 'mcc'], true],
    [['/usr/bin/podman', 'exec', 'mcc', 'mcc'], true],
    [['sudo', '-n', 'docker', 'exec', 'mcc', 'mcc'], true],
    [['C:\\Docker\\docker.exe', 'exec', 'mcc', 'mcc'], true],
    [['mcc'], false],
    [['/opt/docker/mcc'], false],
  ])('%j is in a container: %s', (command, inside) => {
    expect(runsInContainer(command)).toBe(inside);
  });
});

describe('believed addresses', () => {
  test('are believed for a time only', () => {
    const book = new AddressBook();
    book.note(node(1), ip('10.0.0.1'), 1000);
    expect(book.believed(node(1), 1000 + ADDRESS_TTL - 1)).toBe('10.0.0.1');
    expect(book.believed(node(1), 1000 + ADDRESS_TTL)).toBeUndefined();
    book.forget(node(1));
    expect(book.askedAt(node(1))).toBeUndefined();
  });

  test('tell a change, and who else holds an address', () => {
    const book = new AddressBook();
    expect(book.note(node(1), ip('10.0.0.1'), 0)).toBe(false);
    expect(book.note(node(1), ip('10.0.0.1'), 1)).toBe(false);
    expect(book.note(node(2), ip('10.0.0.1'), 2)).toBe(false);
    expect(book.othersAt(ip('10.0.0.1'), node(2))).toEqual([node(1)]);
    expect(book.note(node(1), ip('10.0.0.3'), 3)).toBe(true);
    expect(book.othersAt(ip('10.0.0.1'), node(2))).toEqual([]);
  });

  test('are bounded', () => {
    const book = new AddressBook();
    for (let number = 0; number <= MAX_BELIEVED; number++)
      book.note(node(number), ip('10.0.0.1'), 0);
    expect(book.askedAt(node(0))).toBeUndefined();
    expect(book.askedAt(node(1))).toBe(0);
    expect(book.askedAt(node(MAX_BELIEVED))).toBe(0);
  });
});
