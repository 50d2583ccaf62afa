import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { REQUESTS } from '../../../lib/protocol/host.ts';

const opened = (turnUrl: string) =>
  v.is(REQUESTS['call.open'].answer, {
    turnUrl,
    username: 'u',
    credential: 'c',
    peerVirtual: { address: '198.18.0.1', port: 5000 },
  });

describe('the relay that a host gives a call', () => {
  it('is an address over UDP, or loopback over TCP', () => {
    expect(opened('turn:10.115.0.1:40000?transport=udp')).toBe(true);
    expect(opened('turn:127.0.0.1:40000?transport=tcp')).toBe(true);
  });

  test.each([
    ['a name, which the browser would look up', 'turn:relay.example:3478?transport=udp'],
    ['TCP, which may go through a proxy', 'turn:10.115.0.1:40000?transport=tcp'],
    ['TCP to a longer address', 'turn:127.0.0.1.1:40000?transport=tcp'],
    ['TCP to a name that begins so', 'turn:127.0.0.1.example:40000?transport=tcp'],
    ['TCP with more behind it', 'turn:127.0.0.1:40000?transport=tcp&x=y'],
    ['another way', 'turns:10.115.0.1:40000?transport=udp'],
    ['STUN, which tells addresses', 'stun:10.115.0.1:40000'],
    ['no way said', 'turn:10.115.0.1:40000'],
    ['no address', 'turn:10.115.0.300:40000?transport=udp'],
    ['half an address', 'turn:10.115.0:40000?transport=udp'],
    ['no port', 'turn:10.115.0.1:?transport=udp'],
    ['more behind it', 'turn:10.115.0.1:40000?transport=udp&x=y'],
    ['a line more', 'turn:10.115.0.1:40000?transport=udp\n'],
  ])('is not taken with %s', (_, turnUrl) => {
    expect(opened(turnUrl)).toBe(false);
  });
});
