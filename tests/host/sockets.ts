import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP server on a loopback address of its own; ends with the test. */
export async function serve(
  address: string,
  onConnection: (socket: Socket) => void,
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('no address');
  return bound.port;
}

/** A port on which nobody listens. */
export async function freePort(address: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof bound !== 'object' || !bound) throw new Error('no address');
  return bound.port;
}

/** How a stream of bytes ended: all of it, then `end` for a proper end or the error's code. */
export async function readAll(socket: Socket): Promise<{ bytes: Buffer; end: string }> {
  const chunks: Buffer[] = [];
  const end = await new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => resolve('end'));
    socket.on('error', (error) => resolve('code' in error ? String(error.code) : 'error'));
    socket.on('close', () => resolve('close'));
    socket.resume();
  });
  return { bytes: Buffer.concat(chunks), end };
}

/** A raw connection to the proxy; ends with the test. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return socket;
}

/** Reads exactly so many bytes; what came of them when the stream ends before. */
export async function readExactly(socket: Socket, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let held = 0;
  while (held < length) {
    const chunk: unknown = socket.read(Math.min(length - held, Math.max(1, socket.readableLength)));
    if (chunk instanceof Buffer) {
      chunks.push(chunk);
      held += chunk.length;
      continue;
    }
    if (socket.destroyed || socket.readableEnded) break;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        for (const event of ['readable', 'end', 'close']) socket.off(event, wake);
        resolve();
      };
      for (const event of ['readable', 'end', 'close']) socket.on(event, wake);
    });
  }
  return Buffer.concat(chunks);
}

export interface SocksClient {
  readonly socket: Socket;
  /** The reply code of RFC 1928; undefined when the proxy hung up without one. */
  readonly reply: number | undefined;
}

/** Asks the proxy for a connection as a browser does. */
export async function socks(
  proxy: {
    readonly port: number;
    readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  },
  host: string,
  port: number,
): Promise<SocksClient> {
  const socket = await openSocket(proxy.port);
  const { credentials } = proxy;
  socket.write(Uint8Array.of(5, 1, credentials ? 2 : 0));
  const method = await readExactly(socket, 2);
  if (method.length < 2 || method[1] === 255) return { socket, reply: undefined };
  if (credentials) {
    const user = Buffer.from(credentials.username);
    const password = Buffer.from(credentials.password);
    socket.write(
      Buffer.concat([
        Uint8Array.of(1, user.length),
        user,
        Uint8Array.of(password.length),
        password,
      ]),
    );
    await readExactly(socket, 2); // a client that was turned down may go on all the same
  }
  const name = Buffer.from(host, 'latin1');
  socket.write(
    Buffer.concat([
      Uint8Array.of(5, 1, 0, 3, name.length),
      name,
      Uint8Array.of(port >> 8, port & 255),
    ]),
  );
  const reply = await readExactly(socket, 10);
  return { socket, reply: reply[1] };
}
