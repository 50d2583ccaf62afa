import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { TURN_TCP } from '../../lib/protocol/host.ts';
import { MAX_RELAY_CLIENTS } from '../../native-host/limits.ts';
import { LEFT_OUT_EACH } from '../../native-host/turn/backlog.ts';
import { encodeMessage, numberAttribute } from '../../native-host/turn/message.ts';
import { TcpRelay } from '../../native-host/turn/tcp-server.node.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../native-host/turn/words.ts';
import {
  connectPages,
  freePeerPort,
  HERE,
  openCall,
  openPage,
  runtimeFolder,
  startPeer,
  THERE,
} from './call-pair.ts';
import { ALICE, eventually, startHost } from './native-host.ts';
import { CHANNEL, type TurnAccess, TurnClient } from './turn-client.ts';

const CALL = 'a1b2c3d4e5f6';
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
/** What gets an answer from everybody who is heard at all. */
const QUESTION = encodeMessage({
  method: METHOD.allocate,
  cls: CLASS.request,
  transactionId: new Uint8Array(12),
  attributes: [numberAttribute(ATTRIBUTE.requestedTransport, 17 << 24)],
});

async function hostOverTcp() {
  const host = await startPeer(HERE, freePeerPort(), undefined, 'tcp');
  const access = await openCall(host, CALL, ALICE, 'caller');
  const port = portOf(access);
  return { host, access, port };
}

function portOf({ turnUrl }: TurnAccess): number {
  return Number(/:(\d+)\?/.exec(turnUrl)?.[1]);
}

/** A relay without a host, and what the page of its call 7 has of it. */
async function relayAlone() {
  const relay = new TcpRelay(
    () => undefined,
    undefined,
    () => undefined,
  );
  onTestFinished(() => relay.close());
  const url = await relay.listen();
  if (!url.ok) throw new Error(url.error);
  const { username, password } = relay.admit(7);
  return { relay, access: { turnUrl: url.value, username, credential: password } };
}

