import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseIpv4 } from '../../native-host/ipv4.ts';
import type { MakeRelay, RelayServer } from '../../native-host/turn/relay-server.ts';
import { TcpRelay } from '../../native-host/turn/tcp-server.node.ts';
import { UdpRelay } from '../../native-host/turn/udp-server.node.ts';
import {
  connectPages,
  freePeerPort,
  HERE,
  OURS,
  openCall,
  openPage,
  reaches,
  runtimeFolder,
  startPeer,
  THERE,
} from './call-pair.ts';
import { ALICE } from './native-host.ts';
import { CHANNEL, TurnClient } from './turn-client.ts';

const CALL = 'a1b2c3d4e5f6';
const COTURN = '/usr/bin/turnutils_uclient';
const URLS = {
  udp: /^turn:127\.77\.0\.1:\d+\?transport=udp$/,
  tcp: /^turn:127\.0\.0\.1:\d+\?transport=tcp$/,
};

describe.each(['udp', 'tcp'] as const)('the relay over %s', (over) => {
  const start = (state: typeof HERE, port: number) => startPeer(state, port, runtimeFolder(), over);

  async function pair() {
    const port = freePeerPort();
    return connectPages(await start(HERE, port), await start(THERE, port));
  }

  test('carries datagrams of any size both ways, by channel and by indication', async () => {
    const { page, peer } = await pair();
    for (const size of [0, 1, 2, 3, 4, 100, 1061, 1064, 1065, 1066, 1200, 1201, 2118]) {
      const bytes = Buffer.alloc(size, size & 255);
      page.send(bytes);
      expect(await peer.receive()).toEqual(bytes);
      peer.send(bytes);
      expect(await page.receive()).toEqual(bytes);
    }
    expect(page.ways).toEqual({ channel: 13, indication: 0 });
    expect(peer.ways).toEqual({ channel: 0, indication: 13 });
  });

  test('gives each call credentials of its own, new each time it is opened', async () => {
    const host = await start(HERE, freePeerPort());
    const first = await openCall(host, CALL, ALICE, 'caller');
    expect(first).toMatchObject({ peerVirtual: { address: '198.18.0.1', port: 5000 } });
    expect(first.credential).toMatch(/^[0-9a-f]{40}$/);
    expect(first.turnUrl).toMatch(URLS[over]);
    const page = await openPage(first, 'channel');
    const second = await openCall(host, CALL, ALICE, 'caller');
    expect(second.turnUrl).toBe(first.turnUrl);
    expect(second.username).not.toBe(first.username);
    expect(second.credential).not.toBe(first.credential);
    expect(await host.event('call.closed')).toMatchObject({ reason: 'replaced' });
    if (over === 'udp') expect(await page.bindChannel()).toBe(401);
    else await page.ended;
    await openPage(second, 'channel');
  });

  test('is for one socket of a call alone', async () => {
    const { page, peer, here, callId } = await pair();
    expect(await reaches(page, peer, 'before')).toBe(true);
    // Another program of this machine that knows the channel, and one that stole even the password.
    const thief = new TurnClient({
      turnUrl: `turn:${page.host}:${page.port}?transport=${over}`,
      ...page.credential,
    });
    onTestFinished(() => thief.close());
    thief.channel = CHANNEL;
    expect(await reaches(thief, peer, 'stolen')).toBe(false);
    expect(await thief.allocate()).toBe(486);
    expect(await reaches(thief, peer, 'stolen')).toBe(false);
    expect(await reaches(page, peer, 'after')).toBe(true);
    await here.request('call.close', { callId });
    expect(await reaches(page, peer, 'over')).toBe(false);
  });

  test('answers nobody who guesses', async () => {
    const host = await start(HERE, freePeerPort());
    const access = await openCall(host, CALL, ALICE, 'caller');
    for (const wrong of [{ username: 'guest' }, { credential: 'guest' }]) {
      const guest = new TurnClient({ ...access, ...wrong });
      onTestFinished(() => guest.close());
      expect(await guest.allocate()).toBe(401);
    }
  });

  test('carries nothing before the call is armed, and nothing that was not permitted', async () => {
    const port = freePeerPort();
    const [here, there] = await Promise.all([start(HERE, port), start(THERE, port)]);
    const { page, peer, callId } = await connectPages(here, there);
    expect(await page.permit('198.18.0.3')).toBe(403);
    await there.request('call.close', { callId });
    await here.event('call.closed');
    const ours = await openPage(await openCall(here, callId, ALICE, 'caller'), 'channel');
    expect(await reaches(ours, peer, 'early')).toBe(false);
  });

  test('listens only once a call is open, on our own overlay address', async () => {
    const port = freePeerPort();
    const here = await start(HERE, port);
    const taken = await canBind(OURS, port);
    expect(taken).toBe(true);
    await openCall(here, CALL, ALICE, 'caller');
    expect(await canBind(OURS, port)).toBe(false);
    expect(await canBind('127.77.0.9', port)).toBe(true);
    await here.request('call.close', { callId: CALL });
    expect(await canBind(OURS, port)).toBe(true);
  });
});

