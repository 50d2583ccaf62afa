/**
 * A link that is far away: passes TCP on, each piece later by half the round trip. A proxy can't hold the handshake itself up; where
 * that is to count too, the first piece of each connection comes later by one round trip more. Pieces wait side by side, so size
 * costs no extra time.
 */
import { connect, createServer, type Socket } from 'node:net';

/** The way to a far end. */
export interface DelayProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** How far away the far end is, in ms, and whether a connection takes a round trip to begin. */
export interface Distance {
  readonly roundTrip: number;
  readonly handshake: boolean;
}

/** Starts one in front of a port of 127.0.0.1. */
export async function startDelayProxy(
  target: number,
  { roundTrip, handshake }: Distance,
): Promise<DelayProxy> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const accepted = performance.now();
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
    const opening = (): number =>
      handshake ? Math.max(0, accepted + roundTrip - performance.now()) : 0;
    pass(near, far, () => opening() + roundTrip / 2);
    pass(far, near, () => roundTrip / 2);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  if (typeof at !== 'object' || at === null) throw new Error('no port');
  return {
    port: at.port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(from: Socket, to: Socket, late: () => number): void {
  // Never before what came earlier: timers of equal length keep their order, a shrinking handshake would not.
  let last = 0;
  const later = (task: () => void): void => {
    const now = performance.now();
    last = Math.max(last, now + late());
    setTimeout(task, last - now);
  };
  from.on('data', (chunk: Buffer) => later(() => void to.write(chunk)));
  from.on('end', () => later(() => to.end()));
}
