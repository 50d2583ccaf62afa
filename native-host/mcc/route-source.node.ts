import { createSocket } from 'node:dgram';
import { type Ipv4, parseIpv4 } from '../ipv4.ts';

/**
 * The address that this machine would send from to `target`, as all its routes are now: connecting a datagram socket makes
 * the system choose one and sends nothing. `undefined` where there is no way at all.
 */
export function routeSource(target: Ipv4): Promise<Ipv4 | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const finish = (source: Ipv4 | undefined): void => {
      socket.close();
      resolve(source);
    };
    socket.once('error', () => finish(undefined));
    socket.once('connect', () => finish(parseIpv4(socket.address().address)));
    socket.connect(9, target); // the discard port; any would do
  });
}
