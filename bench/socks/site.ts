/**
 * The server behind the proxies, as a process: `node site.ts ADDRESS` prints its port, then answers HTTP requests just well enough:
 * `/<n>` sends n bytes and closes. A connection that asks nothing is left open. Ends when standard input closes.
 */
import { createServer, type Socket } from 'node:net';

const [address = '127.0.0.1'] = process.argv.slice(2);
const MEBIBYTE = Buffer.alloc(1024 * 1024, 'x');

/** Sends in large pieces, as fast as they are taken, then ends the connection. */
function send(socket: Socket, bytes: number): void {
  let left = bytes;
  const more = (): void => {
    while (left > 0) {
      const piece = left >= MEBIBYTE.length ? MEBIBYTE : MEBIBYTE.subarray(0, left);
      left -= piece.length;
      if (!socket.write(piece) && left > 0) {
        socket.once('drain', more);
        return;
      }
    }
    socket.end();
  };
  more();
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', (chunk) => {
    const bytes = Number(/^GET \/(\d+) /.exec(chunk.toString('latin1'))?.[1] ?? 0);
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n`;
    if (bytes > MEBIBYTE.length) {
      socket.write(head);
      send(socket, bytes);
    } else {
      // One piece, so that a short answer is one packet for everybody.
      socket.end(Buffer.concat([Buffer.from(head), MEBIBYTE.subarray(0, bytes)]));
    }
  });
});
server.listen({ host: address, port: 0, backlog: 4096 }, () => {
  const at = server.address();
  process.stdout.write(`${typeof at === 'object' ? at?.port : ''}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
