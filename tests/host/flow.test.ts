import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Flow } from '../../native-host/socks/flow.node.ts';
import { serve } from './sockets.ts';

const HERE = '127.0.0.1';

/** A client's socket as the proxy sees it, and the client itself, which reads as it likes. */
async function clientPair(): Promise<{ readonly inner: Socket; readonly client: Socket }> {
  const accepted = Promise.withResolvers<Socket>();
  const port = await serve(HERE, accepted.resolve);
  const client = connect({ port, host: HERE, allowHalfOpen: true });
  onTestFinished(() => {
    client.destroy();
  });
  return { inner: await accepted.promise, client };
}

/** A connection to a node that says `said`, read through a flow that is not started. */
async function remoteOf(
  said: Buffer,
  flow: Flow,
): Promise<{ readonly remote: Socket; readonly node: Socket }> {
  const accepted = Promise.withResolvers<Socket>();
  const port = await serve(HERE, (socket) => {
    socket.end(said);
    accepted.resolve(socket);
  });
  const remote = connect({ port, host: HERE, allowHalfOpen: true, onread: flow.onread });
  remote.pause();
  onTestFinished(() => {
    remote.destroy();
  });
  await once(remote, 'connect');
  return { remote, node: await accepted.promise };
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test.each([0, 1, 4096, 4097, 40_000, 20_000_000])('%i bytes come as they were', async (length) => {
  const said = randomBytes(length);
  const flow = new Flow();
  const { remote } = await remoteOf(said, flow);
  const { inner, client } = await clientPair();
  let heard = 0;
  const chunks: Buffer[] = [];
  flow.start(remote, inner, () => heard++);
  client.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(client, 'end');
  expect(digest(Buffer.concat(chunks))).toBe(digest(said));
  expect(heard > 0).toBe(length > 0);
  // Its own half is still open.
  expect(inner.readable).toBe(true);
});

test('for a client that reads slowly nothing is overwritten, and the node is held up', async () => {
  const said = randomBytes(24_000_000);
  const flow = new Flow();
  const { remote, node } = await remoteOf(said, flow);
  const { inner, client } = await clientPair();
  client.pause();
  flow.start(remote, inner, () => {});
  // Until no more goes in anywhere.
  for (let before = -1; before !== remote.bytesRead; ) {
    before = remote.bytesRead;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(node.writableLength).toBeGreaterThan(4_000_000);
  expect(inner.writableLength).toBeLessThanOrEqual(256 * 1024);
  const chunks: Buffer[] = [];
  for await (const chunk of client) {
    chunks.push(chunk);
    if (chunks.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(digest(Buffer.concat(chunks))).toBe(digest(said));
});

test('what a node says first waits for the client', async () => {
  const flow = new Flow();
  const { remote } = await remoteOf(Buffer.from('220 ready\r\n'), flow);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(remote.bytesRead).toBe(0);
  const { inner, client } = await clientPair();
  flow.start(remote, inner, () => {});
  const [chunk]: unknown[] = await once(client, 'data');
  expect(String(chunk)).toBe('220 ready\r\n');
});
