import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { TcpClient } from '../../native-host/turn/tcp-client.node.ts';

const MB = 1024 * 1024;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The relay's end of a connection whose page reads nothing, and of which no more goes into the system's buffers. */
async function stalled() {
  const accepted = Promise.withResolvers<Socket>();
  const server = createServer({ noDelay: true }, accepted.resolve);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const page = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void page.destroy());
  page.pause();
  const socket = await accepted.promise;
  const closed = Promise.withResolvers<void>();
  onTestFinished(() => void socket.destroy());
  const client = new TcpClient(socket, port, {
    onMessage: () => {},
    onClose: () => closed.resolve(),
  });
  const packet = Buffer.alloc(1200);
  const send = async (length: number): Promise<void> => {
    client.sendChannelData(0x4000, packet, 0, length, undefined);
    await turn();
  };
  while (socket.writableLength === 0) await send(1200);
  return { page, socket, send, closed: closed.promise };
}

test('what waits for a page that does not read takes little memory, however small its pieces', async () => {
  const { socket, send } = await stalled();
  const before = process.memoryUsage().arrayBuffers;
  // The system may still take some.
  while (socket.writableLength < 60_000) await send(100);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * MB);
});

test('what comes in one turn for a page that does not read is no exception', async () => {
  const { socket, send } = await stalled();
  await Promise.all(Array.from({ length: 200 }, () => send(1200)));
  // The last message may go past the limit.
  expect(socket.writableLength).toBeLessThan(64 * 1024 + 5000);
});

test('a page that says it is done, and reads nothing, is let go; what is still for it does no harm', async () => {
  const { page, socket, send, closed } = await stalled();
  const ended = new Promise((resolve) => socket.on('end', resolve));
  page.end();
  await ended;
  for (let count = 0; count < 100; count++) await send(1200);
  await closed;
  expect(socket.destroyed).toBe(true);
});
