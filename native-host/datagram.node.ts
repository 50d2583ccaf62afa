import { createSocket, type Socket } from 'node:dgram';
import { err, ok, type Result } from '../lib/result.ts';
import type { Ipv4 } from './ipv4.ts';

const BUFFER_SIZE = 2 * 1024 * 1024;

/** A UDP socket for many packets a second. It sends to addresses only, so nothing is ever looked up. */
export function createDatagramSocket(): Socket {
  return createSocket({
    type: 'udp4',
    // Node's own lookup answers an address too, but a turn of the event loop later for each packet.
    lookup: (address, _options, answer) => answer(null, address, 4),
  });
}

/** Binds to this address alone; gives the port, or the system's word for what is in the way, such as `EADDRINUSE`. */
export function bindSocket(
  socket: Socket,
  address: Ipv4,
  port: number,
): Promise<Result<number, string>> {
  return new Promise((resolve) => {
    const onError = (error: Error): void => {
      socket.off('listening', onListening);
      resolve(err('code' in error ? String(error.code) : 'unknown'));
    };
    const onListening = (): void => {
      socket.off('error', onError);
      // A burst of video must wait somewhere while we do something else; the system gives what it allows.
      attempt(() => socket.setRecvBufferSize(BUFFER_SIZE));
      attempt(() => socket.setSendBufferSize(BUFFER_SIZE));
      resolve(ok(socket.address().port));
    };
    socket.once('error', onError);
    socket.once('listening', onListening);
    socket.bind({ address, port, exclusive: true });
  });
}

function attempt(wish: () => void): void {
  try {
    wish();
  } catch {
    // What is there already has to do then.
  }
}
