/** Lets the tests in A reach a port of another machine's own 127.0.0.1, over a socket in the file system: no packet crosses. */
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { NodeName } from './addresses.ts';
import { startOwnService } from './process.ts';
import type { World } from './world.ts';

/** A port that is the same one in A and in the other machine. */
export interface Passage {
  readonly port: number;
  close(): Promise<void>;
}

let count = 0;

/** Opens a passage to a port that is free in A, and in the other machine since nothing else listens there. */
export async function passToMachine(world: World, node: NodeName): Promise<Passage> {
  const path = join(world.dir, `passage-${node}-${process.pid}-${count++}`);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(path);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const script = new URL('passage-end.ts', import.meta.url);
  const end = await startOwnService(world.namespaces[node], script, { path, port: String(port) });
  return {
    port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await end.stop();
    },
  };
}