async function plain(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

test.runIf(isRoot)('says nothing to a process of another user', async () => {
  const { port } = await hostOverTcp();
  const ask = async (...prefix: readonly string[]): Promise<string> => {
    const hex = Buffer.from(QUESTION).toString('hex');
    const script = `use IO::Socket::INET; my $s = IO::Socket::INET->new("127.0.0.1:${port}") or die;
      syswrite $s, pack 'H*', '${hex}'; sysread $s, my $got, 20; print unpack 'H4', $got // ''`;
    const child = spawn('env', [...prefix, 'perl', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await new Promise((resolve) => child.on('close', resolve));
    return output;
  };
  expect(await ask()).toBe('0113'); // an error response to Allocate
  expect(await ask('setpriv', '--reuid', '65534', '--clear-groups')).toBe('');
});

test('is not what a Firefox gets, whatever it says: it takes no relay on loopback', async () => {
  const host = await startHost({
    state: HERE,
    config: { peerPort: freePeerPort() },
    env: { XDG_RUNTIME_DIR: runtimeFolder() },
    browser: 'firefox',
    capabilities: [TURN_TCP],
  });
  const { turnUrl } = await openCall(host, CALL, ALICE, 'caller');
  expect(turnUrl).toMatch(/^turn:127\.77\.0\.1:\d+\?transport=udp$/);
});

test('hears nobody who does not come from 127.0.0.1', async () => {
  // Without the system's word on whose it is, which is asked about 127.0.0.1 alone.
  const port = portOf((await relayAlone()).access);
  const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.9' });
  socket.on('error', () => undefined);
  const heard: Buffer[] = [];
  socket.on('data', (chunk) => heard.push(chunk));
  socket.write(QUESTION);
  await new Promise((resolve) => socket.on('close', resolve));
  expect(heard).toEqual([]);
});

test('holds so many clients and no more, and says that there were more', async () => {
  const events: string[] = [];
  const relay = new TcpRelay(
    () => undefined,
    undefined,
    (_, event) => void events.push(event),
  );
  onTestFinished(() => relay.close());
  const url = await relay.listen();
  if (!url.ok) throw new Error(url.error);
  const port = Number(/:(\d+)\?/.exec(url.value)?.[1]);
  await Promise.all(Array.from({ length: MAX_RELAY_CLIENTS }, () => plain(port)));
  expect(events).toEqual([]);
  const oneMore = await plain(port);
  oneMore.resume();
  await new Promise((resolve) => oneMore.once('close', resolve));
  expect(events).toEqual(['too-many-relay-clients']);
});

test('is not to be reached but on loopback', async () => {
  const { port } = await hostOverTcp();
  const socket = connect({ host: '127.77.0.1', port });
  const code = await new Promise((resolve) => {
    socket.on('error', (error) => resolve('code' in error ? error.code : error));
    socket.on('connect', () => resolve('connected'));
  });
  expect(code).toBe('ECONNREFUSED');
});

test('ends a connection that does not speak TURN, and keeps the others', async () => {
  const { access, port } = await hostOverTcp();
  const page = await openPage(access, 'channel');
  for (const junk of ['GET / HTTP/1.1\r\n\r\n', '\xff\xff\xff\xff', '\x40\x00\xff\xff']) {
    const socket = await plain(port);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.resume();
    socket.write(Buffer.from(junk, 'latin1'));
    await closed;
  }
  expect(await page.bindChannel(CHANNEL)).toBe(0);
});

test('does not wait for ever for an allocation', async () => {
  const { access, port } = await hostOverTcp();
  const page = await openPage(access, 'channel');
  const socket = await plain(port);
  socket.resume();
  socket.write(QUESTION.subarray(0, 19));
  await new Promise((resolve) => socket.on('close', resolve));
  expect(await page.bindChannel(CHANNEL)).toBe(0);
});

test('lets the next page in as soon as the last one is gone', async () => {
  const { access } = await hostOverTcp();
  const first = await openPage(access, 'channel');
  const second = new TurnClient(access);
  onTestFinished(() => second.close());
  expect(await second.allocate()).toBe(486);
  first.close();
  let code = 486;
  for (let times = 0; code === 486 && times < 50; times++) code = await second.allocate();
  expect(code).toBe(0);
});

test('knows a page from the one that had its port before', async () => {
  const { relay, access } = await relayAlone();
  const first = await plain(portOf(access));
  const answered = once(first, 'data');
  first.write(QUESTION);
  await answered;
  // In one turn, so that the relay hears of the new one before it hears the old one's end.
  const { localPort } = first;
  first.resetAndDestroy();
  const second = new TurnClient(access, localPort);
  onTestFinished(() => second.close());
  expect(await second.allocate()).toBe(0);
  expect(await second.bindChannel()).toBe(0);
  relay.deliver(7, Buffer.from('----hello'), 4, 9, undefined);
  expect((await second.receive())?.toString()).toBe('hello');
});

test('carries a burst in order, each datagram whole', async () => {
  const port = freePeerPort();
  const { page, peer } = await connectPages(
    await startPeer(HERE, port, undefined, 'tcp'),
    await startPeer(THERE, port, undefined, 'tcp'),
  );
  const sizes = Array.from({ length: 40 }, (_, index) => 1 + ((index * 379) % 1300));
  for (const [index, size] of sizes.entries()) page.send(Buffer.alloc(size, index));
  for (const [index, size] of sizes.entries()) {
    expect(await peer.receive()).toEqual(Buffer.alloc(size, index));
  }
});

test('drops what is for a page that does not read, and goes on when it does', async () => {
  const { relay, access } = await relayAlone();
  const page = new TurnClient(access);
  onTestFinished(() => page.close());
  expect(await page.allocate()).toBe(0);
  expect(await page.bindChannel()).toBe(0);
  let received = 0;
  let last = -1;
  page.onData = (payload) => {
    received += payload.length;
    expect(payload.length).toBe(1200);
    expect(payload.readUInt32BE(0)).toBeGreaterThan(last);
    last = payload.readUInt32BE(0);
  };
  // One for all: what is thrown away here would count as kept until it is collected.
  const packet = Buffer.alloc(4 + 1200);
  const deliver = (serial: number): void => {
    packet.writeUInt32BE(serial, 4);
    relay.deliver(7, packet, 4, packet.length, undefined);
  };
  page.pause();
  const before = process.memoryUsage().arrayBuffers;
  const COUNT = 60_000;
  for (let serial = 0; serial < COUNT; serial++) {
    deliver(serial);
    if (serial % 50 === 0) await new Promise(setImmediate);
  }
  // The system's own buffers hold some MB, this process next to nothing, of 72 MB.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  page.resume();
  let serial = COUNT;
  await eventually(() => {
    deliver(serial++);
    return last >= COUNT;
  }, 'what was said after it read again');
  expect(received).toBeLessThan(20 * 1024 * 1024);
});

test.runIf(process.platform === 'linux')(
  'leaves out one datagram of a stream for each so many that waited, and none of the sound',
  async () => {
    const heard: number[] = [];
    const relay = new TcpRelay(
      (_, bytes, offset) => void heard.push(bytes[offset] ?? -1),
      undefined,
      () => undefined,
    );
    onTestFinished(() => relay.close());
    const url = await relay.listen();
    if (!url.ok) throw new Error(url.error);
    const { username, password } = relay.admit(7);
    const page = new TurnClient({ turnUrl: url.value, username, credential: password });
    onTestFinished(() => page.close());
    expect(await page.allocate()).toBe(0);
    expect(await page.bindChannel()).toBe(0);
    const [data, sound, last] = [Buffer.alloc(1200, 23), Buffer.alloc(1200, 0x80), Buffer.alloc(9)];
    const COUNT = 800;
    // In one piece, so that all of it waits in the system when the relay comes to read.
    const channelData = (payload: Buffer): Buffer => {
      const filled = Buffer.alloc(4 + Math.ceil(payload.length / 4) * 4);
      filled.writeUInt16BE(CHANNEL);
      filled.writeUInt16BE(payload.length, 2);
      payload.copy(filled, 4);
      return filled;
    };
    const both = Buffer.concat([channelData(data), channelData(sound)]);
    page.raw(Buffer.concat([...Array.from({ length: COUNT }, () => both), channelData(last)]));
    await eventually(() => heard.at(-1) === 0, 'the last datagram');
    expect(heard.filter((first) => first === 0x80)).toHaveLength(COUNT);
    const missing = COUNT - heard.filter((first) => first === 23).length;
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThanOrEqual(Math.floor((COUNT * both.length) / LEFT_OUT_EACH));
  },
);
