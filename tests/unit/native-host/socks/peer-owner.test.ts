import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOwner, TABLES } from '../../../../native-host/socks/peer-owner.ts';

// As the kernel prints them: the proxy's end, the client's end, a listener, and a client with an IPv6 socket.
const V4 = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2A80 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 53 1 0000000000000000 100 0 0 10 0
   1: 0100007F:2A80 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 54 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C001 0100007F:2A80 01 00000000:00000000 00:00000000 00000000 65534        0 55 1 0000000000000000 20 4 30 10 -1
   3: 0500A8C0:C001 0100007F:2A80 01 00000000:00000000 00:00000000 00000000     7        0 56 1 0000000000000000 20 4 30 10 -1
`;
const V6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000100007F:C002 0000000000000000FFFF00000100007F:2A80 01 00000000:00000000 00:00000000 00000000  1001        0 57 1 0000000000000000 20 4 30 10 -1
`;

const [FOUR, SIX] = TABLES.map(({ loopback }) => loopback);

function owner(table: string, loopback: string | undefined, client: number): number | undefined {
  return findOwner(Buffer.from(table, 'latin1'), loopback ?? '', client, 0x2a80);
}

describe('the owner of a connection', () => {
  test("is that of the client's end, not of ours", () => {
    expect(owner(V4, FOUR, 0xc001)).toBe(65534);
    expect(findOwner(Buffer.from(V4), FOUR ?? '', 0x2a80, 0xc001)).toBe(1000);
    expect(owner(V4, FOUR, 0xc003)).toBeUndefined();
  });

  test('is found for an IPv6 socket too', () => {
    expect(owner(V6, SIX, 0xc002)).toBe(1001);
    expect(owner(V6, FOUR, 0xc002)).toBeUndefined();
  });

  test('is nobody in a table that is none', () => {
    expect(owner(V4.replaceAll('65534', '-1'), FOUR, 0xc001)).toBeUndefined();
    expect(owner(V4.slice(0, V4.indexOf('65534')), FOUR, 0xc001)).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(owner(text, FOUR, 0xc001)).toBeUndefined();
        const after = owner(` ${FOUR}:C001 ${FOUR}:2A80 ${text}`, FOUR, 0xc001);
        expect(after === undefined || Number.isSafeInteger(after)).toBe(true);
      }),
    );
  });
});