async function canBind(address: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const bound = await new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.bind({ address, port, exclusive: true }, () => resolve(true));
  });
  socket.close();
  return bound;
}

describe.runIf(existsSync(COTURN)).each([
  ['udp', (onPayload) => new UdpRelay(onPayload, 0)],
  ['tcp', (onPayload) => new TcpRelay(onPayload, undefined, () => undefined, 0)],
] satisfies [string, MakeRelay][])('the client of coturn over %s', (over, makeRelay) => {
  const transport = over === 'tcp' ? ['-t'] : [];
  /** The relay alone, whose peer sends back what it gets. */
  async function echo() {
    let echoed = 0;
    // coturn's client tries out a server with a first allocation that it never gives up: here the newest wins.
    const relay: RelayServer = makeRelay((call, bytes, offset, length) => {
      echoed += 1;
      const packet = Buffer.alloc(4 + length);
      packet.set(bytes.subarray(offset, offset + length), 4);
      relay.deliver(call, packet, 4, packet.length, undefined);
    });
    onTestFinished(() => relay.close());
    const url = await relay.listen(parseIpv4(OURS) ?? expect.unreachable());
    if (!url.ok) throw new Error(url.error);
    const [, host = '', port = ''] = /^turn:([\d.]+):(\d+)/.exec(url.value) ?? [];
    return { host, port, credential: relay.admit(7), count: () => echoed };
  }

  test.each([
    ['channels', []],
    ['channels, padded', ['-D']],
    ['indications', ['-s']],
    ['large datagrams, don’t fragment', ['-g', '-l', '1200']],
    ['large indications', ['-s', '-l', '1300']],
    ['extra requests', ['-G']],
  ])('gets back what it sent: %s', async (_, flags) => {
    const { host, port, credential, count } = await echo();
    const { username, password } = credential;
    const who = ['-c', '-n', '200', '-z', '2', '-u', username, '-w', password];
    const where = ['-e', '198.18.0.1', '-r', '5000', '-p', port, host];
    const args = [...transport, ...who, ...flags, ...where];
    const { stdout } = await promisify(execFile)(COTURN, args, { timeout: 20_000 });
    expect(stdout).toMatch(/tot_send_msgs=200, tot_recv_msgs=200/);
    expect(count()).toBe(200);
  });

  test('is refused with a wrong password', async () => {
    const { host, port, credential } = await echo();
    const args = [
      ...transport,
      '-v',
      '-c',
      '-u',
      credential.username,
      '-w',
      'x',
      '-e',
      '198.18.0.1',
      '-p',
      port,
    ];
    const run = promisify(execFile)(COTURN, [...args, host], { timeout: 20_000 });
    const output = await run.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    expect(output).toMatch(/Cannot complete Allocation/);
  });
});
